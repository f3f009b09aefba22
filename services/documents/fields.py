"""Boxes of a page that can be filled in on a computer (AcroForm, ISO 32000-1, 12.7), done with pikepdf.

WeasyPrint could make fields, but names them by their label alone, embeds whole fonts and leaves the
groups of boxes half made. So a field is laid out as a link to itself, and becomes a field here: the link
brings the page, the place and the tag in reading order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from xml.etree.ElementTree import Element

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from services.documents.typed_font import typed_fonts

PRINTED = 4  # of annotation flags (table 165)
REQUIRED, MULTILINE = 1 << 1, 1 << 12  # of field flags (tables 221 and 228)
RADIO, COMB = 1 << 15, 1 << 24  # (tables 226 and 228)
RIGHT = 2  # of quadding (table 222)
SIZE_PT = 11
STATE_OFF = Name.Off
CROSS_SIGN = "8"  # in ZapfDingbats, for viewers that draw the mark themselves


class Sort(Enum):
    """How a field is filled in."""

    TEXT = auto()
    TICK = auto()
    """A box on its own, to cross or not."""
    CHOICE = auto()
    """One box of several that rule each other out. They share the name before the last dot."""


@dataclass(frozen=True, slots=True)
class Field:
    """One box. `name` is the id of its element; a dot in it parts a question from its boxes."""

    name: str
    spoken: str
    """What a screen reader says: question and part."""
    sort: Sort = Sort.TEXT
    question: str = ""
    """For a choice, what all of its boxes are about."""
    comb: int = 0
    """So many letters, each in a box of its own."""
    longest: int = 0
    """So many letters at most; 0: any number."""
    lines: bool = False
    required: bool = False
    ltr: bool = True
    """Numbers and codes begin at the left in every language; words where the language does."""

    @property
    def holder(self) -> str:
        """Return the name of what the box is a part of, "" if it is a whole."""
        return self.name.rpartition(".")[0]

    @property
    def own(self) -> str:
        """Return the last part of its name."""
        return self.name.rpartition(".")[2]


def as_links(root: Element, fields: Sequence[Field]) -> None:
    """Turn the elements of the fields into empty links to themselves. See add_fields()."""
    named = {field.name: field for field in fields}
    for element in root.iter():
        field = named.get(element.get("id", ""))
        if field is None:
            continue
        for child in list(element):
            element.remove(child)
        element.tag, element.text = "a", None
        element.set("href", f"#{field.name}")
        if field.comb:
            element.set("style", f"width: calc({field.comb} * var(--cell-width))")


def add_fields(
    document: pikepdf.Pdf,
    elements: Sequence[pikepdf.Object],
    fields: Sequence[Field],
    *,
    right_to_left: bool,
) -> None:
    """Turn the links that as_links() made into fields, in reading order, and draw the boxes of combs.

    Raises ValueError for a field that stands on no page.
    """
    named = {field.name: field for field in fields}
    form = document.make_indirect(
        Dictionary(Fields=Array(), DR=Dictionary(Font=typed_fonts(document)), DA=String(_writing()))
    )
    document.Root.AcroForm = form
    tree = _Tree(document, form)
    found = set()
    for element, widget in _links(elements):
        field = named.get(str(widget.Dest))
        if field is None or field.name in found:
            continue
        found.add(field.name)
        _make_widget(widget)
        _make_tag(element, widget)
        tree.add(field, widget, right_to_left=right_to_left)
    if lost := [name for name in named if name not in found]:
        raise ValueError(f"no box on any page for the fields {lost}")
    for page in document.pages:
        _draw_combs(page)


def _links(elements: Sequence[pikepdf.Object]) -> list[tuple[pikepdf.Object, pikepdf.Object]]:
    """Return each tag of a link inside the document, with its annotation."""
    return [
        (element, kid.Obj)
        for element in elements
        for kid in _kids(element, Name.K)
        if isinstance(kid, Dictionary) and kid.get(Name.Type) == "/OBJR" and Name.Dest in kid.Obj
    ]


def _make_widget(widget: pikepdf.Object) -> None:
    for key in (Name.Dest, Name.BS, Name.Contents):
        if key in widget:
            del widget[key]
    widget.Subtype, widget.F = Name.Widget, PRINTED
    widget.Rect = Array([*_rect(widget)])


def _make_tag(element: pikepdf.Object, widget: pikepdf.Object) -> None:
    """A form tag holds its one widget and nothing else (ISO 32000-1, table 340)."""
    element.S = Name.Form
    element.K = Array([kid for kid in element.K if isinstance(kid, Dictionary) and Name.Obj in kid])


class _Tree:
    """The fields by name. A dot parts a field from its kids (ISO 32000-1, 12.7.3.2)."""

    def __init__(self, document: pikepdf.Pdf, form: pikepdf.Object) -> None:
        self.document, self.form = document, form
        self.holders: dict[str, pikepdf.Object] = {}

    def add(self, field: Field, widget: pikepdf.Object, *, right_to_left: bool) -> None:
        holder = self.holder(field.holder) if field.holder else None
        if holder is None:
            self.form.Fields.append(widget)
        else:
            widget.Parent = holder
            holder.Kids.append(widget)
        widget.TU = String(field.spoken)
        if field.sort is Sort.CHOICE and holder is not None:
            self.make_group(holder, field)
        else:
            widget.T = String(field.own)
        if field.sort is Sort.TEXT:
            self.make_text(widget, field, right=right_to_left and not field.ltr)
        else:
            self.make_box(widget, field.own if field.sort is Sort.CHOICE else "on")
            if field.sort is Sort.TICK:
                widget.FT, widget.V = Name.Btn, STATE_OFF

    def holder(self, name: str) -> pikepdf.Object:
        if name not in self.holders:
            made = self.document.make_indirect(Dictionary(T=String(name), Kids=Array()))
            self.holders[name] = made
            self.form.Fields.append(made)
        return self.holders[name]

    def make_group(self, holder: pikepdf.Object, field: Field) -> None:
        """Only one box of the group is crossed; a second click empties it again."""
        holder.FT, holder.TU, holder.V = Name.Btn, String(field.question), STATE_OFF
        holder.Ff = RADIO | (REQUIRED if field.required else 0)

    def make_text(self, widget: pikepdf.Object, field: Field, *, right: bool) -> None:
        widget.FT, widget.V, widget.DA = Name.Tx, String(""), String(_writing())
        flags = (COMB if field.comb else 0) | (MULTILINE if field.lines else 0)
        if flags := flags | (REQUIRED if field.required else 0):
            widget.Ff = flags
        if longest := field.comb or field.longest:
            widget.MaxLen = longest
        if right:
            widget.Q = RIGHT
        widget.AP = Dictionary(N=self.drawn(widget, b"/Tx BMC EMC"))

    def make_box(self, widget: pikepdf.Object, state: str) -> None:
        left, bottom, right, top = _rect(widget)
        width, height = right - left, top - bottom
        inset = 0.22 * min(width, height)
        cross = (
            f"q 1.6 w 1 J {inset:.2f} {inset:.2f} m {width - inset:.2f} {height - inset:.2f} l "
            f"{inset:.2f} {height - inset:.2f} m {width - inset:.2f} {inset:.2f} l S Q"
        )
        states = {f"/{state}": self.drawn(widget, cross.encode()), "/Off": self.drawn(widget, b"")}
        widget.AP = Dictionary(N=Dictionary(states))
        widget.AS = STATE_OFF
        widget.MK, widget.DA = Dictionary(CA=String(CROSS_SIGN)), String("/ZaDb 0 Tf 0 g")

    def drawn(self, widget: pikepdf.Object, operators: bytes) -> pikepdf.Object:
        left, bottom, right, top = _rect(widget)
        form = self.document.make_stream(operators)
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
        form.Resources = Dictionary()
        return form


def _rect(widget: pikepdf.Object) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top: WeasyPrint gives the top first."""
    across = sorted(float(side) for side in (widget.Rect[0], widget.Rect[2]))
    up = sorted(float(side) for side in (widget.Rect[1], widget.Rect[3]))
    return across[0], up[0], across[1], up[1]


