"""Addresses from Ordnance Survey (https://osdatahub.os.uk/docs/places/technicalSpecification)."""

import json
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings

from services.gazetteer.errors import LookupDown
from services.gazetteer.found import Found
from services.gazetteer.land import land_and_property
from services.gazetteer.royal_mail import delivery_point

TIMEOUT_S = 3
PAGE = 100
"""The most results that one answer holds."""
PAGES = 4
NOTHING_THERE = (400, 404)
"""What a postcode that is not in use is answered with."""


def at_postcode(postcode: str) -> list[Found]:
    """Return the addresses at a postcode: delivery points, and properties that get no post of their own.

    Raises LookupDown. Neither the postcode nor our key is in it.
    """
    found: dict[str, Found] = {}
    for dataset, fields in _results(postcode):
        made = delivery_point(fields) if dataset == "DPA" else land_and_property(fields)
        if made and made.uprn and (dataset == "DPA" or made.uprn not in found):
            found[made.uprn] = made
    return list(found.values())


def _results(postcode: str) -> Iterator[tuple[str, dict[str, object]]]:
    for page in range(PAGES):
        answer = _ask(postcode, page * PAGE)
        results, total = answer.get("results", []), answer["header"]["totalresults"]
        for result in results:
            for dataset in ("DPA", "LPI"):
                if dataset in result:
                    yield dataset, result[dataset]
        if (page + 1) * PAGE >= total:
            return


def _ask(postcode: str, offset: int) -> dict[str, Any]:
    asked = {
        "postcode": postcode,
        "dataset": "DPA,LPI",
        "maxresults": PAGE,
        "offset": offset,
        "key": settings.OS_PLACES_KEY,
    }
    address = f"{settings.OS_PLACES_URL}/search/places/v1/postcode?{urlencode(asked)}"
    request = Request(address, headers={"Accept": "application/json"})  # noqa: S310  # https, or a test's
    try:
        with urlopen(request, timeout=TIMEOUT_S) as response:  # noqa: S310  # https, or a test's
            answer = json.load(response)
    except HTTPError as refused:
        refused.close()
        if refused.code in NOTHING_THERE:
            return {"header": {"totalresults": 0}}
        raise LookupDown from None
    except (OSError, HTTPException, ValueError):
        raise LookupDown from None
    header = answer.get("header") if isinstance(answer, dict) else None
    if not isinstance(header, dict) or not isinstance(header.get("totalresults"), int):
        raise LookupDown
    return dict(answer)
