"""The one walk: which steps the answers so far make reachable, which answers count, what is next.

Plain Python: web, paper, phone, keying, API and validation all ask here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.definitions.channels import Channel
from services.definitions.document import Document, Repeat, Step
from services.definitions.kinds import Problem, Question, Typed
from services.definitions.rules import Scope, Value

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything someone has answered. A key that is absent was not asked; None was left blank."""

    values: Values = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, Values]] = field(default_factory=dict)
    """By repeat key, then row id, in the order the rows were added."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a repeat: the steps that apply to it and whether all of them are answered."""

    id: str
    steps: tuple[Step, ...]
    values: Values
    complete: bool
    next_step: Step | None


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on the way: a step, or the list of a repeat's rows."""

    key: str
    section: str
    complete: bool
    step: Step | None = None
    repeat: Repeat | None = None
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """What `walk` finds."""

    stops: tuple[Stop, ...]
    relevant: Answers
    next: Stop | None
    """The first stop that is not complete; None when everything is answered."""

    @property
    def complete(self) -> bool:
        """Whether the application can be submitted."""
        return self.next is None

    def stop(self, key: str) -> Stop | None:
        """Return the stop with this key if the answers make it applicable."""
        return next((stop for stop in self.stops if stop.key == key), None)

    def may_open(self, key: str) -> bool:
        """Return whether every stop before this one is complete (the guard against jumping ahead)."""
        for stop in self.stops:
            if stop.key == key:
                return True
            if not stop.complete:
                return False
        return False

    def before(self, key: str) -> Stop | None:
        """Return the stop before this one, for Back."""
        keys = [stop.key for stop in self.stops]
        place = keys.index(key) if key in keys else len(keys)
        return self.stops[place - 1] if place else None

    def after(self, key: str) -> Stop | None:
        """Return the stop after this one."""
        keys = [stop.key for stop in self.stops]
        place = keys.index(key) + 1 if key in keys else 0
        return self.stops[place] if place < len(keys) else None


def walk(document: Document, answers: Answers, *, channel: Channel, today: date) -> Journey:
    """Return the journey that the answers make. Cost grows with the questions asked, nothing else.

    Rules see only answers of steps that are themselves reached, so an answer that was hidden by a
    later change of mind opens nothing.
    """
    values: dict[str, Value] = {}
    rows: dict[str, dict[str, Values]] = {}
    stops: list[Stop] = []
    seen: set[str] = set()
    for step in document.steps:
        scope = Scope(values, today, channel, {key: tuple(found.values()) for key, found in rows.items()})
        if step.repeat:
            if step.repeat not in seen and _group_applies(document, step.repeat, scope):
                stop = _repeat_stop(document, step.repeat, answers, scope)
                stops.append(stop)
                rows[step.repeat] = {row.id: row.values for row in stop.rows}
            seen.add(step.repeat)
            continue
        if step.when and not step.when.holds(scope):
            continue
        asked = applicable(step, answers.values, scope)
        if not asked:
            continue
        complete = all(question.key in answers.values for question in asked)
        values.update({q.key: answers.values[q.key] for q in asked if q.key in answers.values})
        stops.append(Stop(step.key, step.section, complete, step=step))
    open_stop = next((stop for stop in stops if not stop.complete), None)
    return Journey(tuple(stops), Answers(values, rows), open_stop)


def applicable(step: Step, values: Values, scope: Scope) -> tuple[Question, ...]:
    """Return the step's questions that are asked, given the answers within the step so far.

    What the scope holds of the step's own questions does not count: it may be from an earlier visit.
    """
    if not any(question.when for question in step.questions):
        return step.questions
    scope = scope.without(question.key for question in step.questions)
    asked: list[Question] = []
    counted: dict[str, Value] = {}
    for question in step.questions:
        if question.when and not question.when.holds(scope.inside(counted)):
            continue
        asked.append(question)
        if question.key in values:
            counted[question.key] = values[question.key]
    return tuple(asked)


def _group_applies(document: Document, repeat: str, scope: Scope) -> bool:
    """A repeat is reached if its first step is, seen from outside any row."""
    first = document.steps_of_repeat(repeat)[0]
    return first.when is None or first.when.holds(scope)


def _repeat_stop(document: Document, key: str, answers: Answers, scope: Scope) -> Stop:
    repeat = document.repeats_by_key[key]
    steps = document.steps_of_repeat(key)
    rows = tuple(_row(steps, row_id, values, scope) for row_id, values in answers.rows.get(key, {}).items())
    enough = repeat.minimum <= len(rows) <= repeat.maximum
    complete = enough and all(row.complete for row in rows)
    return Stop(key, steps[0].section, complete, repeat=repeat, rows=rows)


def _row(steps: Sequence[Step], row_id: str, values: Values, scope: Scope) -> Row:
    counted: dict[str, Value] = {}
    reached: list[Step] = []
    unfinished: Step | None = None
    for step in steps:
        inside = scope.inside(counted)
        if step.when and not step.when.holds(inside):
            continue
        asked = applicable(step, values, inside)
        if not asked:
            continue
        reached.append(step)
        counted.update({q.key: values[q.key] for q in asked if q.key in values})
        if unfinished is None and not all(q.key in values for q in asked):
            unfinished = step
    return Row(row_id, tuple(reached), counted, unfinished is None, unfinished)


@dataclass(frozen=True, slots=True)
class StepReading:
    """What a step makes of everything typed into it."""

    values: Values
    """Answers of the questions that apply and are valid."""
    problems: Mapping[str, tuple[Problem, ...]]
    """By question key; empty when the step may be saved."""


def read_step(step: Step, typed: Mapping[str, Typed], scope: Scope) -> StepReading:
    """Return the answers and problems of a step's typed input, by question key.

    A question that the step's other answers hide is neither read nor reported. What the scope holds of
    the step's own questions does not count: it is from an earlier visit.
    """
    scope = scope.without(question.key for question in step.questions)
    values: dict[str, Value] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for question in step.questions:
        if question.when and not question.when.holds(scope.inside(values)):
            continue
        reading = question.read(typed.get(question.key, {}), today=scope.today)
        if reading.problems:
            problems[question.key] = reading.problems
        else:
            values[question.key] = reading.value
    return StepReading(values, problems)


def scope_at(journey: Journey, *, channel: Channel, today: date, row: Values | None = None) -> Scope:
    """Return what rules may see at any stop of a journey, or inside one row of it."""
    rows = {key: tuple(found.values()) for key, found in journey.relevant.rows.items()}
    scope = Scope(journey.relevant.values, today, channel, rows)
    return scope.inside(row) if row is not None else scope
