"""Reads where postcodes are from a CSV file into the embedded gazetteer.

A plain file has the columns postcode, latitude and longitude. The ONS Postcode Directory (Office for
National Statistics; Open Government Licence, but Northern Ireland's BT postcodes) has pcds, lat and long;
in it a postcode without a place is at 99.999999 north.
"""

import csv
from decimal import Decimal, InvalidOperation
from typing import TextIO

from services.gazetteer.errors import NotAPostcode
from services.gazetteer.files import Loaded, OtherColumns, keep
from services.gazetteer.looking import tidy
from services.gazetteer.models import KnownPostcode

Columns = tuple[str, str, str]
FILES: tuple[Columns, ...] = (("postcode", "latitude", "longitude"), ("pcds", "lat", "long"))


def load_places(file: TextIO) -> Loaded:
    """Add the postcodes of a file; one that is known is written anew. Loading it again changes nothing.

    Raises OtherColumns. In a transaction: all of the file or nothing.
    """
    rows = csv.DictReader(file)
    names = set(rows.fieldnames or ())
    columns = next((each for each in FILES if names.issuperset(each)), None)
    if columns is None:
        raise OtherColumns(", ".join(sorted(names)))
    lines = ([(row.get(name) or "").strip() for name in columns] for row in rows)
    return keep(KnownPostcode, (_known(*line) for line in lines))


def _known(postcode: str, north: str, east: str) -> KnownPostcode | None:
    try:
        latitude, longitude = (round(Decimal(each), 6) for each in (north, east))
        whole = tidy(postcode)
    except (InvalidOperation, NotAPostcode):
        return None
    if latitude.is_nan() or longitude.is_nan() or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return KnownPostcode(postcode=whole, latitude=latitude, longitude=longitude)
