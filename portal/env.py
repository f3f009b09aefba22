"""Typed values from the environment; an error names the variable and what it should be."""

import base64
import binascii
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Return the variable's text. Raises ImproperlyConfigured if it is unset and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name}: it has no default.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return True or False. Raises ImproperlyConfigured on anything but those two words."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name} is {value!r}: use 'True' or 'False'.")
    return value == "True"


def number(name: str, *, default: int) -> int:
    """Return a whole number. Raises ImproperlyConfigured if the text is not one."""
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}: use a whole number.") from None


def one_of(name: str, choices: tuple[str, ...], *, default: str) -> str:
    """Return one of the choices. Raises ImproperlyConfigured on any other word."""
    value = os.environ.get(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}: use one of {', '.join(choices)}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated items, without blanks."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def keys(name: str) -> list[str]:
    """Return the "id:base64 of 32 bytes" items. Raises ImproperlyConfigured on none, or one misformed."""
    found = words(name)
    for number, item in enumerate(found, start=1):
        try:
            size_bytes = len(base64.b64decode(item.partition(":")[2], validate=True))
        except binascii.Error:
            size_bytes = 0
        if size_bytes != 32:  # AES-256
            raise ImproperlyConfigured(f"{name}: key {number} is not 'id:' and 32 bytes in base64.")
    if not found:
        raise ImproperlyConfigured(f"Set {name}: without a key no answer can be stored.")
    return found


def load(path: Path) -> None:
    """Put the `NAME=value` lines of a file into the environment, where a name is not set yet."""
    if not path.is_file():
        return
    for line in path.read_text().splitlines():
        name, found, value = line.partition("=")
        if found and not line.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())
