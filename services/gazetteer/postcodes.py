"""Reads where postcodes are from a CSV file into the embedded gazetteer.

A plain file has the columns postcode, latitude and longitude. The ONS Postcode Directory (Office for
National Statistics; Open Government Licence, but Northern Ireland's BT postcodes) has pcds, lat and long;
in it a postcode without a place is at 99.999999 north.
"""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import TextIO

from django.db import transaction

from services.gazetteer.errors import NotAPostcode
from services.gazetteer.loading import AT_ONCE, Loaded
from services.gazetteer.looking import tidy
from services.gazetteer.models import KnownPostcode

Columns = tuple[str, str, str]
FILES: tuple[Columns, ...] = (("postcode", "latitude", "longitude"), ("pcds", "lat", "long"))


class NotPostcodes(ValueError):
    """The file's first line names neither our columns nor those of the ONS Postcode Directory."""


@transaction.atomic
def load_places(file: TextIO) -> Loaded:
    """Add the postcodes of a file; one that is known is written anew. Loading it again changes nothing.

    Raises NotPostcodes. In a transaction: all of the file or nothing.
    """
    rows, loaded = csv.DictReader(file), Loaded()
    names = set(rows.fieldnames or ())
    columns = next((each for each in FILES if names.issuperset(each)), None)
    if columns is None:
        raise NotPostcodes(", ".join(sorted(names)))
    found = _read(rows, loaded, columns)
    while batch := list(islice(found, AT_ONCE)):
        KnownPostcode.objects.bulk_create(
            {each.postcode: each for each in batch}.values(),
            update_conflicts=True,
            unique_fields=["postcode"],
            update_fields=["latitude", "longitude"],
        )
        loaded.kept += len(batch)
    return loaded


def _read(rows: Iterable[dict[str, str]], loaded: Loaded, columns: Columns) -> Iterator[KnownPostcode]:
    for row in rows:
        if made := _known(*((row.get(name) or "").strip() for name in columns)):
            yield made
        else:
            loaded.wrong += 1


def _known(postcode: str, north: str, east: str) -> KnownPostcode | None:
    try:
        latitude, longitude = (round(Decimal(each), 6) for each in (north, east))
        whole = tidy(postcode)
    except (InvalidOperation, NotAPostcode):
        return None
    if latitude.is_nan() or longitude.is_nan() or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return KnownPostcode(postcode=whole, latitude=latitude, longitude=longitude)
