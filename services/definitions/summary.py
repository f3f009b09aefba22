"""Everything that was asked and what was answered, in the form's order: check page, read-back, case."""

from dataclasses import dataclass

from services.definitions.document import Document, Repeat, Section
from services.definitions.journey import Journey, RowPlace, Stop, rows_in
from services.definitions.kinds import Question
from services.definitions.rules import Value


@dataclass(frozen=True, slots=True)
class Entry:
    """One answered question. `row` is the repeat row's id and `row_number` its place, from 1."""

    question: Question
    value: Value
    stop: str
    row: str = ""
    row_number: int = 0
    repeat: Repeat | None = None
    outer: RowPlace | None = None
    """For a row inside another: the place of that one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its entries."""

    section: Section
    entries: tuple[Entry, ...]


def summary(document: Document, journey: Journey) -> list[Part]:
    """Return the sections that have answers, with every answer that counts."""
    parts = []
    for section in document.sections:
        stops = [stop for stop in journey.stops if stop.section == section.key]
        entries = tuple(entry for stop in stops for entry in _entries(stop, journey))
        if entries:
            parts.append(Part(section, entries))
    return parts


def _entries(stop: Stop, journey: Journey) -> list[Entry]:
    if stop.step is not None:
        values = journey.relevant.values
        return [
            Entry(question, values[question.key], stop.key)
            for question in stop.step.questions
            if question.key in values
        ]
    return [
        Entry(
            question,
            place.row.values[question.key],
            stop.key,
            place.row.id,
            place.number,
            place.stop.repeat,
            place.outer,
        )
        for place in rows_in(stop)
        for step in place.row.steps
        for question in step.questions
        if question.key in place.row.values
    ]
