"""Words that many pages show: what stands against them is found by the rules for pages."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from content.checks.findings import Finding, Weight
from content.checks.known import facts_named, typed_again
from content.checks.pieces import Piece, pieces

SOFTER = {"phone_typed": "phone_again", "fee_alike": "fee_again"}
"""No contact point can be chosen here and no reason given: whoever publishes is told, and not held up."""
NUMBERS = ("phone", "textphone")
"""Fields that are the number of a contact point."""


def texts_of(thing: Any, children: Iterable[Any] = ()) -> list[Piece]:
    """Return the words of a snippet, and those of `children` beside it, such as other languages."""
    found = [piece for each in (thing, *children) for piece in pieces(each)]
    return [piece for piece in found if piece.field not in NUMBERS]


def looked_at(texts: list[Piece]) -> Iterator[Finding]:
    """Yield what is typed although it is known, and what names no fact."""
    for each in typed_again(texts):
        softer = SOFTER.get(each.code)
        yield replace(each, code=softer, weight=Weight.WARNS) if softer else each
    yield from facts_named(texts)


def stopping(found: Iterable[Finding]) -> list[Finding]:
    """Return those that keep a snippet from going live."""
    return [each for each in found if each.weight is Weight.STOPS]
