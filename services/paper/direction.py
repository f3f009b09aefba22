"""Which way a text of someone else's runs: an address or a number inside a right-to-left page."""

import unicodedata

RIGHT_TO_LEFT = ("R", "AL")


def direction(text: str) -> str:
    """Return "rtl" or "ltr" by the first letter that has a direction (UAX 9, P2); numbers are ltr."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind == "L":
            return "ltr"
        if kind in RIGHT_TO_LEFT:
            return "rtl"
    return "ltr"
