"""What is written once and used everywhere: nobody types it into a page.

Each source names what it knows: another one joins by a function in SOURCES and a sentence for its code.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Any

from django.apps import apps

from content.checks.findings import Finding, Weight
from content.checks.pieces import Piece
from services.facts.models import Fact
from services.facts.placeholders import MEANT, unknown_in
from services.facts.queries import amount_on, known_today

CALLED = re.compile(r"""href=["']tel:([^"']+)""")
NUMBER = re.compile(r"[+(]?\d[\d ().–-]{5,}\d")
POUNDS = re.compile(r"£\s?(\d[\d,]*(?:\.\d{1,2})?)|(\d[\d,]*(?:\.\d{1,2})?)\s?جنيه")
"""An amount of money: the sign in front of it, or in Arabic the word behind it."""
SHORTEST_DIGITS = 7
"""Shorter numbers, such as 999, are known by heart and mean the same everywhere."""


@dataclass(frozen=True, slots=True)
class Known:
    """Something with a place of its own. `spelled` returns how a text spells it, or ""."""

    code: str
    spelled: Callable[[str], str]
    instead: str = ""
    """What to type in its place, if it is typed at all."""
    weight: Weight = Weight.STOPS


def phones() -> Iterator[Known]:
    """Yield the telephone number of each contact point that is in use."""
    points: Any = apps.get_model("content", "ContactPoint")  # it imports what imports this
    for number in set(points.objects.filter(live=True).values_list("phone", flat=True)):
        digits = _digits(number)
        if len(digits) >= SHORTEST_DIGITS:
            yield Known("phone_typed", _speller(digits))


def fees() -> Iterator[Known]:
    """Yield the amount of each fact that is money, as it is today.

    Nobody writes pence by chance, so that stops a page. A round amount may be another one, such as a fine:
    whoever publishes it says so once.
    """
    for fact in Fact.objects.filter(kind="money").order_by("key"):
        amount = amount_on(fact.key)
        if amount:  # nought is not written as an amount
            round_one = amount == amount.to_integral_value()
            code, weight = ("fee_alike", Weight.ASKS) if round_one else ("fee_typed", Weight.STOPS)
            yield Known(code, _pricer(amount), f"{fact.placeholder} ({fact.label})", weight)


SOURCES: tuple[Callable[[], Iterable[Known]], ...] = (phones, fees)


def typed_again(texts: list[Piece]) -> Iterator[Finding]:
    """Yield what is typed into a text although it is known."""
    everything = list(chain.from_iterable(source() for source in SOURCES))
    for piece in texts:
        text = "\n".join((*piece.lines, *CALLED.findall(piece.source)))
        for known in everything:
            if about := known.spelled(text):
                place = (piece.field, piece.index, piece.label)
                yield Finding(known.code, known.weight, *place, about, instead=known.instead)


def facts_named(texts: list[Piece]) -> Iterator[Finding]:
    """Yield what is meant to name a fact and names none that has a value today."""
    meaning = [piece for piece in texts if MEANT.search(piece.source)]
    known = known_today() if meaning else frozenset()
    for piece in meaning:
        for meant in unknown_in(piece.source, known):
            yield Finding("fact_unknown", Weight.STOPS, piece.field, piece.index, piece.label, meant)


def _digits(text: str) -> str:
    """Return the digits of a text, Arabic ones as ours."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def _speller(digits: str) -> Callable[[str], str]:
    national = digits.lstrip("0")

    def spelled(text: str) -> str:
        """A number is the same with its country's code in front instead of the nought."""
        for found in NUMBER.findall(text):
            if _digits(found) == digits or _digits(found).endswith(national):
                return str(found).strip()
        return ""

    return spelled


def _pricer(amount: Decimal) -> Callable[[str], str]:
    def spelled(text: str) -> str:
        """An amount is the same with or without noughts for pence and commas between thousands."""
        for found in POUNDS.finditer(text):
            if _amount(found[1] or found[2]) == amount:
                return found[0]
        return ""

    return spelled


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
