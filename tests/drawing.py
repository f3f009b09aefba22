"""Paper that was drawn before in this process is not drawn again: the same words give the same bytes.

One that was drawn with other answers tells on which pages its questions will stand, which saves a layout.
"""

from collections.abc import Hashable, Iterator
from typing import Any
from unittest import mock

import pytest

from services.documents import Document, PageCodes, render
from services.paper import sheets


@pytest.fixture(autouse=True, scope="session")
def _drawn_once() -> Iterator[None]:
    """Keep what was drawn. tests/pdf/test_documents.py proves that nothing else makes a difference."""
    kept: dict[Hashable, Document] = {}
    pages: dict[Hashable, dict[str, int]] = {}

    def drawn(html: str, *, codes: PageCodes | None = None, **said: Any) -> Document:
        where = codes and (codes.payload(1), codes.left_mm, codes.top_mm)
        key = (html, where, said["language"], said["title"], said["css"])
        if key not in kept:
            alike = key[2:]
            guesses = said.pop("page_guesses", None) or pages.get(alike)
            kept[key] = render(html, codes=codes, page_guesses=guesses, **said)
            pages[alike] = _pages_of(kept[key])
        return kept[key]

    with mock.patch.object(sheets, "render", drawn):
        yield


def _pages_of(document: Document) -> dict[str, int]:
    """On which page each id stands first."""
    numbered = list(enumerate(document.boxes, start=1))
    return {name: number for number, boxes in reversed(numbered) for name in boxes}
