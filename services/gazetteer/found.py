"""An address that was found, and the lines that make it. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """One address: its lines without the town, the town, the postcode, and its UPRN."""

    lines: tuple[str, ...]
    town: str
    postcode: str
    uprn: str

    @property
    def label(self) -> str:
        """The address on one line, without its postcode: how someone tells it from its neighbours."""
        return ", ".join([*self.lines, self.town])

    def as_answer(self, country: str = "") -> dict[str, str]:
        """Return it as a value of the address kind."""
        line1, *more = self.lines
        parts = {
            "line1": line1,
            "line2": ", ".join(more),
            "town": self.town,
            "postcode": self.postcode,
            "country": country,
            "uprn": self.uprn,
        }
        return {part: text for part, text in parts.items() if text}


def two_lines(premises: Sequence[str], localities: Sequence[str]) -> tuple[str, ...]:
    """Return an address on at most two lines: people's forms have no more.

    Where it has more, the street stands on the second, with the localities.
    """
    lines = [*premises, *localities]
    if len(lines) <= 2:
        return tuple(lines)
    above = premises[:-1] or premises
    return ", ".join(above), ", ".join(lines[len(above) :])


CAPITALS = {"PO", "RAF", "HMP", "NHS", "UK", "II", "III", "IV", "BT", "HM"}
SMALL = {"and", "at", "by", "in", "le", "of", "on", "the", "under", "upon", "y", "yr"}


def spoken_case(text: str) -> str:
    """Return a text in capitals as people write it: "STOKE-ON-TRENT" is "Stoke-on-Trent"."""
    if text != text.upper():
        return text
    words = [
        "-".join(_word(piece, first=not (at or place)) for place, piece in enumerate(word.split("-")))
        for at, word in enumerate(text.split())
    ]
    return " ".join(words)


def _word(word: str, *, first: bool) -> str:
    if word in CAPITALS or any(letter.isdigit() for letter in word) or len(word.rstrip(",")) == 1:
        return word
    if word.lower() in SMALL and not first:
        return word.lower()
    head, mark, tail = word.partition("'")
    # O'Connell and D'Arcy, but Queen's and Mary's.
    return f"{head.capitalize()}{mark}{tail.capitalize() if len(head) == 1 else tail.lower()}"
