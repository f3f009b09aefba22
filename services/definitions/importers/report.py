"""What an importer found in a form, what it carried over, and what it could not."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

What = Literal[
    "steps", "questions", "options", "conditions", "repeats", "validations", "texts", "translations"
]
WHATS: tuple[What, ...] = (
    "steps",
    "questions",
    "options",
    "conditions",
    "repeats",
    "validations",
    "texts",
    "translations",
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing an author should know: what it concerns, where in the original, and why."""

    what: str
    place: str
    reason: str


@dataclass(slots=True)
class Report:
    """Counts and remarks, made while a form is read."""

    found: Counter[What] = field(default_factory=Counter)
    carried: Counter[What] = field(default_factory=Counter)
    not_carried: list[Remark] = field(default_factory=list)
    recognised: list[Remark] = field(default_factory=list)
    """Carried without being copied: ours does the same in its own way."""
    changed: list[Remark] = field(default_factory=list)
    """Carried, but not word for word: moved, asked by another kind, links written out."""
    added: list[str] = field(default_factory=list)
    """What the original did not have and our forms need. Never counted as carried."""

    def carry(self, what: What, count: int = 1) -> None:
        """Count things found and carried."""
        self.found[what] += count
        self.carried[what] += count

    def recognise(self, what: What, place: str, reason: str, count: int = 1) -> None:
        """Count things found that ours does in its own way."""
        self.carry(what, count)
        self.recognised.append(Remark(what, place, reason))

    def lose(self, what: What, place: str, reason: str, count: int = 1) -> None:
        """Count things found that could not be carried."""
        self.found[what] += count
        self.not_carried.append(Remark(what, place, reason))

    def refuse_condition(self, place: str, reason: str) -> None:
        """Take back a condition that was counted as carried: it turned out to have no place."""
        self.carried["conditions"] -= 1
        self.not_carried.append(Remark("conditions", place, reason))

    def change(self, what: What, place: str, reason: str) -> None:
        """Tell of something that was carried in another shape; it is counted elsewhere."""
        self.changed.append(Remark(what, place, reason))

    def share(self, what: What) -> float:
        """Return how much of something was carried, from 0 to 1; all of nothing is 1."""
        return self.carried[what] / self.found[what] if self.found[what] else 1.0

    def as_content(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        counts: dict[str, Any] = {
            what: {"found": self.found[what], "carried": self.carried[what]} for what in WHATS
        }
        lists = {
            name: [
                {"what": remark.what, "place": remark.place, "reason": remark.reason}
                for remark in getattr(self, name)
            ]
            for name in ("not_carried", "recognised", "changed")
        }
        return {**counts, **lists, "added": self.added}
