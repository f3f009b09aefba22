"""Keys for what has none yet, made from its words. A key that is there is never touched."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from content.authoring.blocks import WORDS_SUFFIX

Raw = list[dict[str, Any]]
"""The blocks of a stream as they are stored: type, value, id."""
LONGEST = 50


def name_keys(raw: Raw, language: str) -> Raw:
    """Give every section, step, repeat, question and option without a key one made from its words."""
    pieces = list(_pieces(raw))
    for family in ("section", "step", "question", "requirement"):
        _fill([piece for piece in pieces if piece.family == family], language)
    for piece in pieces:
        options = [item["value"] for item in piece.value.get("options") or ()]
        _fill([_Piece("option", option, option.get("label") or {}) for option in options], language)
    return raw


def _fill(pieces: "list[_Piece]", language: str) -> None:
    taken = {piece.value["key"] for piece in pieces if piece.value.get("key")}
    for piece in pieces:
        if not piece.value.get("key"):
            text = piece.words.get(language) or next(iter(piece.words.values()), "")
            piece.value["key"] = _free(key_from(text, piece.mark), taken, piece.mark)
            taken.add(piece.value["key"])


def _free(wanted: str, taken: set[str], mark: str) -> str:
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}{mark}{number}"
    return key


def key_from(text: str, mark: str) -> str:
    """Return a key for a text: its words in a-z and 0-9; "part" if it has none."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "").replace("'", ""))
    found = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    key = mark.join(found).lstrip("0123456789" + mark)
    while len(key) > LONGEST:
        key = key[:LONGEST].rpartition(mark)[0] or key[:LONGEST]
    return key or "part"


class _Piece(NamedTuple):
    """Something that has a key, unique in its family. `mark` stands between the key's words."""

    family: str
    value: dict[str, Any]
    words: dict[str, str]
    mark: str = "_"


def _pieces(raw: Raw) -> Iterator[_Piece]:
    """Yield everything that has a key, in order. A repeat has its address among the steps."""
    for block in raw:
        kind, value = block["type"], block["value"]
        title = value.get("title") or {}
        if kind == "declaration":
            yield _Piece("question", value, value.get("label") or {})
        elif kind == "step":
            asked = [each for each in value.get("questions") or [] if not each["type"].endswith(WORDS_SUFFIX)]
            first = asked[0]["value"].get("label") if asked else {}
            yield _Piece("step", value, title or first or {}, "-")
            for each in asked:
                yield _Piece("question", each["value"], each["value"].get("label") or {})
        elif kind == "requirement":
            yield _Piece("requirement", value, title)
        elif kind in ("section", "repeat"):
            yield _Piece("section" if kind == "section" else "step", value, title)
            yield from _pieces(value.get("steps") or [])
