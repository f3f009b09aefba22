"""Where a postcode is, from our own table. Nobody else is asked."""

import re

from django.db.models import Avg

from services.definitions.kinds.base import plain_digits
from services.gazetteer.distance import Point
from services.gazetteer.looking import tidy
from services.gazetteer.models import KnownPostcode

# Royal Mail PAF Programmers' Guide, postcode formats: the part before the space.
OUTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
LONGEST = 12


def tidy_any(typed: str) -> str:
    """Return a whole postcode, or only its first part, as it is written. Raises NotAPostcode."""
    text = "".join(plain_digits(typed).split()).upper() if len(typed) <= LONGEST * 2 else ""
    return text if OUTCODE.fullmatch(text) else tidy(text)


def locate(postcode: str) -> Point | None:
    """Return where a tidy postcode is; of a first part, the middle of what we know there. One query.

    None if we do not know it.
    """
    known = KnownPostcode.objects.all()
    known = (
        known.filter(postcode=postcode)
        if " " in postcode
        else known.filter(postcode__startswith=f"{postcode} ")
    )
    middle = known.aggregate(north=Avg("latitude"), east=Avg("longitude"))
    if middle["north"] is None:
        return None
    return Point(float(middle["north"]), float(middle["east"]))


def located(postcodes: set[str]) -> dict[str, Point]:
    """Return where each of several whole postcodes is, of those that we know. One query."""
    rows = KnownPostcode.objects.filter(postcode__in=postcodes)
    return {row.postcode: Point(float(row.latitude), float(row.longitude)) for row in rows}
