"""Answers for any form: so that an imported one can be walked from its first step to the end."""

from collections.abc import Mapping
from datetime import date

from services.definitions.asking import read_step
from services.definitions.channels import Channel
from services.definitions.document import Document, Step
from services.definitions.journey import Answers, Stop, scope_at, walk
from services.definitions.kinds import (
    Date,
    DecimalNumber,
    Evidence,
    Identifier,
    OneOf,
    Question,
    Select,
    SeveralOf,
    Typed,
    WholeNumber,
    YesNo,
)
from services.definitions.rules import Scope, Value
from tests.definitions.samples import SAMPLES

TODAY = date(2026, 10, 1)
LONGEST_WALK = 1_000
Rows = dict[str, dict[str, dict[str, Value]]]


def typed_for(question: Question, turn: int) -> Typed:
    """What someone types. `turn` says which option they choose: 0 is the first, -1 the last."""
    match question:
        case OneOf() | Select():
            return {"": question.options[turn % len(question.options)].key}
        case SeveralOf():
            options = [option.key for option in question.options if not option.exclusive]
            return {"": options if turn == 0 else options[turn % len(options)]}
        case YesNo():
            return {"": "no" if turn % 2 else "yes"}
        case Date(when_is="future"):
            return {"day": "1", "month": "2", "year": "2030"}
        case WholeNumber():
            return {"": str(question.minimum)}
        case DecimalNumber():
            return {"": question.minimum}
        case Identifier(scheme="mask"):
            return {"": question.example.split(", ")[0]}
        case Identifier(scheme="nino"):
            return {"": "AB123456C"}
        case Evidence():
            return {"way": next(way for way in question.ways if way != "upload")}
    typed: Typed = SAMPLES[question.kind].typed
    return typed


def typed_into(step: Step, turn: int) -> dict[str, Typed]:
    """What someone types into a step, by question key."""
    return {question.key: typed_for(question, turn) for question in step.questions}


def answers_to(step: Step, scope: Scope, turn: int) -> Mapping[str, Value]:
    """The answers that makes. Raises AssertionError where the step does not take them."""
    reading = read_step(step, typed_into(step, turn), scope)
    assert not reading.problems, f"{step.key}: {reading.problems}"
    return reading.values


def walked(document: Document, turn: int, channel: Channel = Channel.ONLINE) -> tuple[Answers, list[str]]:
    """Answer a form stop by stop until it can be submitted or the way ends. Returns answers and stops."""
    values: dict[str, Value] = {}
    rows: Rows = {}
    within: dict[str, str] = {}
    stops: list[str] = []
    for _count in range(LONGEST_WALK):
        answers = Answers(values, rows, within)
        journey = walk(document, answers, channel=channel, today=TODAY)
        stop = journey.next
        if stop is None or journey.ending:
            return answers, stops
        stops.append(stop.key)
        if stop.step:
            values |= answers_to(stop.step, scope_at(journey, channel=channel, today=TODAY), turn)
            continue
        _row(stop, rows, within, scope_at(journey, channel=channel, today=TODAY), turn)
    raise AssertionError(f"{document.key} never ends: {stops[-5:]}")


def _row(stop: Stop, rows: Rows, within: dict[str, str], scope: Scope, turn: int, holder: str = "") -> None:
    """Add a row, or answer what comes next in one that is not complete."""
    own = rows.setdefault(stop.key, {})
    open_row = next((row for row in stop.rows if not row.complete), None)
    if open_row is None:
        row_id = f"{stop.key}-{len(own)}"
        own[row_id] = {}
        if holder:
            within[row_id] = holder
        return
    inside = scope.inside(open_row.values)
    if open_row.next_step:
        own[open_row.id] |= answers_to(open_row.next_step, inside, turn)
    else:
        assert open_row.next_stop
        _row(open_row.next_stop, rows, within, inside, turn, open_row.id)
