"""Whether a way works on a day. What was said until a date is over on the day after, by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from content.ways.kinds import WayStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """How a way stands on one day. `until` is the last day of it; `instead` the kind of another way."""

    status: str
    text: str = ""
    until: date | None = None
    instead: str = ""

    @property
    def label(self) -> str:
        """Return it in two or three words."""
        return str(WayStatus(self.status).label)

    @property
    def is_usual(self) -> bool:
        """Tell whether there is nothing to say about it."""
        return self.status == WayStatus.NORMAL

    @property
    def is_closed(self) -> bool:
        """Tell whether nobody can use the way."""
        return self.status == WayStatus.CLOSED


USUAL = Standing(WayStatus.NORMAL)


def standing(way: Mapping[str, Any], day: date) -> Standing:
    """Return how a way stands on a day."""
    until = way["status_until"]
    if way["status"] in ("", None, WayStatus.NORMAL) or (until and until < day):
        return USUAL
    return Standing(way["status"], (way["status_text"] or "").strip(), until, way["instead"] or "")


def open_kinds(ways: Iterable[Mapping[str, Any]], day: date) -> set[str]:
    """Return the kinds of the ways that can be used on a day."""
    return {way["kind"] for way in ways if not standing(way, day).is_closed}
