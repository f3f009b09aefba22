"""What is found on paper that came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Rect = tuple[float, float, float, float]
"""Left, top, right and bottom edge on the page, in millimetres."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a file."""

    number: int
    """Its place in the file, from 1."""
    picture: bytes
    media_type: str
    """image/png for black and white, image/jpeg for the rest: grey, upright by its own account."""
    width_px: int
    height_px: int
    seen: tuple[str, ...] = ()
    """What the QR codes on it say."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A file or a page that does not open. The other pages are not touched by it."""

    code: str
    """For a file: scan_kind_unknown, scan_broken, scan_locked, scan_empty, scan_too_long (the first
    pages were given), scan_given_up (too many broken pages: the rest was not looked at).
    For a page: page_broken, page_too_big, page_too_slow."""
    page: int = 0
    """0 for the file as a whole."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the fields of a PDF on a computer, by the names of the fields."""

    fields: Mapping[str, str | bool]


class Mark(StrEnum):
    """What is in a box to cross."""

    EMPTY = "empty"
    MARKED = "marked"
    CANCELLED = "cancelled"
    """Filled in completely: not the answer."""
    UNSURE = "unsure"
    """A person has to look."""


@dataclass(frozen=True, slots=True)
class Template:
    """What stands on one printed page."""

    pdf: bytes
    """The print itself, as it went out."""
    page: int
    """From 1."""
    ticks: Mapping[str, Rect]
    """The boxes to cross, by name."""
    areas: Mapping[str, Rect]
    """Where each answer is written, in the paper's order, by name of the answer in the box map."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One answer, cut out of the straightened page."""

    picture: bytes
    """PNG."""
    written: bool
    """There is ink in it that was not printed."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read on a page."""

    problem: str = ""
    """page_not_aligned, page_broken, page_too_slow: nothing was read, a person keys from the picture."""
    turned_degrees: int = 0
    """How the picture has to be turned clockwise to stand upright, in quarters."""
    straight: bytes = b""
    """The page, upright and straightened to its print. JPEG."""
    ticks: Mapping[str, Mark] = field(default_factory=dict)
    answers: Mapping[str, Cut] = field(default_factory=dict)
    """By name of the answer, in the paper's order."""
    elsewhere: bool = False
    """Something is written outside of all boxes and answers."""
