"""Where an answer is written by hand: boxes to cross, boxes for letters, lines. Empty or filled in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.documents import page_of
from services.paper.direction import direction

SHORT, MEDIUM, LONG = "short", "medium", "long"
FITS_BESIDE = 12  # so many boxes for letters fit beside a question


@dataclass(frozen=True, slots=True)
class Goto:
    """Go on at a question; `number` is None for what stands after the last one, or the end of a row."""

    anchor: str
    number: int | None
    to_result: bool = False
    """After the questions comes what the answers mean, not the declaration."""
    to_stop: bool = False
    """Nobody goes on from there."""

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
    """A box for one letter. `gap`: more room follows, or the printed mark `after`."""

    letter: str
    gap: bool
    after: str = ""


@dataclass(frozen=True, slots=True)
class Comb:
    """A row of boxes, one for each letter or digit."""

    id: str
    label: str
    cells: tuple[Cell, ...]
    unit: str = ""
    prefix: str = ""
    open: bool = False
    """One box for all of it: on a computer, where its length is not known before."""


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
    more: tuple[Line, ...] = ()
    """Lines below the boxes for letters."""
    note: str = ""
    """How to write it."""
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
        return "" if self.room or self.id in inner else self.id

    @property
    def below(self) -> "Area":
        """Return the lines below the boxes as an area of their own."""
        return Area("", lines=self.more)

    @property
    def fits_beside(self) -> bool:
        """Return whether the answer is one line, short enough to stand beside its question."""
        rows = len(self.lines) + len(self.combs[:1])
        return rows == 1 and sum(len(comb.cells) for comb in self.combs) <= FITS_BESIDE
