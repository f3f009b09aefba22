"""A way that does not work as usual says so, and where to go instead."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

from content.blocks import Ways
from content.checks.findings import Finding, Weight
from content.checks.pieces import label_of
from content.ways.status import open_kinds, standing


def way_status(page: Page) -> Iterator[Finding]:
    """Yield each way that leaves its readers without a word, or without a way that works."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField) and isinstance(field.stream_block, Ways):
            ways = [child.value for child in getattr(page, field.name) or ()]
            label = label_of(page, field.name)
            for index, code in _codes(ways):
                yield Finding(code, Weight.STOPS, field.name, index, label)


def _codes(ways: list[Any]) -> Iterator[tuple[int, str]]:
    today = timezone.localdate()
    kinds = [way["kind"] for way in ways]
    usable = open_kinds(ways, today)
    for index, way in enumerate(ways):
        if way["kind"] in kinds[:index]:
            yield index, "way_twice"  # each is linked to by its kind
        now = standing(way, today)
        if now.is_usual:
            continue
        if not now.is_closed and not now.text:
            yield index, "status_unsaid"
        if now.is_closed or now.instead:
            code = _instead(way["kind"], now.instead, kinds, usable)
            if code:
                yield index, code


def _instead(kind: str, instead: str, kinds: list[str], usable: set[str]) -> str:
    """Return the code of what is wrong with the way to use instead; "" if it is fine."""
    if not instead:
        return "instead_missing"
    if instead == kind:
        return "instead_itself"
    if instead not in kinds:
        return "instead_elsewhere"
    return "" if instead in usable else "instead_closed"
