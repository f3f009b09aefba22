"""How each kind of question is drawn on paper, empty or with its answer."""

from dataclasses import replace
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from services.definitions.clock import time_words
from services.definitions.display import phone_words
from services.definitions.kinds import (
    Address,
    BankAccount,
    Computed,
    Country,
    Date,
    DecimalNumber,
    Declaration,
    Email,
    Evidence,
    Iban,
    Identifier,
    LongText,
    Money,
    MonthYear,
    Name,
    OneOf,
    OrganisationNumber,
    PartialDate,
    Phone,
    Question,
    Select,
    SeveralOf,
    Text,
    Time,
    WholeNumber,
    YesNo,
    countries,
)
from services.definitions.languages import shown
from services.definitions.rules import Value
from services.definitions.screen.controls import DATE, Box, boxes
from services.paper.areas import MEDIUM, SHORT, Area, Comb, Line
from services.paper.pen import Pen
from services.paper.ticking import OPTIONS_TO_CROSS, choices, ways

EMPTY_AFTER_TEXT = 2  # lines to add something by hand
LETTERS_A_LINE = 80
COMBED = {
    "day": (2,),
    "month": (2,),
    "year": (4,),
    "postcode": (4, 3),
    "sort_code": (2, 2, 2),
    "account_number": (8,),
}
"""Parts with a box for each letter, and how many stand together."""
WIDTHS = {
    "title": SHORT,
    "given": MEDIUM,
    "family": MEDIUM,
    "known_as": MEDIUM,
    "town": MEDIUM,
    "region": MEDIUM,
    "postcode": SHORT,
    "country": MEDIUM,
    "account_name": MEDIUM,
    "roll_number": MEDIUM,
}
IBAN_ROWS = ((4, 4, 4, 4), (4, 4, 4, 4, 2))
"""An IBAN has up to 34 signs."""


def box_id(question: str, row: int = 0) -> str:
    """Return the name of an answer in the box map: "born", or "dose~2" in the second row."""
    return f"{question}~{row}" if row else question


def area(question: Question, value: Value, language: str, *, row: int = 0) -> Area:
    """Return where the answer is written, with the answer in it if there is one."""
    pen = Pen(box_id(question.key, row), language, question.unread(value))
    return replace(_drawn(question, pen), id=pen.id)


def _drawn(question: Question, pen: Pen) -> Area:
    match question:
        case YesNo() | OneOf() | SeveralOf():
            return choices(question, pen)
        case Select(options=options):
            return choices(question, pen) if len(options) <= OPTIONS_TO_CROSS else _named(question, pen)
        case Country():
            return _named(question, pen)
        case Evidence():
            return Area("", ticks=ways(question, pen))
        case Declaration(statements=statements):
            said = tuple(shown(words, pen.language) for words in statements)
            return Area("", statements=said, combs=tuple(_comb(part, pen) for part in DATE))
        case LongText(lines=lines):
            text = pen.text()
            left = lines if not text else max(EMPTY_AFTER_TEXT, lines - _ruled_lines(text))
            return Area("", room=lines, ruled=tuple(range(left)), written=text)
    return _numbered(question, pen) or _written(question, pen)


def _numbered(question: Question, pen: Pen) -> Area | None:
    """Return the boxes for a number or a code; None for other kinds."""
    match question:
        case WholeNumber(minimum=minimum, maximum=maximum, unit=unit):
            comb = pen.number(max(str(minimum), str(maximum), key=len), 0)
            return Area("", combs=(replace(comb, unit=shown(unit, pen.language)),))
        case DecimalNumber(minimum=minimum, maximum=maximum, places=places, unit=unit):
            longest = max((text.partition(".")[0] for text in (minimum, maximum)), key=len)
            return Area("", combs=(replace(pen.number(longest, places), unit=shown(unit, pen.language)),))
        case Money(minimum_pence=minimum, maximum_pence=maximum):
            longest = max((str(int(pence / 100)) for pence in (minimum, maximum)), key=len)
            return Area("", combs=(replace(pen.number(longest, 2), prefix="£"),))
        case Identifier(groups=groups):
            plain = "".join(letter for letter in pen.text() if letter.isalnum())
            return Area("", combs=(pen.cells(pen.box(), "", groups, plain),))
        case OrganisationNumber(scheme=scheme, groups=groups) if scheme != "charity":
            return Area("", combs=(pen.cells(pen.box(), "", groups, pen.text()),))
        case Iban():
            return Area("", combs=tuple(_iban_rows(pen)))
    return None


