"""Answers that a partner gives, read along the form by the code that reads the web's. Stores nothing.

A partner sends what `answer_schema` describes; it is turned into what somebody would have typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.api.requests import ROW, Given
from services.definitions.answer_schema import answered
from services.definitions.asking import read_step
from services.definitions.channels import Channel
from services.definitions.document import Document, Place, Step
from services.definitions.journey import Answers, Journey, scope_in, walk
from services.definitions.kinds import Computed, Declaration, Evidence, Problem, Question, Typed
from services.definitions.values import Value

TYPES: Mapping[str, type] = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}


@dataclass(frozen=True, slots=True)
class Part:
    """What was taken of one step: answers, and what is kept as typed because it is none."""

    step: str
    row: str
    values: Mapping[str, Value]
    typed: Mapping[str, Typed]


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong with one answer. `pointer` is the place in the request."""

    pointer: str
    question: str
    row: str
    problem: Problem


@dataclass
class Taking:
    """Everything answered so far, and what one request adds to it."""

    document: Document
    today: date
    answers: Answers
    """With what was taken: grows with each step."""
    parts: list[Part] = field(default_factory=list)
    rows: dict[str, tuple[str, str]] = field(default_factory=dict)
    """New rows by an id of their own: their repeat, and the row around them or ""."""
    problems: list[Found] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)
    """Places in the request that the answers do not lead to."""

    @property
    def journey(self) -> Journey:
        """The journey that all answers make."""
        return walk(self.document, self.answers, channel=Channel.API, today=self.today)


def take(document: Document, known: Answers, given: Given, *, today: date) -> Taking:
    """Return what becomes of the answers of a request (see `requests.sent`) beside those already known."""
    rows = {key: {row: dict(values) for row, values in found.items()} for key, found in known.rows.items()}
    taking = Taking(document, today, Answers(dict(known.values), rows, dict(known.within)))
    _along(taking, document.plan, given, "", "/answers")
    return taking


def _along(taking: Taking, places: Sequence[Place], given: Given, row: str, at: str) -> None:
    for place in places:
        if place.step:
            _take_step(taking, place.step, given, row, at)
        elif place.key in given:
            _take_rows(taking, place, given[place.key], row, f"{at}/{place.key}")


def _take_rows(taking: Taking, place: Place, rows: Sequence[Given], holder: str, at: str) -> None:
    """Take the entries of a list. A new one of which nothing is an answer is not added."""
    if not _leads_to(taking.journey, place.key, holder):
        taking.not_asked.append(at)
        return
    for number, given in enumerate(rows):
        here = f"{at}/{number}"
        known = _row(taking, place, given, holder)
        if isinstance(known, Problem):
            taking.problems.append(Found(here, place.key, "", known))
            continue
        _along(taking, place.inner, given, known, here)
        if known in taking.rows and not any(part.values for part in _inside(taking, known)):
            _forget(taking, place, known)


def _row(taking: Taking, place: Place, given: Given, holder: str) -> str | Problem:
    """Return the row that is meant, a new one, or why there is none."""
    mine = taking.answers.rows.get(place.key, {})
    siblings = [row for row in mine if taking.answers.within.get(row, "") == holder]
    if ROW in given:
        return str(given[ROW]) if given[ROW] in siblings else Problem("row_gone")
    most = place.repeat.maximum if place.repeat else 0
    if len(siblings) >= most:
        return Problem("too_many_rows", detail={"limit": most})
    new = f"new-{len(taking.rows) + 1}"
    taking.rows[new] = (place.key, holder)
    rows = {**taking.answers.rows, place.key: {**mine, new: {}}}
    within = {**taking.answers.within, new: holder} if holder else taking.answers.within
    taking.answers = Answers(taking.answers.values, rows, within)
    return new


def _inside(taking: Taking, row: str) -> Iterator[Part]:
    within = taking.answers.within
    return (part for part in taking.parts if row in (part.row, within.get(part.row, "")))


