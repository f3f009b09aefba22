"""Every component in every state, on pages that the accessibility tests scan.

Only where the sample council runs. Its own words are in English alone: nobody should have to
translate a sample; the components' words are translated like all others.
"""
