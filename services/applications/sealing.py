"""Answers in and out of their sealed columns."""

import json

from services import vault
from services.definitions.rules import Value


def seal_value(box: vault.Box, question: str, row: str, value: Value) -> bytes:
    """Return an answer's value, sealed for its place."""
    return box.seal(json.dumps(value, ensure_ascii=False).encode(), context=f"answer:{question}:{row}")


def open_value(box: vault.Box, question: str, row: str, sealed: bytes | memoryview) -> Value:
    """Return the value sealed for this place. Raises vault.Unreadable."""
    value: Value = json.loads(box.open(sealed, context=f"answer:{question}:{row}"))
    return value


def seal_text(box: vault.Box, text: str, *, context: str) -> bytes:
    """Return a text, sealed for its context."""
    return box.seal(text.encode(), context=context)


def open_text(box: vault.Box, sealed: bytes | memoryview, *, context: str) -> str:
    """Return the text sealed for this context. Raises vault.Unreadable."""
    return box.open(sealed, context=context).decode()
