"""A returned paper form, keyed in the paper's own order: nothing is corrected in silence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from services.definitions.asking import applicable
from services.definitions.channels import Channel
from services.definitions.document import Document, Repeat, Section, Step
from services.definitions.journey import Answers, Journey, RowPlace, Stop, Values, rows_in, scope_in
from services.definitions.kinds import Computed, Question
from services.definitions.rules import Rule

RowName = tuple[tuple[Repeat, int], ...]
"""Which row of which list, the outermost first: the second job of the first person."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question that was answered on paper although the form says to leave it out."""

    number: int
    question: Question
    rule: Rule | None
    name: RowName = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A question that the answers make necessary and that has no answer yet."""

    number: int
    question: Question
    stop: str
    """The page that asks it: its step, or its list where there is no entry yet."""
    repeat: str = ""
    row: str = ""
    name: RowName = ()


@dataclass(frozen=True, slots=True)
class Uneven:
    """A list with fewer or more rows than the form takes."""

    stop: Stop
    holder: RowPlace | None
    """The row that it stands in, if it is inside another."""


def as_on_paper(step: Step) -> Step:
    """Return the step with every question open, as it stands on paper, whatever the answers say."""
    return step.model_copy(
        update={"questions": tuple(q.model_copy(update={"when": None}) for q in step.questions)}
    )


def sections_on_paper(document: Document) -> tuple[Section, ...]:
    """Return the sections that have questions, in the paper's order."""
    used = {step.section for step in document.steps if step.questions}
    return tuple(section for section in document.sections if section.key in used)


def on_paper(document: Document, section: str, repeat: str = "") -> tuple[Step | Repeat, ...]:
    """Return what stands in a section, or in each row of a repeat: steps, and lists, which have own pages."""
    found: dict[str, Step | Repeat] = {}
    for step in (step for step in document.steps if step.questions):
        lists = document.repeats_by_key
        inner = lists[step.repeat] if step.repeat else None
        outer = lists[inner.inside] if inner and inner.inside else inner
        if repeat and inner and inner.key == repeat:
            found[step.key] = step
        elif repeat and inner and inner.inside == repeat:
            found[inner.key] = inner
        elif not repeat and step.section == section:
            found[outer.key if outer else step.key] = outer or step
    return tuple(found.values())


def steps_on_paper(document: Document, section: str, repeat: str = "") -> tuple[Step, ...]:
    """Return the steps that are keyed on the page of a section, or of a row of a repeat."""
    return tuple(found for found in on_paper(document, section, repeat) if isinstance(found, Step))


def page_of(section: str, repeat: str = "") -> Callable[[Document], tuple[Step, ...]]:
    """Return what finds the steps on a page of the paper form in any version of its document."""
    return lambda document: steps_on_paper(document, section, repeat)


def step_of(key: str) -> Callable[[Document], tuple[Step, ...]]:
    """Return what finds one step in any version of a document."""
    return lambda document: tuple(step for step in document.steps if step.key == key)


def repeat_of(answers: Answers, row: str) -> str:
    """Return the key of the repeat that a row belongs to; "" if there is no such row (any more)."""
    return next((key for key, rows in answers.rows.items() if row in rows), "")


def rows_of(answers: Answers, repeat: str, holder: str = "") -> list[str]:
    """Return the ids of a list's rows, or of those inside the row `holder`, in order."""
    return [row for row in answers.rows.get(repeat, {}) if answers.within.get(row, "") == holder]


def name_of(document: Document, answers: Answers, row: str) -> RowName:
    """Return which row it is: () outside rows."""
    if not row:
        return ()
    repeat, holder = repeat_of(answers, row), answers.within.get(row, "")
    number = rows_of(answers, repeat, holder).index(row) + 1
    return (*name_of(document, answers, holder), (document.repeats_by_key[repeat], number))


def skipped(document: Document, answers: Answers, journey: Journey) -> list[Skipped]:
    """Return the routing mistakes, in the paper's order: answers that the way through does not reach."""
    places: list[tuple[str, Values, Values]] = [("", answers.values, journey.relevant.values)]
    for repeat, rows in answers.rows.items():
        counted = journey.relevant.rows.get(repeat, {})
        places += [(row, values, counted.get(row, {})) for row, values in rows.items()]
    found = [
        Skipped(
            document.numbers[key],
            document.questions[key],
            document.questions[key].when or document.step_of[key].when,
            name_of(document, answers, row),
        )
        for row, values, counts in places
        for key, value in values.items()
        if value is not None and key in document.questions and key not in counts
    ]
    return sorted(found, key=lambda each: (each.number, [number for _repeat, number in each.name]))


def missing(document: Document, answers: Answers, journey: Journey, *, today: date) -> list[Missing]:
    """Return what still has to be cleared up with the person, in the paper's order, row by row."""
    found = []
    for place, stop in _stops(journey):
        if stop.complete or stop.step is None:
            continue
        row = place.row.id if place else ""
        values: Values = place.row.values if place else journey.relevant.values
        scope = scope_in(journey, row, channel=Channel.PAPER, today=today)
        found += [
            Missing(
                document.numbers[question.key],
                question,
                stop.key,
                place.stop.key if place else "",
                row,
                name_of(document, answers, row),
            )
            for question in applicable(stop.step, values, scope)
            if question.key not in values and not isinstance(question, Computed)
        ]
    return found


def uneven(journey: Journey) -> list[Uneven]:
    """Return the lists that have too few or too many rows."""
    lists = ((place, stop, stop.repeat) for place, stop in _stops(journey) if stop.repeat)
    return [
        Uneven(stop, place)
        for place, stop, repeat in lists
        if not repeat.minimum <= len(stop.rows) <= repeat.maximum
    ]


def _stops(journey: Journey) -> Iterator[tuple[RowPlace | None, Stop]]:
    """Yield every stop, those of rows after the list that they are in."""
    for stop in journey.stops:
        yield None, stop
        for place in rows_in(stop):
            yield from ((place, inner) for inner in place.row.stops)
