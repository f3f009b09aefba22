"""Read addresses from a CSV file into the embedded gazetteer."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from django.db import transaction

from services.definitions.kinds.parts import LONGEST_PART
from services.definitions.kinds.places import UPRN
from services.gazetteer.errors import NotAPostcode
from services.gazetteer.found import Found
from services.gazetteer.looking import tidy
from services.gazetteer.models import KnownAddress
from services.gazetteer.royal_mail import delivery_point

OWN = {"uprn", "line1", "town", "postcode"}
"""The columns of a plain file; line2 may be there too. Otherwise it has those of AddressBase Plus."""
AT_ONCE = 2_000


class NotAddresses(ValueError):
    """The file's first line names neither our columns nor those of AddressBase."""


@dataclass(slots=True)
class Loaded:
    """How a file was read."""

    kept: int = 0
    wrong: int = 0
    """Lines without a UPRN, a postcode or something to write to."""


@transaction.atomic
def load(file: TextIO) -> Loaded:
    """Add the addresses of a file; one that is known is written anew. Loading it again changes nothing.

    Raises NotAddresses. In a transaction: all of the file or nothing.
    """
    rows, loaded = csv.DictReader(file), Loaded()
    columns = set(rows.fieldnames or ())
    if not (columns >= OWN or columns >= {"UPRN", "POST_TOWN", "POSTCODE"}):
        raise NotAddresses(", ".join(sorted(columns)))
    found = _read(rows, loaded, plain=columns >= OWN)
    while batch := list(islice(found, AT_ONCE)):
        KnownAddress.objects.bulk_create(
            {each.uprn: each for each in batch}.values(),
            update_conflicts=True,
            unique_fields=["uprn"],
            update_fields=["line1", "line2", "town", "postcode"],
        )
        loaded.kept += len(batch)
    return loaded


def _read(rows: Iterable[dict[str, str]], loaded: Loaded, *, plain: bool) -> Iterator[KnownAddress]:
    for row in rows:
        found = _plain(row) if plain else delivery_point(row)
        made = _known(found) if found else None
        if made:
            yield made
        else:
            loaded.wrong += 1


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
