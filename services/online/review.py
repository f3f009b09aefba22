"""Every answer to read back before sending: by section, with where it came from and a way to change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.applications.queries import Source
from services.definitions.asking import applicable
from services.definitions.journey import RowPlace, Stop, rows_in
from services.definitions.kinds import Computed, Question
from services.definitions.kinds.base import Words
from services.definitions.rules import Value
from services.online import places
from services.online.drafts import Draft

Sources = Mapping[tuple[str, str], Source]


@dataclass(frozen=True, slots=True)
class Line:
    """One question with its answer. `told` is where it came from, if not from this person online."""

    question: Question
    value: Value
    change: str
    told: Source | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that stand together: a section's own, or those of one row of a repeat."""

    lines: list[Line] = field(default_factory=list)
    repeat: Words | None = None
    item: Words | None = None
    number: int = 0
    outer: RowPlace | None = None
    """For a row inside another: the place of that one."""
    change: str = ""
    """For a repeat: where rows are added and removed."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the form with what was answered in it."""

    title: Words
    parts: list[Part]


def chapters(draft: Draft, sources: Sources, *, may_change: bool) -> list[Chapter]:
    """Return everything that was asked, in the order it is asked, including what was left blank."""
    found: list[Chapter] = []
    for section in draft.document.sections:
        parts: list[Part] = []
        for stop in draft.journey.stops:
            if stop.section == section.key:
                _add(parts, draft, stop, sources, may_change)
        if parts:
            found.append(Chapter(section.title, parts))
    return found


def _add(parts: list[Part], draft: Draft, stop: Stop, sources: Sources, may_change: bool) -> None:
    application, origin = draft.application, places.FROM_CHECK
    if stop.step:
        if not parts or parts[-1].item:
            parts.append(Part())
        change = places.stop_page(application, stop.key, came_from=origin) if may_change else ""
        asked = applicable(stop.step, draft.answers.values, draft.scope())
        parts[-1].lines.extend(
            _line(question, draft.journey.relevant.values.get(question.key), change, sources, "")
            for question in asked
        )
    elif stop.repeat:
        for place in rows_in(stop):
            repeat, row = place.stop.repeat or stop.repeat, place.row
            trail = draft.journey.trail(row.id)
            listing = places.list_page(application, trail, came_from=origin) if may_change else ""
            lines = _row_lines(draft, place, sources, may_change)
            parts.append(Part(lines, repeat.title, repeat.item, place.number, place.outer, listing))


def _row_lines(draft: Draft, place: RowPlace, sources: Sources, may_change: bool) -> list[Line]:
    stop, row = place.stop, place.row
    lines: list[Line] = []
    for step in row.steps:
        change = (
            places.row_page(draft.application, stop.key, row.id, step.key, came_from=places.FROM_CHECK)
            if may_change
            else ""
        )
        asked = applicable(step, row.values, draft.scope(row))
        lines += [
            _line(question, row.values.get(question.key), change, sources, row.id) for question in asked
        ]
    return lines


def _line(question: Question, value: Value, change: str, sources: Sources, row_id: str) -> Line:
    worked_out = isinstance(question, Computed)  # nobody told us
    source = None if worked_out else sources.get((question.key, row_id))
    elsewhere = source if source and source.is_elsewhere else None
    return Line(question, value, "" if worked_out else change, elsewhere)
