"""What a partner sends: read within limits, and its names looked up in the form, before anything else."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from services.api.problems import Wrong
from services.definitions.document import Document, Place

LARGEST_BYTES = 256 * 1024
DEEPEST = 8
MOST_ROWS = 200
"""Entries of lists in one request; more can follow with PATCH."""
ROW = "$row"
"""In an entry of a list: the id of the entry that is meant. Without it, a new one is added."""
Given = Mapping[str, Any]
"""Answers by question key, entries of lists by the list's."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The body of a request."""

    answers: Given
    raw: bytes


def sent(request: HttpRequest, document: Document) -> Sent:
    """Return what was sent about a form. Raises Wrong."""
    raw = _body(request)
    content = _parsed(raw)
    strange = [f"/{_escaped(name)}" for name in content if name != "answers"]
    answers = content.get("answers", {})
    if not isinstance(answers, dict):
        strange.append("/answers")
    else:
        strange += _strange(document.plan, answers, "/answers")
        if _rows_in(answers) > MOST_ROWS:
            strange.append("/answers")
    if strange:
        raise Wrong("not-in-form", errors=[{"pointer": pointer} for pointer in strange])
    return Sent(answers, raw)


def language_of(request: HttpRequest) -> str:
    """Return our language that the request asks for, or our first. No cookie is looked at."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def _body(request: HttpRequest) -> bytes:
    if request.content_type != "application/json" or request.headers.get("Content-Encoding"):
        raise Wrong("not-json")
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BYTES:
        raise Wrong("too-large")
    return request.body


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        content = json.loads(raw.decode(), parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise Wrong("unreadable") from None
    if not isinstance(content, dict) or _depth(content) > DEEPEST:
        raise Wrong("unreadable")
    return content


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number in JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values under one name: nobody could tell which was meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _depth(content: object) -> int:
    """Return how deeply JSON is nested. What was parsed is never deeper than the parser goes."""
    depth, level = 0, [content]
    while level := [inner for each in level for inner in _inner(each)]:
        depth += 1
    return depth


def _inner(content: object) -> Iterable[object]:
    if isinstance(content, dict):
        return content.values()
    return content if isinstance(content, list) else ()


def _strange(places: Sequence[Place], given: Mapping[str, Any], at: str) -> Iterator[str]:
    """Yield a JSON pointer to each name that the form does not have, and each list that is none."""
    keys = {key for place in places for key, _when, _computed in place.asks}
    lists = {place.key: place for place in places if place.repeat}
    for name, value in given.items():
        here = f"{at}/{_escaped(name)}"
        if name not in lists:
            if name not in keys:
                yield here
        elif not isinstance(value, list):
            yield here
        else:
            yield from _strange_rows(lists[name], value, here)


def _strange_rows(place: Place, rows: Sequence[Any], at: str) -> Iterator[str]:
    for number, row in enumerate(rows):
        if not isinstance(row, dict) or not isinstance(row.get(ROW, ""), str):
            yield f"{at}/{number}"
        else:
            own = {name: value for name, value in row.items() if name != ROW}
            yield from _strange(place.inner, own, f"{at}/{number}")


def _rows_in(given: Mapping[str, Any]) -> int:
    rows = [row for value in given.values() if isinstance(value, list) for row in value]
    return sum(1 + _rows_in(row) for row in rows if isinstance(row, dict))


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
