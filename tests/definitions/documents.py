"""Small documents for the tests of the engine, and random ones with random answers."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.journey import Answers, Journey, walk
from services.definitions.kinds import Question
from services.definitions.rules import Value

TODAY = date(2026, 10, 1)
OPTIONS = ("red", "green", "blue")
Content = dict[str, Any]


def words(text: str) -> dict[str, str]:
    """A text in the only language of these documents."""
    return {"en": text}


def ask(kind: str, key: str, **more: Any) -> Content:
    """A question of a kind."""
    extra: Content = {}
    if kind in ("one_of", "several_of", "select"):
        extra["options"] = [{"key": option, "label": words(option)} for option in OPTIONS]
    if kind == "identifier":
        extra["scheme"] = "nino"
    if kind == "organisation_number":
        extra["scheme"] = "company"
    if kind == "declaration":
        extra["statements"] = [words("It is true.")]
    return {"kind": kind, "key": key, "label": words(key), **extra, **more}


def step(key: str, *questions: Content, **more: Any) -> Content:
    """A step with these questions, or one short text if there are none."""
    asked = list(questions) or [ask("text", key.replace("-", "_"))]
    return {"key": key, "section": "all", "title": words(key), "questions": asked, **more}


def ending(key: str, when: Content | None, **more: Any) -> Content:
    """A step at which the way ends."""
    found = {"key": key, "section": "all", "title": words(key), "guidance": words("Call us."), "ends": True}
    return {**found, "when": when, **more}


def repeat(key: str, **more: Any) -> Content:
    """A group of steps answered for each row."""
    return {"key": key, "title": words(key), "item": words("one"), **more}


def form(*steps: Content, repeats: Iterable[Content] = (), **changes: Any) -> Document:
    """A document of these steps."""
    content: Content = {
        "key": "made",
        "title": words("Made"),
        "summary": words("Made for a test."),
        "languages": ["en"],
        "sections": [{"key": "all", "title": words("All")}],
        "steps": list(steps),
        "repeats": list(repeats),
        "declaration": ask("declaration", "declaration"),
        "next_steps": words("We write to you."),
        "return_address": ["Lantern Bay Council", "ZZ1 1AA"],
        "privacy": words("We delete it."),
    }
    return Document.model_validate({**content, **changes})


def go(document: Document, values: dict[str, Value] | None = None, **rows: dict[str, Any]) -> Journey:
    """The journey online on the day of the tests."""
    return walk(document, Answers(values or {}, rows), channel=Channel.ONLINE, today=TODAY)


# -- random documents ---------------------------------------------------------------------------
# Drawn number by number: building a strategy for every rule would take most of the tests' time.

KINDS_ASKED = ("yes_no", "one_of", "several_of", "whole_number", "date", "text")
COMPARISONS = ("<", "<=", ">", ">=", "==")
CHANNELS = tuple(Channel)
Key = tuple[str, str]
"""A question's key and kind."""
T = TypeVar("T")


def _number(draw: st.DrawFn, up_to: int) -> int:
    return draw(st.integers(0, up_to))


def _one(draw: st.DrawFn, items: Sequence[T]) -> T:
    return items[_number(draw, len(items) - 1)]


def _some(draw: st.DrawFn, items: Sequence[str]) -> list[str]:
    chosen = _number(draw, 2 ** len(items) - 2) + 1
    return [item for place, item in enumerate(items) if chosen >> place & 1]


def _rule_about(draw: st.DrawFn, question: Key) -> Content:
    key, kind = question
    match kind if _number(draw, 3) else "answered":
        case "yes_no":
            return {"op": "equals", "question": key, "value": _number(draw, 1) == 1}
        case "one_of":
            return {"op": "in", "question": key, "values": _some(draw, OPTIONS)}
        case "several_of":
            return {"op": "includes", "question": key, "value": _one(draw, OPTIONS)}
        case "whole_number":
            limit = {"is": _one(draw, COMPARISONS), "value": _number(draw, 5)}
            return {"op": "number", "question": key, **limit}
        case "date":
            return {"op": "age", "question": key, "is": _one(draw, COMPARISONS), "years": _number(draw, 60)}
    return {"op": "answered", "question": key}


