"""Look addresses up, wherever this site has them from (settings.ADDRESS_LOOKUP)."""

import re
from collections.abc import Callable, Mapping

from django.conf import settings

from services.definitions.kinds.base import plain_digits
from services.definitions.kinds.matching import folded
from services.definitions.kinds.places import POSTCODE
from services.gazetteer import embedded, os_places
from services.gazetteer.errors import NotAPostcode
from services.gazetteer.found import Found

WAYS: Mapping[str, Callable[[str], list[Found]]] = {
    "embedded": embedded.at_postcode,
    "os_places": os_places.at_postcode,
}


def is_on() -> bool:
    """Whether addresses can be looked up here at all."""
    return settings.ADDRESS_LOOKUP in WAYS


def find(postcode: str, house: str = "") -> list[Found]:
    """Return the addresses at a postcode, as people count them; with `house`, those of that number or name.

    Raises NotAPostcode, LookupDown, and ValueError if no lookup is switched on.
    """
    if not is_on():
        raise ValueError(f"ADDRESS_LOOKUP is {settings.ADDRESS_LOOKUP!r}: nothing to look up in")
    found = sorted(WAYS[settings.ADDRESS_LOOKUP](tidy(postcode)), key=_as_counted)
    return [each for each in found if _is_at(each, house)] if house.strip() else found


def tidy(postcode: str) -> str:
    """Return a postcode as it is written. Raises NotAPostcode."""
    written = POSTCODE.match(plain_digits(postcode).strip().upper())
    if not written:
        raise NotAPostcode
    return f"{written[1]} {written[2]}"


def _as_counted(found: Found) -> list[tuple[int, int, str]]:
    """2 comes before 10, flat 1 of number 12 before flat 2, and streets stay together."""
    lines = [*reversed(found.lines)]
    street = re.sub(r"^[\d/-]+[A-Za-z]? ", "", lines[0])
    pieces = [street, *lines]
    return [
        (0, int(piece), "") if piece.isdigit() else (1, 0, piece.lower())
        for text in pieces
        for piece in re.split(r"(\d+)", text)
        if piece
    ]


def _words(text: str) -> list[str]:
    return [word for word in map(folded, re.split(r"[\s,]+", text)) if word]


def _is_at(found: Found, house: str) -> bool:
    """Whether some line begins with the number or name, or has it as a word of its own."""
    words, here = _words(house), _words(" ".join(found.lines))
    return any(here[at : at + len(words)] == words for at in range(len(here)))
