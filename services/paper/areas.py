"""Where an answer is written by hand: boxes to cross, boxes for letters, lines. Empty or filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from services.definitions.controls import DATE, boxes
from services.definitions.kinds import (
    Address,
    Computed,
    Date,
    Declaration,
    Email,
    Evidence,
    Identifier,
    LongText,
    Name,
    OneOf,
    Phone,
    Question,
    SeveralOf,
    Text,
    WholeNumber,
    YesNo,
)
from services.definitions.languages import shown
from services.definitions.rules import Value
from services.documents import page_of
from services.paper.direction import direction

GROUPS = {
    "nino": (2, 2, 2, 2, 1),
    "nhs": (3, 3, 4),
    "postcode": (4, 3),
    "day": (2,),
    "month": (2,),
    "year": (4,),
}
SHORT, MEDIUM, LONG = "short", "medium", "long"
EMPTY_AFTER_TEXT = 2  # lines to add something by hand
LETTERS_A_LINE = 80
SHORT_LABEL = 30  # so many letters fit beside another option


@dataclass(frozen=True, slots=True)
class Goto:
    """Go on at a question; `number` is None for the declaration or the end of a row."""

    anchor: str
    number: int | None

    @property
    def page(self) -> str:
        """Return the words that say on which page."""
        return _("(page %(page)s)") % {"page": page_of(self.anchor)}


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to cross."""

    id: str
    label: str
    hint: str = ""
    crossed: bool = False
    goto: Goto | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A box for one letter. `gap`: more room follows."""

    letter: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Comb:
    """A row of boxes, one for each letter or digit."""

    id: str
    label: str
    cells: tuple[Cell, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A box to write in. `width` is short, medium or long."""

    id: str
    label: str
    text: str
    width: str = LONG

    @property
    def dir(self) -> str:
        """Return which way the text runs."""
        return direction(self.text)


@dataclass(frozen=True, slots=True)
class Area:
    """All that belongs to one answer. `id` names the whole in the page's box map."""

    id: str
    ticks: tuple[Tick, ...] = ()
    beside: bool = False
    """Two options fit on a line."""
    combs: tuple[Comb, ...] = ()
    lines: tuple[Line, ...] = ()
    room: int = 0
    """For a longer text: how many ruled lines high the box is, at least."""
    ruled: tuple[int, ...] = ()
    """Those of its lines that are still empty."""
    written: str = ""
    """The longer text so far."""
    statements: tuple[str, ...] = ()

    @property
    def written_dir(self) -> str:
        """Return which way the longer text runs."""
        return direction(self.written)

    @property
    def own_id(self) -> str:
        """Return the id, unless its only box has the same."""
        inner = {comb.id for comb in self.combs} | {line.id for line in self.lines}
        return "" if self.id in inner else self.id


@dataclass(frozen=True, slots=True)
class _Pen:
    """What is written where: the answer's parts, the ids, the language."""

    id: str
    language: str
    typed: Mapping[str, str | list[str]] = field(default_factory=dict)

    def box(self, part: str = "") -> str:
        return f"{self.id}.{part}" if part else self.id

    def text(self, part: str = "") -> str:
        found = self.typed.get(part, "")
        return found if isinstance(found, str) else ""

    def chosen(self, part: str = "") -> set[str]:
        found = self.typed.get(part, [])
        return {found} if isinstance(found, str) else set(found)


def box_id(question: str, row: int = 0) -> str:
    """Return the name of an answer in the box map: "born", or "dose~2" in the second row."""
    return f"{question}~{row}" if row else question


def area(question: Question, value: Value, language: str, *, row: int = 0) -> Area:
    """Return where the answer is written, with the answer in it if there is one."""
    pen = _Pen(box_id(question.key, row), language, question.unread(value))
    return replace(_drawn(question, pen), id=pen.id)


def _drawn(question: Question, pen: _Pen) -> Area:
    match question:
        case YesNo() | OneOf() | SeveralOf():
            return _choices(question, pen)
        case Evidence():
            return Area("", ticks=_ways(question, pen))
        case Date():
            return Area("", combs=tuple(_comb(part.part, str(part.label), pen) for part in boxes(question)))
        case Identifier(scheme=scheme):
            return Area("", combs=(_cells(pen.box(), "", GROUPS[scheme], pen.text()),))
        case WholeNumber(maximum=maximum, unit=unit):
            digits = _cells(
                pen.box(), "", (len(str(maximum)),), pen.text().rjust(len(str(maximum))) if pen.text() else ""
            )
            return Area("", combs=(replace(digits, unit=shown(unit, pen.language)),))
        case LongText(lines=lines):
            text = pen.text()
            left = lines if not text else max(EMPTY_AFTER_TEXT, lines - _ruled_lines(text))
            return Area("", room=lines, ruled=tuple(range(left)), written=text)
        case Declaration(statements=statements):
            said = tuple(shown(words, pen.language) for words in statements)
            signed_on = tuple(_comb(part.part, str(part.label), pen) for part in DATE)
            return Area("", statements=said, combs=signed_on)
    return _written(question, pen)


