"""What facts say: their values, read at most every few seconds, however often they are asked for."""

import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from services.facts.history import Held, on_day
from services.facts.models import FactValue
from services.facts.saying import said
from services.facts.today import council_day

READ_AGAIN_S = 5
"""What another process sets for today shows here after this. What is set for a day to come is in time."""
_read: tuple[float, Mapping[str, tuple[Held, ...]]] | None = None


def histories() -> Mapping[str, tuple[Held, ...]]:
    """Return the values of every fact that has one, by key."""
    global _read  # noqa: PLW0603 -- one table for the process, as short-lived as it is small
    now = time.monotonic()
    if _read is None or now - _read[0] > READ_AGAIN_S:
        found: dict[str, list[Held]] = defaultdict(list)
        for value in FactValue.objects.select_related("fact"):
            found[value.fact.key].append(value.held)
        _read = now, {key: tuple(values) for key, values in found.items()}
    return _read[1]


def forget_facts() -> None:
    """Read the facts anew when they are next asked for."""
    global _read  # noqa: PLW0603 -- as above
    _read = None


def held(key: str, day: date | None = None, known_at: datetime | None = None) -> Held | None:
    """Return the value of a fact on a day (default: today); None if it has none or there is no such fact.

    `known_at`: as people were told at that moment.
    """
    return on_day(histories().get(key, ()), day or council_day(), known_at)


def known_today() -> frozenset[str]:
    """Return the keys of all facts that have a value today."""
    today = council_day()
    return frozenset(key for key, values in histories().items() if on_day(values, today))


def said_today(key: str, language: str) -> str | None:
    """Return a fact's value today in words; None if it has none."""
    found = held(key)
    return said(found, language) if found else None


def amount_on(key: str, day: date | None = None) -> Decimal | None:
    """Return the amount of a fact on a day (default: today): pounds, or a number. None if it is no amount."""
    found = held(key, day)
    return found.content if found and isinstance(found.content, Decimal) else None
