"""Read addresses from a CSV file into the embedded gazetteer."""

import csv
from typing import TextIO

from services.definitions.kinds.parts import LONGEST_PART
from services.definitions.kinds.places import UPRN
from services.gazetteer.errors import NotAPostcode
from services.gazetteer.files import Loaded, OtherColumns, keep
from services.gazetteer.found import Found
from services.gazetteer.looking import tidy
from services.gazetteer.models import KnownAddress
from services.gazetteer.royal_mail import delivery_point

OWN = {"uprn", "line1", "town", "postcode"}
"""The columns of a plain file; line2 may be there too. Otherwise it has those of AddressBase Plus."""


def load(file: TextIO) -> Loaded:
    """Add the addresses of a file; one that is known is written anew. Loading it again changes nothing.

    Left out are lines without a UPRN, a postcode or something to write to. Raises OtherColumns. In a
    transaction: all of the file or nothing.
    """
    rows = csv.DictReader(file)
    columns = set(rows.fieldnames or ())
    if not (columns >= OWN or columns >= {"UPRN", "POST_TOWN", "POSTCODE"}):
        raise OtherColumns(", ".join(sorted(columns)))
    found = (_plain(row) if columns >= OWN else delivery_point(row) for row in rows)
    return keep(KnownAddress, (_known(each) if each else None for each in found))


def _plain(row: dict[str, str]) -> Found | None:
    line1, line2, town, postcode, uprn = (
        " ".join((row.get(name) or "").split()) for name in ("line1", "line2", "town", "postcode", "uprn")
    )
    return Found((line1, line2), town, postcode, uprn) if line1 and town else None


def _known(found: Found) -> KnownAddress | None:
    line1, line2 = (*found.lines, "")[:2]
    if not UPRN.match(found.uprn) or max(map(len, (line1, line2, found.town))) > LONGEST_PART:
        return None
    try:
        postcode = tidy(found.postcode)
    except NotAPostcode:
        return None
    return KnownAddress(uprn=found.uprn, line1=line1, line2=line2, town=found.town, postcode=postcode)
