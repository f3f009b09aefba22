"""How a person wants to be reached: a ranked list of ways, each with what makes it usable and safe."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Way(StrEnum):
    """A way of reaching someone."""

    LETTER = "letter"
    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    TEXT_RELAY = "text_relay"
    BSL_RELAY = "bsl_relay"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class ContactWay:
    """One way. `address` is what the way needs: an e-mail address, a number, a postal address."""

    way: Way
    address: str
    safe: bool = True
    """False: never use it unless the person asks each time (others may see or hear it)."""
    times: str = ""
    """In the person's words: "mornings", "not on Fridays"."""
    format: str = ""
    """Large print, audio, Easy Read … empty for standard."""


def first_usable(ranked: Iterable[ContactWay], possible: Collection[Way]) -> ContactWay | None:
    """Return the first way that is safe, complete and among those we can use now, or None."""
    for choice in ranked:
        if choice.safe and choice.address and choice.way in possible:
            return choice
    return None


def to_json(ranked: Iterable[ContactWay]) -> list[dict[str, Any]]:
    """Return the list as plain values, first choice first."""
    return [asdict(choice) for choice in ranked]


def from_json(rows: Iterable[dict[str, Any]]) -> tuple[ContactWay, ...]:
    """Return the list that to_json wrote. Raises ValueError on a way we do not know."""
    return tuple(ContactWay(**{**row, "way": Way(row["way"])}) for row in rows)
