"""What the QR code of each page says: built and read here, so that the two cannot drift apart."""

import hashlib
import re
from dataclasses import dataclass

from services.identity.letters import ALPHABET

COPY_LETTERS = 6
"""The code of a copy has so many letters; the number of an edition has fewer digits."""
WRITTEN = re.compile(
    rf"AD1\.(?P<site>[{ALPHABET}]{{3}})"
    r"/(?P<form>[A-Z][A-Z0-9-]{0,59})"
    r"/(?P<version>[1-9][0-9]{0,5})"
    r"/(?P<language>[A-Z]{2,3}(?:-[A-Z0-9]{2,8})?)(?P<size>[A-Z])"
    rf"/(?:(?P<edition>[1-9][0-9]{{0,4}})|(?P<copy>[{ALPHABET}]{{{COPY_LETTERS}}}))"
    r"/(?P<page>[1-9][0-9]{0,2})"
)


@dataclass(frozen=True, slots=True)
class PageCode:
    """One page of one print: of an empty form by its edition, or of somebody's copy by its code."""

    site: str
    form: str
    version: int
    language: str
    size: str
    """The letter of its size: Print.letter."""
    edition: int
    """0 for a copy."""
    copy: str
    """Empty for an empty form."""
    page: int


def site_mark(site_url: str) -> str:
    """Return three letters that tell this site from others: forms of two councils may have one name."""
    number = int.from_bytes(hashlib.sha256(site_url.encode()).digest()[:8])
    letters = []
    for _ in range(3):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def written(*, site: str, form: str, version: int, language: str, size: str, copy: str) -> str:
    """Return the code of every page of a print, without the page's number, which follows.

    `copy` is an edition's number or a copy's code. Codes of capitals and digits take the least room.
    """
    return f"AD1.{site}/{form}/{version}/{language}{size}/{copy}/".upper()


def read(text: str) -> PageCode | None:
    """Return which page a code stands for; None if it is not one of ours, of whatever council."""
    if not (found := WRITTEN.fullmatch(text)):
        return None
    return PageCode(
        site=found["site"],
        form=found["form"].lower(),
        version=int(found["version"]),
        language=found["language"].lower(),
        size=found["size"].lower(),
        edition=int(found["edition"] or 0),
        copy=found["copy"] or "",
        page=int(found["page"]),
    )
