"""Faults and places told in the form's own words: its authors know its questions, not their keys."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.conf import settings

from content.authoring import labels
from content.authoring.compile import Compiled
from services.definitions.checks.faults import Fault
from services.definitions.exchange.exporting import Content
from services.definitions.fault_words import fault_sentence

LONGEST = 80
PLACE = re.compile(
    r"^(?:.*\b(?P<family>questions|steps|sections|repeats|requirements)\[(?P<key>[^\]]+)\])(?:\.(?P<field>\w+))?"
)
OTHER = re.compile(r"^(?P<name>\w+)(?:\[[^\]]*\])?(?:\.(?P<field>\w+))?")
ABOUT_LANGUAGE = ("missing_language", "left_in_first_language", "options_same_words")
ABOUT_NAMES = ("application_lacks", "checker_lacks", "only_in_checker", "not_in_checker")
ABOUT_FAMILY = ("key_twice", "key_reserved", "unreachable")
ABOUT_KEY = (
    "unknown_or_later_question",
    "row_question_outside",
    "wrong_type",
    "formula_wrong_type",
    "rows_not_complete",
    "repeat_split",
    "repeat_starts_inside",
    "repeat_too_deep",
    "label_twice",
    "example_unknown",
    "example_wrong_value",
    "example_not_asked",
)
"""Faults that concern another piece of the form."""


def sentence(compiled: Compiled, fault: Fault) -> str:
    """Return what is wrong in the form's own words."""
    about = _about(compiled, fault)
    return fault_sentence(replace(fault, where=known_as(compiled, fault.where), about=about))


def told(compiled: Compiled, faults: Iterable[Fault]) -> list[str]:
    """Return the sentence of each fault, once."""
    return list(dict.fromkeys(sentence(compiled, fault) for fault in faults))


def known_as(compiled: Compiled, where: str) -> str:
    """Return a place as its question, step or section is called, with the field: “Your name” (Hint)."""
    found = PLACE.match(where)
    if not found:
        words = _words_of(compiled.content, where)
        return f"“{words}”" if words else _part(where)
    words = _words_of(compiled.content, found["key"], found["family"])
    field = found["field"]
    if not words:
        family = labels.said(labels.FAMILIES, found["family"].removesuffix("s"))
        return f"{family} {found['key']}{_in_brackets(field)}"
    return f"“{words}”{_in_brackets(field if field not in ('label', 'title') else '')}"


def _part(where: str) -> str:
    """Return what has no key as it is called: a field of the form, or one of its other parts."""
    part = OTHER.match(where)
    names = {**labels.FIELDS, **labels.PARTS}
    if not part or part["name"] not in names:
        return where
    return f"{labels.said(names, part['name'])}{_in_brackets(part['field'])}"


def _in_brackets(field: str | None) -> str:
    return f" ({labels.said(labels.FIELDS, field)})" if field else ""


def _about(compiled: Compiled, fault: Fault) -> str:
    """Return what a fault concerns in the form's own words."""
    key, _colon, found = fault.about.partition(": ")
    if fault.code == "example_differs":
        words = _words_of(compiled.content, key, "requirements")
        return f"“{words or key}” ({labels.said(labels.FOUND, found)})"
    if fault.code in ABOUT_LANGUAGE:
        return str(dict(settings.LANGUAGES).get(key, key))
    if fault.code in ABOUT_NAMES:
        return str(labels.said({**labels.FIELDS, **labels.KINDS, **labels.PARTS}, key))
    if fault.code in ABOUT_FAMILY:
        return str(labels.said(labels.FAMILIES, key))
    words = _words_of(compiled.content, key) if fault.code in ABOUT_KEY else ""
    if fault.code == "label_twice":
        return f"“{words}”"
    return words or fault.about


def _words_of(content: Content, key: str, family: str = "") -> str:
    """Return the words of the piece with this key, "" if it has none; of a family, if that is known."""
    for name, piece in _pieces(content):
        words = piece.get("label") or piece.get("title")
        if words and piece.get("key") == key and family in ("", name):
            text = str(next(iter(words.values())))
            return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return ""


def _pieces(content: Content) -> Iterator[tuple[str, dict[str, Any]]]:
    for step in content["steps"]:
        yield from (("questions", each) for each in step["questions"])
    for family in ("steps", "sections", "repeats", "requirements"):
        yield from ((family, each) for each in content.get(family) or ())
