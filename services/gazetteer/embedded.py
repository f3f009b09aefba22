"""Addresses from our own table."""

from services.gazetteer.found import Found
from services.gazetteer.models import KnownAddress


def at_postcode(postcode: str) -> list[Found]:
    """Return the addresses at a postcode. One query."""
    known = KnownAddress.objects.filter(postcode=postcode)
    return [
        Found(tuple(line for line in (row.line1, row.line2) if line), row.town, row.postcode, row.uprn)
        for row in known
    ]
