"""Paper that was drawn before in this process is not drawn again: the same words give the same bytes."""

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

    def drawn(html: str, *, codes: PageCodes | None = None, **said: Any) -> Document:
        where = codes and (codes.payload(1), codes.left_mm, codes.top_mm)
        key = (html, where, said["language"], said["title"], said["css"])
        if key not in kept:
            kept[key] = render(html, codes=codes, **said)
        return kept[key]

    with mock.patch.object(sheets, "render", drawn):
        yield