def _written(question: Question, pen: _Pen) -> Area:
    match question:
        case Name() | Address():
            combs = ("postcode",) if isinstance(question, Address) else ()
            parts = [part for part in boxes(question) if part.part not in combs]
            return Area(
                "",
                lines=tuple(
                    Line(pen.box(part.part), str(part.label), pen.text(part.part), _width(part.part))
                    for part in parts
                ),
                combs=tuple(
                    _comb(part.part, str(part.label), pen) for part in boxes(question) if part.part in combs
                ),
            )
        case Computed(unit=unit, money=money):
            number = Line(pen.box(), "£" if money else "", pen.text(), SHORT)
            return Area("", lines=(number,), statements=(shown(unit, pen.language),) if unit else ())
        case Email():
            return Area("", lines=(Line(pen.box(), "", pen.text()),))
        case Phone():
            return Area("", lines=(Line(pen.box(), "", pen.text(), MEDIUM),))
        case Text(max_length=longest):
            width = SHORT if longest <= 20 else MEDIUM if longest <= 60 else LONG
            return Area("", lines=(Line(pen.box(), "", pen.text(), width),))
    raise ValueError(f"no way to draw a question of kind {question.kind!r} on paper")


def _ruled_lines(text: str) -> int:
    """Return how many ruled lines a printed text takes up: print stands closer than handwriting."""
    printed = sum(1 + len(line) // LETTERS_A_LINE for line in text.splitlines())
    return -(-printed * 3 // 5)


def _width(part: str) -> str:
    return {"title": SHORT, "given": MEDIUM, "family": MEDIUM, "town": MEDIUM}.get(part, LONG)


def _comb(part: str, label: str, pen: _Pen) -> Comb:
    text = pen.text(part)
    if part == "postcode":
        outward, _space, inward = text.partition(" ")
        text = outward.ljust(4) + inward
    elif part in ("day", "month"):
        text = text.zfill(2) if text else ""
    return _cells(pen.box(part), label, GROUPS[part], text)


def _cells(name: str, label: str, groups: tuple[int, ...], text: str) -> Comb:
    ends = {sum(groups[: place + 1]) for place in range(len(groups) - 1)}
    letters = text.ljust(sum(groups))
    cells = tuple(Cell(letter.strip(), place in ends) for place, letter in enumerate(letters, start=1))
    return Comb(name, label, cells)


def _choices(question: YesNo | OneOf | SeveralOf, pen: _Pen) -> Area:
    chosen = pen.chosen()
    if isinstance(question, YesNo):
        ticks = tuple(
            Tick(pen.box(key), label, crossed=key in chosen)
            for key, label in (("yes", _("Yes")), ("no", _("No")))
        )
        return Area("", ticks=ticks, beside=True)
    ticks = tuple(
        Tick(
            pen.box(option.key),
            shown(option.label, pen.language),
            shown(option.hint, pen.language),
            option.key in chosen,
        )
        for option in question.options
    )
    short = all(
        len(option.label.get(pen.language, "")) <= SHORT_LABEL and not option.hint
        for option in question.options
    )
    return Area("", ticks=ticks, beside=short and len(ticks) > 3)


def _ways(question: Evidence, pen: _Pen) -> tuple[Tick, ...]:
    """A file cannot be uploaded from paper; a proof sent by post is in the envelope or follows."""
    way = pen.text("way")
    offered = {
        "enclosed": ("post", _("I am sending it with this form")),
        "post": ("post", _("I will post it later")),
        "in_person": ("in_person", _("I will show it at one of your offices")),
        "already_sent": ("already_sent", _("You have it already")),
    }
    ticks = [
        Tick(pen.box(key), label, crossed=key == way)
        for key, (needs, label) in offered.items()
        if needs in question.ways or key == way
    ]
    if way == "upload":
        ticks.append(Tick(pen.box("upload"), _("I have uploaded it online"), crossed=True))
    return tuple(ticks)
