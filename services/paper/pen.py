"""What is written where on paper: the typed parts of an answer, the names of boxes, rows of boxes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.paper.areas import Cell, Comb


@dataclass(frozen=True, slots=True)
class Pen:
    """An answer about to be written."""

    id: str
    language: str
    typed: Mapping[str, str | list[str]] = field(default_factory=dict)

    def box(self, part: str = "") -> str:
        """Return the name of a part's box."""
        return f"{self.id}.{part}" if part else self.id

    def text(self, part: str = "") -> str:
        """Return what is written in a part."""
        found = self.typed.get(part, "")
        return found if isinstance(found, str) else ""

    def chosen(self, part: str = "") -> set[str]:
        """Return what is crossed in a part."""
        found = self.typed.get(part, [])
        return {found} if isinstance(found, str) else set(found)

    def cells(self, name: str, label: str, groups: tuple[int, ...], text: str) -> Comb:
        """Return a row of boxes in groups, with a text in it from the start."""
        ends = {sum(groups[: place + 1]) for place in range(len(groups) - 1)}
        letters = text.ljust(sum(groups))
        cells = tuple(Cell(letter.strip(), place in ends) for place, letter in enumerate(letters, start=1))
        return Comb(name, label, cells)

    def number(self, longest: str, places: int) -> Comb:
        """Return boxes for a number up to so many digits, right-aligned, with a printed decimal point."""
        whole, _point, fraction = self.text().partition(".")
        text = (whole.rjust(len(longest)) + fraction.ljust(places)[:places]) if self.text() else ""
        groups = (len(longest), places) if places else (len(longest),)
        comb = self.cells(self.box(), "", groups, text)
        cells = tuple(Cell(c.letter, gap=False, after=".") if c.gap else c for c in comb.cells)
        return Comb(comb.id, comb.label, cells)
