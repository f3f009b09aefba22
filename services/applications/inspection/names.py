"""File names as people may see and save them: no folders, nothing unseen, an ending that is true."""

import re
import unicodedata

STEM_LENGTH = 100
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing, so that exe.pdf reads as fdp.exe (UAX 9)."""
SPACES = re.compile(r"\s+")
UNSAFE = re.compile(r'[<>:"|?*]')
"""What Windows allows in no name."""


def tidy(name: str, *, endings: tuple[str, ...], known: frozenset[str]) -> str:
    """Return the name, ending as what the file is.

    `endings` are those of its kind, the usual one first; another ending out of `known` is replaced.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in TURNS.sub("", last))
    clean = SPACES.sub(" ", UNSAFE.sub("_", clean)).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    ending = f".{ending.lower()}" if dot and stem else ""
    if ending not in known:
        stem, ending = clean, ""
    return (stem[:STEM_LENGTH].strip(" .") or "file") + (ending if ending in endings else endings[0])
