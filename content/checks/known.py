"""What is written once and used everywhere: nobody types it into a page.

Each source names what it knows. Another kind of fact, such as a fee with the day from which it holds,
joins by a function in SOURCES and a sentence for its code.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from content.checks.findings import Finding, Weight
from content.checks.pieces import Piece
from content.models.contacts import ContactPoint

CALLED = re.compile(r"""href=["']tel:([^"']+)""")
NUMBER = re.compile(r"[+(]?\d[\d ().–-]{5,}\d")
SHORTEST_DIGITS = 7
"""Shorter numbers, such as 999, are known by heart and mean the same everywhere."""


@dataclass(frozen=True, slots=True)
class Known:
    """Something with a place of its own. `spelled` returns how a text spells it, or ""."""

    code: str
    spelled: Callable[[str], str]


def phones() -> Iterator[Known]:
    """Yield the telephone number of each contact point that is in use."""
    for number in set(ContactPoint.objects.filter(live=True).values_list("phone", flat=True)):
        digits = _digits(number)
        if len(digits) >= SHORTEST_DIGITS:
            yield Known("phone_typed", _speller(digits))


SOURCES: tuple[Callable[[], Iterable[Known]], ...] = (phones,)


def typed_again(texts: list[Piece]) -> Iterator[Finding]:
    """Yield what is typed into a text although it is known."""
    everything = list(chain.from_iterable(source() for source in SOURCES))
    for piece in texts:
        text = "\n".join((*piece.lines, *CALLED.findall(piece.source)))
        for known in everything:
            if about := known.spelled(text):
                yield Finding(known.code, Weight.STOPS, piece.field, piece.index, piece.label, about)


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
