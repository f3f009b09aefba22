"""The boxes of a form that is filled in on a computer: what they are called aloud, how each is filled in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from services.definitions.document import Document
from services.definitions.kinds import (
    Computed,
    Declaration,
    Identifier,
    LongText,
    OrganisationNumber,
    Question,
    SeveralOf,
    Text,
)
from services.documents import Field, Sort
from services.paper.areas import Area, Comb, Line
from services.paper.shapes import Ask, Block, Ending, Group, Part

COMBED = frozenset({"day", "month", "year", "sort_code", "account_number"})
"""Parts with a box for each letter on a computer too: of these, everyone knows how long they are."""
OPTIONAL = frozenset({"title", "known_as", "line2", "region", "roll_number"})
NUMERIC = frozenset({"postcode", "uprn"}) | COMBED
MARKED = re.compile(r"[.~].*")

Items = Sequence[Block | Group | Ending]


def on_screen(area: Area, question: Question) -> Area:
    """Return the area as it is typed: rows of boxes only where nobody types a space or a point."""
    if isinstance(question, Identifier | OrganisationNumber):
        combs = tuple(
            replace(comb, cells=tuple(replace(c, gap=False) for c in comb.cells)) for comb in area.combs
        )
        return replace(area, combs=combs)
    combs = tuple(_on_screen(comb, question) for comb in area.combs)
    if len({comb.id for comb in combs}) < len(combs):  # an IBAN stands in two rows on paper
        combs = combs[:1]
    return replace(area, combs=combs, ruled=())


def _on_screen(comb: Comb, question: Question) -> Comb:
    part = _part(comb.id)
    if part in COMBED:
        return replace(comb, cells=tuple(replace(cell, gap=False) for cell in comb.cells))
    own = comb.id if part == "postcode" else comb.id.partition(".")[0]
    return replace(comb, id=own, open=True)


def fields_of(parts: Sequence[Part], signing: Ask | None, document: Document) -> list[Field]:
    """Return the fields of a form in reading order, with their names in the language in use."""
    found = [field for part in parts for field in _in(part.items, document, "")]
    return found + (_signing(signing) if signing else [])


def _in(items: Items, document: Document, row: str) -> Iterator[Field]:
    for item in items:
        if isinstance(item, Block):
            for ask in item.asks:
                yield from _of(ask, document, row)
        elif isinstance(item, Group):
            for each in item.rows:
                yield from _in(each.blocks, document, f"{row}{each.title}: ")
            if item.more:
                yield Field(item.more_box, f"{row}{item.heading}, {item.more}", Sort.TICK)


def _of(ask: Ask, document: Document, row: str) -> Iterator[Field]:
    area = ask.area
    question = document.questions[MARKED.sub("", area.id)]
    if isinstance(question, Declaration):
        return  # agreed to by signing at the end
    about = f"{row}{ask.label}"
    required = question.required and not row and not _may_be_skipped(question, document)
    sort = Sort.TICK if isinstance(question, SeveralOf) else Sort.CHOICE
    for tick in area.ticks:
        yield Field(tick.id, f"{about}, {tick.label}", sort, about, required=required and sort is Sort.CHOICE)
    boxes: tuple[Line | Comb, ...] = (*area.lines, *area.combs, *area.more)
    for box in boxes:
        part = _part(box.id)
        yield Field(
            box.id,
            f"{about}, {box.label}" if box.label and not isinstance(question, Computed) else about,
            comb=len(box.cells) if isinstance(box, Comb) and not box.open else 0,
            longest=question.max_length if isinstance(question, Text) else 0,
            required=required and part not in OPTIONAL and not isinstance(question, Computed),
            ltr=isinstance(box, Comb) or part in NUMERIC,
        )
    if isinstance(question, LongText):
        longest = question.max_length
        yield Field(area.id, about, longest=longest, lines=True, required=required, ltr=False)


def _part(name: str) -> str:
    """Return the last part of a box's name; "" if it has none."""
    return name.rpartition(".")[2] if "." in name else ""


def _may_be_skipped(question: Question, document: Document) -> bool:
    return bool(question.when or document.step_of[question.key].when)


def _signing(ask: Ask) -> list[Field]:
    about = ask.label
    return [
        Field("declaration.signature", f"{about}, {_('Signature')}", ltr=False),
        Field("declaration.name", f"{about}, {_('Your name in capitals')}", ltr=False),
        *(Field(comb.id, f"{about}, {comb.label}", comb=len(comb.cells)) for comb in ask.area.combs),
        *(
            Field(name, f"{_('If someone filled in this form for you')}: {label}", ltr=False)
            for name, label in (
                ("helper.name", _("Their name")),
                ("helper.role", _("Who they are to you, or their organisation")),
                ("helper.phone", _("Their phone number")),
            )
        ),
    ]