def _rule(draw: st.DrawFn, seen: list[Key], rows: dict[str, list[Key]], depth: int = 2) -> Content:
    """A rule over the questions seen so far and the repeats that are finished."""
    shape = _number(draw, 9)
    if depth and shape == 0:
        return {"op": "not", "rule": _rule(draw, seen, rows, depth - 1)}
    if depth and shape <= 2:
        inner = [_rule(draw, seen, rows, depth - 1) for _ in range(_number(draw, 1) + 1)]
        return {"op": _one(draw, ("all", "any")), "rules": inner}
    if rows and shape <= 5:
        group = _one(draw, sorted(rows))
        limit = {"is": _one(draw, COMPARISONS), "value": _number(draw, 5)}
        if shape == 3:
            return {"op": "count", "repeat": group, **limit}
        if numbers := [key for key, kind in rows[group] if kind == "whole_number" and shape == 4]:
            return {"op": "sum", "repeat": group, "question": _one(draw, numbers), **limit}
        rule = _rule(draw, seen + rows[group], {}, 0)
        return {"op": _one(draw, ("any_row", "every_row")), "repeat": group, "rule": rule}
    if seen and shape <= 8:
        return _rule_about(draw, _one(draw, seen))
    return {"op": "channel", "value": _one(draw, CHANNELS)}


def _when(draw: st.DrawFn, seen: list[Key], rows: dict[str, list[Key]]) -> Content | None:
    return _rule(draw, seen, rows) if _number(draw, 1) else None


@st.composite
def random_documents(draw: st.DrawFn) -> Document:
    """A document without faults: branches, hidden questions, repeats with rules inside."""
    steps: list[Content] = []
    repeats: list[Content] = []
    seen: list[Key] = []
    finished: dict[str, list[Key]] = {}
    for place in range(_number(draw, 5) + 1):
        group = None if _number(draw, 3) else f"group{place}"
        inside: list[Key] = []
        for number in range(_number(draw, 1) + 1 if group else 1):
            content = step(f"s{place}-{number}", when=_when(draw, seen + inside, finished), repeat=group)
            content["questions"] = []
            for letter in range(_number(draw, 2) + 1):
                key, kind = f"q{place}_{number}_{letter}", _one(draw, KINDS_ASKED)
                when = _when(draw, seen + inside, finished)
                content["questions"].append(ask(kind, key, required=False, when=when))
                (inside if group else seen).append((key, kind))
            steps.append(content)
        if group:
            repeats.append(repeat(group, minimum=_number(draw, 1) + 1))
            finished[group] = inside
    return form(*steps, repeats=repeats)


def _value_of(draw: st.DrawFn, question: Question) -> Value:
    match question.kind if _number(draw, 5) else "blank":
        case "yes_no":
            return _number(draw, 1) == 1
        case "one_of":
            return _one(draw, OPTIONS)
        case "several_of":
            return _some(draw, OPTIONS)
        case "whole_number":
            return _number(draw, 6)
        case "date":
            return (TODAY - timedelta(days=_number(draw, 22_000))).isoformat()
        case "text":
            return "text"
    return None


def _answers_to(draw: st.DrawFn, questions: list[Question]) -> dict[str, Value]:
    if not _number(draw, 3):
        return {}
    return {question.key: _value_of(draw, question) for question in questions if _number(draw, 5)}


@st.composite
def random_answers(draw: st.DrawFn, document: Document) -> Answers:
    """Answers to some questions, reached or not."""
    outside = [q for each in document.steps if not each.repeat for q in each.questions]
    rows = {}
    for group in document.repeats:
        inside = [q for each in document.steps_of_repeat(group.key) for q in each.questions]
        rows[group.key] = {
            f"{group.key}-row{number}": _answers_to(draw, inside) for number in range(_number(draw, 3))
        }
    return Answers(_answers_to(draw, outside), rows)


@st.composite
def answered_documents(draw: st.DrawFn) -> tuple[Document, Answers]:
    """A document and answers to it."""
    document = draw(random_documents())
    return document, draw(random_answers(document))