def _writing() -> str:
    return f"/Helv {SIZE_PT} Tf 0 g"


def _draw_combs(page: pikepdf.Page) -> None:
    """Draw a line between the letters of each comb: viewers do not, or only while someone types."""
    lines = []
    for widget in page.get(Name.Annots, []):
        if int(widget.get(Name.Ff, 0)) & COMB:
            left, bottom, right, top = _rect(widget)
            step = (right - left) / int(widget.MaxLen)
            lines += [
                f"{left + step * place:.2f} {bottom:.2f} m {left + step * place:.2f} {top:.2f} l"
                for place in range(1, int(widget.MaxLen))
            ]
    if lines:
        # Under everything else, as decoration: the boxes have no colour that would cover it.
        page.contents_add(f"/Artifact BMC q 0.9 w {' '.join(lines)} S Q EMC".encode(), prepend=True)


def values(document: pikepdf.Pdf) -> Mapping[str, str | bool]:
    """Return what is in every field that was filled in, by name; True for a box that is crossed.

    A choice is named by its group, and its value is the last part of the box's name. Texts may be kept
    as strings or, if long, as streams. Fields that a viewer added or broke are left out. Raises ValueError
    for a document without fields.
    """
    if Name.AcroForm not in document.Root:
        raise ValueError("no fields in this document")
    found: dict[str, str | bool] = {}
    pending = [("", each) for each in _kids(document.Root.get(Name.AcroForm), Name.Fields)]
    seen: set[tuple[int, int]] = set()
    while pending:
        prefix, field = pending.pop()
        if not isinstance(field, Dictionary) or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen)
        own = str(field.T) if isinstance(field.get(Name.T), String) else ""
        name = f"{prefix}.{own}" if prefix and own else own or prefix
        if (value := _value(field)) is not None:
            found[name] = value
        pending += [(name, kid) for kid in _kids(field, Name.Kids)]
    return found


def _kids(holder: pikepdf.Object | None, key: Name) -> list[pikepdf.Object]:
    kids = holder.get(key) if isinstance(holder, Dictionary) else None
    return list(kids) if isinstance(kids, Array) else []


def _value(field: pikepdf.Object) -> str | bool | None:
    value = field.get(Name.V)
    if field.get(Name.FT) == Name.Btn:
        # Some programs mark only the box that was crossed, and not its group.
        marked = [kid.get(Name.AS) for kid in _kids(field, Name.Kids) if isinstance(kid, Dictionary)]
        crossed = {str(state).removeprefix("/") for state in (value, *marked) if state is not None}
        crossed -= {"Off", ""}
        if Name.Kids not in field:
            return bool(crossed) or None
        return crossed.pop() if len(crossed) == 1 else None
    if isinstance(value, pikepdf.Stream):
        return str(String(value.read_bytes()))
    return (str(value) or None) if isinstance(value, String) else None
