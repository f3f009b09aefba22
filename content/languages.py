"""Two languages at once: the reader's (links, notices) and the page's own (its words).

A page that is not translated yet is shown in its own language inside the reader's site. While its
words are written, `speaking` switches to the page's language, and links still lead to the reader's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info

_reader: ContextVar[str | None] = ContextVar("reader_language", default=None)


def reader_language() -> str:
    """Return the code of the language the reader chose, whatever language is being written now."""
    return _reader.get() or translation.get_language() or settings.LANGUAGE_CODE


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write words in `language` inside this block; links keep to the reader's language."""
    token = _reader.set(reader_language())
    try:
        with translation.override(language):
            yield
    finally:
        _reader.reset(token)


@contextmanager
def to_reader() -> Iterator[None]:
    """Make addresses for the reader's language inside this block."""
    with translation.override(reader_language()):
        yield


def direction(language: str) -> str:
    """Return "rtl" or "ltr"."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"
