"""Compare and swap, question by question: which answers a page was made from, and which are others by now.

A page carries a mark of each answer that it shows, keyed with the application's own key. When it is
sent, an answer that became another one since is not replaced: the person is shown both.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.applications.models import Application
from services.applications.queries import Source, sources_of
from services.applications.snapshot import read
from services.definitions.document import Step
from services.definitions.journey import Values
from services.definitions.kinds import Computed, Evidence, Question
from services.definitions.rules import Value

FIELD = "step-seen"
"""The hidden field with which a page says what it was made from."""
Marks = Mapping[str, str]
_NOTHING = ""
BLANK = "blank"
"""What stands for an answer that was taken back, where something has to be chosen."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One question with two answers: the one that came meanwhile, and the one that was typed."""

    question: Question
    theirs: Value
    mine: Value
    source: Source
    mark: str
    """What stands for their answer in a choice: a third one is never taken for it."""


@dataclass(frozen=True, slots=True)
class Since:
    """The questions of a step whose answers became others since its page was made."""

    untouched: frozenset[str] = frozenset()
    """The page only sends back what it was made with: the later answer stands."""
    clashing: frozenset[str] = frozenset()

    @property
    def left(self) -> frozenset[str]:
        """Those whose answers a page must not replace."""
        return self.untouched | self.clashing


def mark(application: Application, question: str, row: str, value: Value) -> str:
    """Return the mark of an answer; nothing for one that is left blank."""
    if value is None:
        return _NOTHING
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return application.box.mark(text.encode(), context=f"seen:{question}:{row}")


def marks(application: Application, questions: Iterable[Question], row: str, known: Values) -> str:
    """Return what a page with these carries. Files have rows of their own, which nothing replaces."""
    found = {
        question.key: mark(application, question.key, row, known.get(question.key))
        for question in questions
        if not isinstance(question, Computed | Evidence)
    }
    return " ".join(f"{key}:{text}" for key, text in found.items() if text)


def seen_by(data: Mapping[str, Any]) -> Marks | None:
    """Return the marks that a page carried when it was sent; None if it does not say what it has seen."""
    if FIELD not in data:
        return None
    pairs = (word.partition(":") for word in str(data[FIELD]).split())
    return {key: found for key, colon, found in pairs if colon}


def since(application: Application, seen: Marks, *, row: str, known: Values, values: Values) -> Since:
    """Return what became of the answers to `values` since a page with these marks was made."""
    untouched, clashing = set(), set()
    for key, mine in values.items():
        before, now = seen.get(key, _NOTHING), mark(application, key, row, known.get(key))
        if now == before or isinstance(application.document.questions[key], Computed | Evidence):
            continue
        sent = mark(application, key, row, mine)
        if sent == before:
            untouched.add(key)
        elif sent != now:
            clashing.add(key)
    return Since(frozenset(untouched), frozenset(clashing))


def clashes(
    application: Application, step: Step, row: str, values: Values, keys: Collection[str]
) -> list[Clash]:
    """Return both answers to each of these questions, as they are now; none for a row that is gone."""
    known = read(application).values_at(row) or {}
    sources = sources_of(application, step=step)
    return [
        Clash(
            question,
            known.get(question.key),
            values[question.key],
            sources[question.key, row],
            mark(application, question.key, row, known.get(question.key)) or BLANK,
        )
        for question in step.questions
        if question.key in keys and (question.key, row) in sources
    ]
