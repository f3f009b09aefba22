"""File names as people may see and save them: no folders, nothing unseen, an ending that is true."""

import re
import unicodedata
from os.path import splitext

STEM_LENGTH = 100
ENDING_LENGTH = 10
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing, so that exe.pdf reads as fdp.exe (UAX 9)."""
SPACES = re.compile(r"\s+")
UNSAFE = re.compile(r'[<>:"|?*]')
"""What Windows allows in no name."""


def tidy(name: str, *, endings: tuple[str, ...], known: frozenset[str]) -> str:
    """Return the name, ending as what the file is.

    `endings` are those of its kind, the usual one first; another ending out of `known` is replaced.
    """
    clean = _safe(name)
    stem, dot, ending = clean.rpartition(".")
    ending = f".{ending.lower()}" if dot and stem else ""
    if ending not in known:
        stem, ending = clean, ""
    return (stem[:STEM_LENGTH].strip(" .") or "file") + (ending if ending in endings else endings[0])


def cleaned(name: str) -> str:
    """Return the name of a file of which nobody knows yet what it is."""
    stem, ending = splitext(_safe(name))
    return stem[:STEM_LENGTH] + ending[:ENDING_LENGTH] or "file"


def _safe(name: str) -> str:
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in TURNS.sub("", last))
    return SPACES.sub(" ", UNSAFE.sub("_", seen)).strip(" .")
