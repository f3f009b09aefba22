"""Whoever has no internet gets the service too: beside an online way stands one that works without."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

from content.blocks import Ways
from content.checks.findings import Finding, Weight
from content.checks.pieces import label_of
from content.ways.kinds import WayKind
from content.ways.status import standing
from services.definitions.errors import FormUnknown
from services.definitions.publishing import current_version


def ways_in(page: Page) -> Iterator[Finding]:
    """Yield each way that leads nowhere yet. It stops the page if only the online way is left."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField) and isinstance(field.stream_block, Ways):
            yield from _of_field(page, field.name)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a service has beside its ways: something to book, and a published form."""

    bookable: bool
    has_form: bool


def judged(offer: Offer, ways: Iterable[Any]) -> tuple[bool, list[tuple[int, str]]]:
    """Return whether nobody without the internet gets a service, and what each way lacks: (index, code).

    A way is a mapping with its kind, contact point, page, hours and status. The code "" lacks nothing.
    """
    ways = list(ways)
    lacking = [(index, _lacks(offer, way)) for index, way in enumerate(ways)]
    useful = [way["kind"] for way, (_, code) in zip(ways, lacking, strict=True) if not code]
    return WayKind.ONLINE in useful and not any(kind in LACKING for kind in useful), lacking


def _of_field(page: Any, name: str) -> Iterator[Finding]:
    ways = [child.value for child in getattr(page, name) or ()]
    asks_form = any(way["kind"] == WayKind.PAPER_FORM for way in ways)
    offer = Offer(bool(page.booking_key), asks_form and _is_published(page.form_key))
    shut, lacking = judged(offer, ways)
    label = label_of(page, name)
    if shut:
        yield Finding("digital_only", Weight.STOPS, name, None, label)
    for index, code in lacking:
        if code and (shut or code != "way_closed"):
            yield Finding(code, Weight.STOPS if shut else Weight.WARNS, name, index, label)


def _is_published(form_key: str) -> bool:
    try:
        return bool(form_key and current_version(form_key))
    except FormUnknown:
        return False


def _lacks(offer: Offer, way: Any) -> str:
    """Return the code of what a way lacks to be of use; "" if it can be used, or is an online one."""
    if standing(way, timezone.localdate()).is_closed:
        return "way_closed"
    rule = LACKING.get(way["kind"])
    return "" if rule is None or rule[1](offer, way) else rule[0]


def _contact(way: Any, *names: str) -> bool:
    contact = way["contact"]
    return bool(contact and contact.live and all(getattr(contact, name).strip() for name in names))


def _open(way: Any) -> bool:
    return bool(way["hours"] or _contact(way, "hours"))


def _phone(_offer: Offer, way: Any) -> bool:
    return _contact(way, "phone") and _open(way)


def _place(offer: Offer, way: Any) -> bool:
    return offer.bookable or (_contact(way, "address") and _open(way))


def _paper(offer: Offer, _way: Any) -> bool:
    return offer.has_form


def _post(_offer: Offer, way: Any) -> bool:
    return _contact(way, "address")


def _visit(_offer: Offer, way: Any) -> bool:
    return _contact(way, "phone") or bool(way["page"] and way["page"].live)


LACKING: dict[str, tuple[str, Callable[[Offer, Any], bool]]] = {
    WayKind.PHONE: ("no_phone", _phone),
    WayKind.IN_PERSON: ("no_place", _place),
    WayKind.PAPER_FORM: ("no_paper", _paper),
    WayKind.POST: ("no_post", _post),
    WayKind.HOME_VISIT: ("no_visit", _visit),
    WayKind.ASSISTED: ("no_visit", _visit),
}
"""For each way without the internet: what to say if it leads nowhere, and whether it leads somewhere."""
