"""What the tests measured, as the accessibility statement tells it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

MEASURED = Path(__file__).with_name("measured.json")


@dataclass(frozen=True, slots=True)
class Measured:
    """One full run of the browser tests. A state is a page in one language, size and condition."""

    measured_on: date
    pages: int
    states: int
    violations: int
    axe_version: str
    languages: tuple[str, ...]
    widths_px: tuple[int, ...]


def read(path: Path = MEASURED) -> Measured | None:
    """Return the last full run, or None if nothing was measured yet."""
    if not path.is_file():
        return None
    facts = json.loads(path.read_text())
    return Measured(
        measured_on=date.fromisoformat(facts["measured_on"]),
        pages=facts["pages"],
        states=facts["states"],
        violations=facts["violations"],
        axe_version=facts["axe_version"],
        languages=tuple(facts["languages"]),
        widths_px=tuple(facts["widths_px"]),
    )
