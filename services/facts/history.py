"""The values of one fact, and which of them holds on a day. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a fact is."""

    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


Content = Decimal | date | tuple[tuple[str, str], ...]
"""An amount (of money in pounds), a day, or a text in each language as (code, words)."""


@dataclass(frozen=True, slots=True)
class Held:
    """One value with the day from which it holds, and when somebody said so."""

    kind: Kind
    content: Content
    effective_from: date
    set_at: datetime
    says_free: bool = False
    """Whether no money is said as “Free”."""


History = Sequence[Held]
"""In the order of `effective_from`; of two from one day, the one that was set later is behind."""


def on_day(history: History, day: date, known_at: datetime | None = None) -> Held | None:
    """Return the value that holds on a day; None before the first.

    `known_at` asks what people were told then: a value set later does not count, although it may hold
    from that very day. Where nothing had been set yet, what we know now is all there is to say.
    """
    due = [each for each in history if each.effective_from <= day]
    if known_at is not None:
        due = [each for each in due if each.set_at <= known_at] or due
    return due[-1] if due else None


def coming(history: History, day: date) -> list[Held]:
    """Return the values that do not hold yet on a day, the next one first."""
    return [each for each in history if each.effective_from > day]