def _forget(taking: Taking, place: Place, row: str) -> None:
    """Take a new row out again. What was typed for it goes too; its problems are told."""
    gone = {id(part) for part in _inside(taking, row)}
    taking.parts = [part for part in taking.parts if id(part) not in gone]
    rows = {key: values for key, values in taking.answers.rows[place.key].items() if key != row}
    taking.answers = Answers(
        taking.answers.values, {**taking.answers.rows, place.key: rows}, taking.answers.within
    )


def _take_step(taking: Taking, step: Step, given: Given, row: str, at: str) -> None:
    mine = {question.key: question for question in step.questions if question.key in given}
    if not mine:
        return
    journey = taking.journey
    if not _leads_to(journey, step.key, row):
        taking.not_asked += [f"{at}/{key}" for key in mine]
        return
    known = taking.answers.values if not row else taking.answers.rows[step.repeat or ""][row]
    typed: dict[str, Typed] = {
        q.key: q.unread(known[q.key]) for q in step.questions if known.get(q.key) is not None
    }
    wrong: dict[str, tuple[Problem, ...]] = {}
    for key, question in mine.items():
        if problem := _unfit(question, given[key]):
            wrong[key] = (problem,)
        else:
            typed[key] = _as_typed(question, given[key])
    scope = scope_in(journey, row, channel=Channel.API, today=taking.today)
    reading = read_step(step, typed, scope)
    values = {key: reading.values[key] for key in mine if key in reading.values and key not in wrong}
    kept = {key: typed[key] for key in mine if key in reading.problems and key not in wrong}
    wrong |= {key: reading.problems[key] for key in kept}
    taking.problems += [
        Found(f"{at}/{key}", key, row, each) for key, found in wrong.items() for each in found
    ]
    taking.not_asked += [f"{at}/{key}" for key in mine if key not in wrong and key not in values]
    taking.taken += [f"{at}/{key}" for key in values]
    taking.parts.append(Part(step.key, row, values, {key: parts for key, parts in kept.items() if parts}))
    _remember(taking, step, row, values)


def _remember(taking: Taking, step: Step, row: str, values: Mapping[str, Value]) -> None:
    answers = taking.answers
    if not row:
        taking.answers = Answers({**answers.values, **values}, answers.rows, answers.within)
        return
    repeat = step.repeat or ""
    rows = {**answers.rows[repeat], row: {**answers.rows[repeat][row], **values}}
    taking.answers = Answers(answers.values, {**answers.rows, repeat: rows}, answers.within)


def _leads_to(journey: Journey, key: str, row: str) -> bool:
    """Tell whether the answers lead to a step or list, in a row or outside all."""
    trail = journey.trail(row) if row else ()
    stops = trail[-1][1].stops if trail else () if row else journey.stops
    return any(stop.key == key for stop in stops)


def _unfit(question: Question, value: Any) -> Problem | None:
    """Return why a value cannot be read: it is not for partners to give, or not in the schema's shape."""
    if isinstance(question, Computed | Declaration):
        return Problem("answer_not_taken")
    return None if value is None or _has_shape(question, value) else Problem("answer_shape")


def _has_shape(question: Question, value: Any) -> bool:
    """Tell whether a value is of the schema's type, parts and pattern. Everything else the question says."""
    schema = answered(question)
    if type(value) is not TYPES[schema["type"]]:
        return False
    if isinstance(value, dict):
        texts = all(isinstance(text, str) for text in value.values())
        return texts and set(value) <= set(schema["properties"])
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return bool(re.fullmatch(schema.get("pattern", "(?s:.*)"), str(value)))


def _as_typed(question: Question, value: Any) -> Typed:
    """Return what somebody would have typed. Files are sent by the person, on the web."""
    if isinstance(question, Evidence):
        return {"way": value.get("way", "")} if value else {}
    return question.unread(value)
