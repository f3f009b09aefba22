"""What stands on a printed page, by its box map and its form: boxes to cross, answers to cut out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.definitions.document import Document
from services.paper.scanning.found import Rect, Template
from services.paper.ticking import UPLOADED, keys

NAME = re.compile(r"(?P<key>[a-z][a-z0-9_]*)(?:~(?P<row>[1-9][0-9]*))?(?:\.(?P<part>[a-z0-9_]+))?")
MORE = "more"
"""The box of a repeat that says that there are more rows, on a sheet of their own."""
SIGNATURE, SIGNED, HELPER = "declaration.signature", "declaration.name", "helper.name"
"""What is written at the end. No question's answer has a dot in its name."""
HELPERS = frozenset({"helper.name", "helper.role", "helper.phone"})


@dataclass(frozen=True, slots=True)
class Place:
    """One answer on paper, or one list."""

    key: str
    row: int = 0
    """As printed: 2 in the second row, 302 in the second row inside the third; 0 outside rows."""


def split(name: str) -> tuple[Place, str] | None:
    """Return the place and part that a name in a box map means; None for headings and such."""
    if not (found := NAME.fullmatch(name)):
        return None
    return Place(found["key"], int(found["row"] or 0)), found["part"] or ""


def template(document: Document, boxes: Mapping[str, Sequence[float]], *, pdf: bytes, page: int) -> Template:
    """Return what stands on a page. `boxes` is that page's part of the box map, `page` counts from 1."""
    rects = {name: _rect(sides) for name, sides in boxes.items()}
    areas: dict[str, list[Rect]] = {}
    for name, rect in rects.items():
        if area := _area(document, name):
            areas.setdefault(area, []).append(rect)
    whole = {name: _union(parts) for name, parts in areas.items()}
    in_order = sorted(whole, key=lambda name: (whole[name][1], whole[name][0]))
    return Template(
        pdf=pdf,
        page=page,
        ticks={name: rect for name, rect in rects.items() if is_tick(document, name)},
        areas={name: whole[name] for name in in_order},
    )


def is_tick(document: Document, name: str) -> bool:
    """Tell whether a name in the box map is that of a box to cross."""
    if not (found := split(name)):
        return False
    place, part = found
    if place.key in document.repeats_by_key and part == MORE:
        return True
    question = document.questions.get(place.key)
    offered = keys(question) if question and part else ()
    return part in offered or (part == UPLOADED and "enclosed" in offered)


def _area(document: Document, name: str) -> str:
    """Return the name of the answer that a box belongs to; empty for what is none."""
    if not (found := split(name)):
        return ""
    place, part = found
    if name == SIGNATURE:
        return SIGNATURE
    if document.declaration and (name == SIGNED or (place.key == document.declaration.key and part)):
        return SIGNED
    if name in HELPERS and not is_tick(document, name):
        return HELPER
    if place.key in document.questions:
        return name.partition(".")[0]
    return ""


def _rect(sides: Sequence[float]) -> Rect:
    left, top, right, bottom = (float(side) for side in sides)
    return left, top, right, bottom


def _union(rects: Iterable[Rect]) -> Rect:
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
