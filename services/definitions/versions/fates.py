"""What becomes of open applications when a new version of their form is published. Plain Python."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Fate(StrEnum):
    """What the author chose for applications that were begun earlier and are not sent yet."""

    KEEP = "keep"
    MOVE = "move"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class OpenDrafts:
    """The author's choice. Those kept stay as they are up to and including `until`, then move."""

    fate: Fate
    until: date | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a date that belongs to no choice."""
        if self.until and self.fate is not Fate.KEEP:
            raise ValueError(f"{self.fate} takes no date, but got {self.until}")

    def __str__(self) -> str:
        return f"{self.fate}:{self.until}" if self.until else self.fate.value


KEEP = OpenDrafts(Fate.KEEP)
"""Applications stay with the version they were begun with, for as long as they last."""
MOVE = OpenDrafts(Fate.MOVE)
CLOSE = OpenDrafts(Fate.CLOSE)


def read(text: str) -> OpenDrafts:
    """Return the choice that "keep", "keep:2026-12-31", "move" or "close" names. Raises ValueError."""
    fate, _colon, until = text.partition(":")
    return OpenDrafts(Fate(fate), date.fromisoformat(until) if until else None)
