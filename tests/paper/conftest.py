"""What tests of paper share: a council, and a look at what a PDF says."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from services.paper.blank import store
from services.paper.models import PrintedForm


@pytest.fixture(autouse=True)
def _council(settings) -> None:
    settings.COUNCIL_IN = "tests.paper.council.council"


def words_of(pdf: bytes) -> str:
    """All words of a PDF, in reading order, with single spaces."""
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.replace("\xa0", " ").split())


def stored(printed: PrintedForm) -> bytes:
    """The file of an empty form."""
    with store().open(printed.stored_as) as file:
        return file.read()
