"""What a short code may look like, and how one that was typed is compared. Plain Python."""

import re

from services.identity.letters import ALPHABET, random_letters, squeeze

LENGTH = 5  # 6 million: a town's services find a free one at the first try
LONGEST = 30
_CHOSEN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MADE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")
_DIGITS = re.compile(r"\d")


def new_code() -> str:
    """Return a fresh code such as "bb7k4". It has letters and digits, so no word looks like it."""
    while True:
        code = random_letters(LENGTH)
        if looks_made(code):
            return code.lower()


def looks_made(text: str) -> bool:
    """Tell whether a text, typed anyhow, can be a code that was made by itself."""
    code = plain(text)
    return bool(_MADE.fullmatch(code) and _DIGITS.search(code)) and not code.isdigit()


def plain(text: str) -> str:
    """Return a code as it is looked up: case, spaces and hyphens make no difference. "" if it is too long."""
    return squeeze(text) if len(text) <= LONGEST * 2 else ""


def tidy(text: str) -> str:
    """Return a code that somebody chose, as it is shown.

    Raises ValueError unless it has 3 to 30 small letters, digits and hyphens between them, a letter among
    them.
    """
    code = text.strip().lower()
    fits = 3 <= len(code) <= LONGEST and _CHOSEN.fullmatch(code)
    if not fits or code.replace("-", "").isdigit():
        raise ValueError(f"not a short code: {text!r}")
    return code
