"""What a rule found: where, how heavy it weighs, and what to do about it."""

import hashlib
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from content.checks.sentences import SENTENCES

RULES_VERSION = "2"
"""Raise it whenever a rule begins or stops to find something: each result says which rules it is by."""


class Weight(StrEnum):
    """How heavy a finding weighs."""

    STOPS = "stops"
    """The page is not published. Nobody can wave it through."""
    ASKS = "asks"
    """Whoever publishes the page says first why it goes live all the same."""
    WARNS = "warns"
    """Shown and recorded; it can be dismissed with a reason."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. `field` "" is the page as a whole; `index` is the block in the field."""

    code: str
    weight: Weight
    field: str = ""
    index: int | None = None
    label: str = ""
    about: str = ""
    said: str = ""
    """What somebody else's validation said, where the rule is theirs."""
    mark: str = ""
    """What it hangs on beside the words it shows."""
    instead: str = ""
    """What to type in its place."""

    @property
    def sentence(self) -> str:
        """Say what is wrong and what to do, in the language in use."""
        return self.said or str(SENTENCES[self.code]) % {"about": self.about, "instead": self.instead}

    @property
    def line(self) -> str:
        """Say it with the place before it."""
        return f"{self.label}: {self.sentence}" if self.label else self.sentence

    @property
    def signature(self) -> str:
        """Stands for exactly this finding: the same words at the same field."""
        text = "\n".join((self.code, self.field, self.mark or self.about or self.said))
        return hashlib.sha256(text.encode()).hexdigest()[:24]

    def as_data(self) -> dict[str, Any]:
        """Return what is kept of it: the sentence as it was said."""
        return {**asdict(self), "weight": str(self.weight), "sentence": self.sentence}
