"""What someone typed, found in a list of names: whatever the case, accents, spaces and language."""

import unicodedata
from collections.abc import Iterable

from services.definitions.kinds.base import plain_digits


def folded(text: str) -> str:
    """Return the letters and digits of a text, small and without accents."""
    letters = unicodedata.normalize("NFKD", plain_digits(text).casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def index(names: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Return the key of each folded name. A name that two keys share names neither."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for key, texts in names:
        for name in {folded(text) for text in texts}:
            if found.setdefault(name, key) != key:
                shared.add(name)
    return {name: key for name, key in found.items() if name and name not in shared}
