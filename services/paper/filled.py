"""A fillable form that came back as a file: what was typed, by question. Decides nothing, stores nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from services.definitions.document import Document
from services.definitions.kinds import Computed, Declaration, Evidence, Question, SeveralOf
from services.definitions.kinds.base import Typed

BOX = re.compile(r"^(?P<question>[a-z][a-z0-9_]*)(?:~(?P<row>\d{1,6}))?(?:\.(?P<part>[a-z0-9_]+))?$")
LONGEST_TEXT = 20_000
WAYS = {"enclosed": "post"}
"""Ways in which paper says that a proof comes; the others are called as online."""
SIGNED, HELPED = "declaration", "helper"


class Place(NamedTuple):
    """One question on paper. `row` is its printed row as in the box map; 0 where there are none."""

    repeat: str
    row: int
    question: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a file says. What was left blank is not in it."""

    typed: Mapping[Place, Typed] = field(default_factory=dict)
    signing: Mapping[str, str] = field(default_factory=dict)
    """Signature, name, day, month and year at the end."""
    helper: Mapping[str, str] = field(default_factory=dict)
    """Who filled it in for the person: name, role and phone."""
    more: frozenset[str] = frozenset()
    """Boxes of the lists for which there is another sheet: "medicines" or "pets~1"."""


def sorted_out(found: Mapping[str, str | bool], document: Document) -> Filled:
    """Return the values of fields by question. Names are those of boxes: "born.day", "medicine~2".

    What the document does not have is left out: the file may be of another version.
    """
    typed: dict[Place, dict[str, str | list[str]]] = {}
    apart: dict[str, dict[str, str]] = {SIGNED: {}, HELPED: {}}
    more = set()
    for name, value in found.items():
        match = BOX.match(name)
        if match is None:
            continue
        key, row, part = match["question"], match["row"] or "", match["part"] or ""
        question = document.questions.get(key)
        if question and not isinstance(question, Computed | Declaration):
            place = Place(document.step_of[key].repeat or "", int(row or 0), key)
            _put(typed.setdefault(place, {}), question, part, value)
        elif key in apart and isinstance(value, str):
            apart[key][part] = value[:LONGEST_TEXT]
        elif key in document.repeats_by_key and part == "more" and value is True:
            more.add(f"{key}~{row}" if row else key)
    answered = {place: parts for place, parts in sorted(typed.items()) if any(parts.values())}
    return Filled(answered, apart[SIGNED], apart[HELPED], frozenset(more))


def _put(typed: dict[str, str | list[str]], question: Question, part: str, value: str | bool) -> None:
    """Add one field to the typed input of its question."""
    match question:
        case SeveralOf(options=options):
            if value is True:
                crossed = {part, *typed.get("", [])}
                typed[""] = [option.key for option in options if option.key in crossed]
        case Evidence():
            if isinstance(value, str):
                typed["way"] = WAYS.get(value, value)
        case _:
            if isinstance(value, str) and part in question.parts and value.strip():
                typed[part] = value[:LONGEST_TEXT]
