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
    """Answer a form stop by stop until it can be submitted. Returns the answers and the stops."""
    values: dict[str, Value] = {}
    rows: dict[str, dict[str, dict[str, Value]]] = {}
    stops: list[str] = []
    for _count in range(LONGEST_WALK):
        answers = Answers(values, rows)
        journey = walk(document, answers, channel=channel, today=TODAY)
        stop = journey.next
        if stop is None:
            return answers, stops
        stops.append(stop.key)
        if stop.step:
            values |= answers_to(stop.step, scope_at(journey, channel=channel, today=TODAY), turn)
            continue
        assert stop.repeat
        _row(
            stop, rows.setdefault(stop.repeat.key, {}), scope_at(journey, channel=channel, today=TODAY), turn
        )
    raise AssertionError(f"{document.key} never ends: {stops[-5:]}")


def _row(stop: Stop, rows: dict[str, dict[str, Value]], scope: Scope, turn: int) -> None:
    """Add a row, or answer the next step of one that is not complete."""
    open_row = next((row for row in stop.rows if not row.complete), None)
    if open_row is None:
        rows[f"{stop.key}-{len(rows)}"] = {}
        return
    assert open_row.next_step
    rows[open_row.id] |= answers_to(open_row.next_step, scope.inside(open_row.values), turn)
