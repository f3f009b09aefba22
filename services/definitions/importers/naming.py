"""Keys for imported things: made from their own names, always the same way, never twice."""

import re
import unicodedata

LONGEST = 56
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ł": "l", "Æ": "Ae", "Ø": "O"})


def snake(name: str) -> str:
    """Return a name as a key: "harDuBil" is har_du_bil, "3 or more" is n3_or_more."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", plain)
    key = "_".join(words).lower()[:LONGEST].strip("_") or "x"
    return key if key[0].isalpha() else f"n{key}"


class Names:
    """Gives each thing of one group its own key."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def key(self, name: str) -> str:
        """Return a key for a new thing; a number is added if another has it."""
        base = key = snake(name)
        number = 1
        while key in self._taken:
            number += 1
            key = f"{base}_{number}"
        self._taken.add(key)
        return key

    def slug(self, name: str) -> str:
        """Return a key for an address: with hyphens."""
        base = slug = snake(name).replace("_", "-")
        number = 1
        while slug in self._taken:
            number += 1
            slug = f"{base}-{number}"
        self._taken.add(slug)
        return slug