def _written(question: Question, pen: Pen) -> Area:
    match question:
        case Name() | Address() | BankAccount() | Date() | MonthYear() | PartialDate():
            note = _("Leave empty what you do not know.") if isinstance(question, PartialDate) else ""
            return replace(_parts(question, pen), note=note)
        case Computed(unit=unit, money=money):
            total = Line(pen.box(), "£" if money else "", pen.text(), SHORT)
            return Area("", lines=(total,), statements=(shown(unit, pen.language),) if unit else ())
        case Email():
            return Area("", lines=(Line(pen.box(), "", pen.text()),))
        case Phone():
            number = phone_words(pen.text()) if pen.text() else ""
            return Area("", lines=(Line(pen.box(), "", number, MEDIUM),))
        case Time():
            note = pgettext("time on paper", "For example 2:30pm")
            clock = time_words(time.fromisoformat(pen.text())) if pen.text() else ""
            return Area("", lines=(Line(pen.box(), "", clock, SHORT),), note=note)
        case OrganisationNumber():
            return Area("", lines=(Line(pen.box(), "", pen.text(), SHORT),))
        case Text(max_length=longest):
            width = SHORT if longest <= 20 else MEDIUM if longest <= 60 else None
            line = Line(pen.box(), "", pen.text())
            return Area("", lines=(replace(line, width=width) if width else line,))
    raise ValueError(f"no way to draw a question of kind {question.kind!r} on paper")


def _parts(question: Question, pen: Pen) -> Area:
    """Return the lines and boxes of a question in parts; lines that come after boxes stand below them."""
    lines: list[Line] = []
    more: list[Line] = []
    combs: list[Comb] = []
    combed = set(COMBED)
    if isinstance(question, Address) and question.where != "uk":
        combed.remove("postcode")  # abroad, nobody knows how long it is
    for part in boxes(question):
        if part.type == "hidden":
            continue
        if part.part in combed:
            combs.append(_comb(part, pen))
        else:
            (more if combs else lines).append(_line(part, pen))
    return Area("", lines=tuple(lines), combs=tuple(combs), more=tuple(more))


def _line(part: Box, pen: Pen) -> Line:
    text = pen.text(part.part)
    if part.type == "select":
        text = countries.names(pen.language).get(text, text)
    line = Line(pen.box(part.part), str(part.label), text)
    return replace(line, width=WIDTHS.get(part.part, line.width))


def _named(question: Select | Country, pen: Pen) -> Area:
    """Return a line to write an option's name on."""
    text = pen.text()
    if isinstance(question, Select):
        name = next((shown(o.label, pen.language) for o in question.options if o.key == text), text)
    else:
        name = countries.names(pen.language).get(text, text)
    return Area("", lines=(Line(pen.box(), "", name, MEDIUM),))


def _comb(part: Box, pen: Pen) -> Comb:
    text = pen.text(part.part)
    if part.part == "postcode":
        outward, _space, inward = text.partition(" ")
        text = outward.ljust(4) + inward
    elif part.part in ("day", "month"):
        text = text.zfill(2) if text else ""
    return pen.cells(pen.box(part.part), str(part.label), COMBED[part.part], text)


def _iban_rows(pen: Pen) -> list[Comb]:
    first, second = IBAN_ROWS
    text = pen.text()
    split = sum(first)
    return [
        pen.cells(pen.box("1"), "", first, text[:split]),
        pen.cells(pen.box("2"), "", second, text[split:]),
    ]


def _ruled_lines(text: str) -> int:
    """Return how many ruled lines a printed text takes up: print stands closer than handwriting."""
    printed = sum(1 + len(line) // LETTERS_A_LINE for line in text.splitlines())
    return -(-printed * 3 // 5)
