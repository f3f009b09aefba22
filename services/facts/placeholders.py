"""Where a text names a fact: {fact:key}. Plain Python."""

import re
from collections.abc import Callable, Container, Iterator

PLACEHOLDER = re.compile(r"\{fact:([a-z][a-z0-9-]{0,59})\}")
MEANT = re.compile(r"\{\s*fact\b[^{}\n]{0,80}\}?", re.IGNORECASE)
"""Whatever somebody may have typed for one, finished or not."""
SIGN = "{fact:"
"""Text without it names no fact."""


def placeholder(key: str) -> str:
    """Return what stands in a text for a fact."""
    return f"{SIGN}{key}}}"


def keys_in(text: str) -> frozenset[str]:
    """Return the keys of the facts that a text names."""
    return frozenset(PLACEHOLDER.findall(text)) if SIGN in text else frozenset()


def unknown_in(text: str, known: Container[str]) -> Iterator[str]:
    """Yield each thing in a text that is meant to name a fact, and names none that is known."""
    for meant in MEANT.findall(text):
        exact = PLACEHOLDER.fullmatch(meant)
        if exact is None or exact[1] not in known:
            yield meant


def replaced(text: str, said: Callable[[str], str | None]) -> str:
    """Return a text with the words of each fact in its place. One of which `said` returns None stays."""
    if SIGN not in text:
        return text

    def words(found: re.Match[str]) -> str:
        spoken = said(found[1])
        return found[0] if spoken is None else spoken

    return PLACEHOLDER.sub(words, text)
