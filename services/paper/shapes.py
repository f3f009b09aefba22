"""A form as it stands on paper: parts, questions, conditions, rows. What the templates get; no HTML."""

from dataclasses import dataclass

from services.definitions.screen.notes import Note
from services.documents import page_of
from services.paper.areas import Area, Goto


@dataclass(frozen=True, slots=True)
class Condition:
    """Who answers what follows, and where the others go."""

    sentence: str
    otherwise: Goto


@dataclass(frozen=True, slots=True)
class Ask:
    """One question with its space for the answer."""

    number: int
    anchor: str
    label: str
    hint: str
    optional: bool
    template: str
    area: Area
    beside: bool = False
    """The answer fits beside the question: one line in a row of a repeat."""
    condition: Condition | None = None
    then: Goto | None = None
    notes: tuple[Note, ...] = ()
    """Words that stand before it."""

    @property
    def page(self) -> str:
        """Return the mark for the number of its page."""
        return page_of(self.anchor)


@dataclass(frozen=True, slots=True)
class Block:
    """A step: questions under one heading. Without a heading its one question is the heading."""

    heading: str
    guidance: tuple[str, ...]
    asks: tuple[Ask, ...]
    condition: Condition | None = None
    notes: tuple[Note, ...] = ()
    """Words that stand after all of it."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Where some readers stop: who, and what they can do instead."""

    anchor: str
    heading: str
    sentence: str
    guidance: tuple[str, ...]
    notes: tuple[Note, ...]
    otherwise: Goto | None
    """Where the others go on; None if all who are led here stop."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a repeat: "Medicine 2"."""

    title: str
    blocks: tuple["Block | Group", ...]

    @property
    def holds_rows(self) -> bool:
        """Return whether there is a repeat inside, so that it may be longer than a page."""
        return any(isinstance(block, Group) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Group:
    """A repeat with its rows."""

    anchor: str
    heading: str
    rows: tuple[Row, ...]
    more: str
    more_box: str
    condition: Condition | None = None
    then: Goto | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form."""

    number: int
    anchor: str
    title: str
    items: tuple[Block | Group | Ending, ...]

    @property
    def page(self) -> str:
        """Return the mark for the number of its page."""
        return page_of(self.anchor)
