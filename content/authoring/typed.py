"""Amounts typed into a form although a fact says them: the rule of pages, see checks/known.py."""

from collections.abc import Iterator

from content.checks.findings import Weight
from content.checks.known import fees
from services.definitions.checks.faults import Fault
from services.definitions.document import Document, words_in


def amounts_typed(document: Document) -> Iterator[tuple[Fault, Weight]]:
    """Yield each text, in whatever language, that has the amount of a fact in it, and how heavy it weighs.

    Each amount once for each text.
    """
    known = list(fees())
    for where, texts in words_in(document):
        for fee in known:
            found = (fee.spelled(text) for text in texts.values())
            if about := next(filter(None, found), ""):
                yield Fault(fee.code, where, about, fee.instead), fee.weight
