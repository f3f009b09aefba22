"""The map of a form as boxes and arrows, worked out here and drawn by a template."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.definitions.charting import Node, chart
from services.definitions.document import Document
from services.definitions.sentences import say, words

WIDTH, INDENT, HEIGHT, GAP, HEAD, EDGE = 340, 56, 46, 16, 44, 72
LETTERS = 40


@dataclass(frozen=True, slots=True)
class Box:
    """One step: where it stands, and what is said of it."""

    key: str
    title: str
    lines: tuple[str, ...]
    numbers: str
    condition: str
    repeat: str
    x: int
    y: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def text_y(self) -> int:
        """Return where its first line stands."""
        return self.y + (19 if len(self.lines) > 1 else 28)


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its heading and boxes."""

    title: str
    y: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map. Lengths are in the picture's own units."""

    parts: tuple[Part, ...]
    arrows: tuple[str, ...]
    width: int
    height: int


def draw(document: Document, language: str) -> Drawing:
    """Return the map of a form: one column, deeper steps further in, arrows from the steps that decide."""
    parts: list[Part] = []
    placed: dict[str, Box] = {}
    nodes: list[Node] = []
    y = 8
    for stretch in chart(document):
        top = y
        y += HEAD
        boxes = []
        for node in stretch.nodes:
            box = _box(node, document, language, y)
            boxes.append(box)
            placed[node.step.key] = box
            nodes.append(node)
            y += HEIGHT + GAP
        parts.append(Part(words(stretch.section.title, language), top + 26, tuple(boxes)))
        y += GAP
    arrows = tuple(_arrows(nodes, placed))
    width = max((box.x + box.width for box in placed.values()), default=WIDTH) + 24
    return Drawing(tuple(parts), arrows, width, y)


def _box(node: Node, document: Document, language: str, y: int) -> Box:
    first, last = node.first_number, node.last_number
    title = words(node.title, language)
    repeat = document.repeats_by_key.get(node.repeat)
    return Box(
        key=node.step.key,
        title=title,
        lines=_lines(title),
        numbers="■" if node.step.ends else str(first) if first == last else f"{first}–{last}",
        condition="; ".join(say(rule, document, language) for rule in node.conditions),
        repeat=words(repeat.title, language) if repeat else "",
        x=EDGE + INDENT * node.depth,
        y=y,
    )


def _lines(title: str) -> tuple[str, ...]:
    """Return a title on up to two lines that fit the box."""
    lines = [""]
    for word in title.split():
        if len(lines[-1]) + len(word) + 1 > LETTERS and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    return tuple(lines)


def _arrows(nodes: list[Node], placed: dict[str, Box]) -> Iterator[str]:
    """Yield a path for each decision: out of the left of one step, down beside all, into the other."""
    lanes: dict[str, int] = {}
    for node in nodes:
        for key in node.opened_by:
            start, end = placed[key], placed[node.step.key]
            lane = 8 + 6 * (lanes.setdefault(key, len(lanes)) % 9)
            out, into = start.y + start.height - 10, end.y + end.height // 2
            yield f"M{start.x} {out}H{lane + 6}q-6 0 -6 6V{into - 6}q0 6 6 6H{end.x - 2}"
