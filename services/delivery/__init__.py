"""Submitted applications handed to the systems of the people who work on them."""
