"""Every sample form in every language and size: PDF/UA-1, read in order, known by its codes."""

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from portal.sample.forms import form_keys, read_form
from services.definitions.document import Document
from services.definitions.models import Form, FormVersion
from services.definitions.publishing import checksum
from services.documents import Document as Pdf
from services.paper.prints import Print
from services.paper.sheets import paper_form
from tests.pdf.verapdf import validate

pytestmark = pytest.mark.pdf
PAGE_MM = (210, 297)
UNTRANSLATED = "ar"  # the sample's questions are in English and Welsh: here they are marked as English


@pytest.fixture(autouse=True)
def _council(settings) -> None:
    settings.COUNCIL_IN = "tests.paper.council.council"


def version_of(document: Document) -> FormVersion:
    """A version that is not saved: nothing here needs a database."""
    return FormVersion(
        form=Form(key=document.key),
        number=3,
        content=document.model_dump(mode="json", by_alias=True),
        checksum=checksum(document),
    )


def renditions(document: Document) -> Iterator[tuple[str, Pdf]]:
    version = version_of(document)
    for language in (*document.languages, UNTRANSLATED):
        for size in Print:
            yield f"{language}-{size}", paper_form(version, language=language, size=size, copy="1")


@pytest.mark.parametrize("key", form_keys())
def test_a_form_on_paper_is_sound_in_every_language_and_size(
    key: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="weasyprint")
    document = read_form(key)
    for name, pdf in renditions(document):
        every_question_has_its_boxes(document, pdf)
        every_page_tells_which_it_is(pdf, f"AD1/{key}/3/{name[:2]}{name[3]}/1/".upper())
        if name.startswith("en"):
            questions_are_read_in_order(document, pdf)
        (tmp_path / f"{name}.pdf").write_bytes(pdf.pdf)
    assert caplog.messages == []
    broken = {path.stem: rules for path, rules in validate(sorted(tmp_path.iterdir())).items() if rules}
    assert broken == {}


def every_question_has_its_boxes(document: Document, pdf: Pdf) -> None:
    named = {re.split(r"[.~]", name)[0]: rect for page in pdf.boxes for name, rect in page.items()}
    assert document.questions.keys() - named.keys() == set()
    signed = "declaration.signature" in {name for page in pdf.boxes for name in page}
    assert signed is not document.is_checker
    for page in pdf.boxes:
        for name, (left, top, right, bottom) in page.items():
            if not name.startswith(("at-", "part-")):
                assert 0 <= left < right <= PAGE_MM[0], name
                assert 0 <= top < bottom <= PAGE_MM[1], name


def every_page_tells_which_it_is(pdf: Pdf, start: str) -> None:
    for number, page in enumerate(pypdfium2.PdfDocument(pdf.pdf), start=1):
        picture = page.render(scale=150 / 72, crop=(0, page.get_height() - 100, 0, 0)).to_pil()
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [f"{start}{number}"]


def questions_are_read_in_order(document: Document, pdf: Pdf) -> None:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.pdf)).pages[1:])
    words = " ".join(text.split())
    place = 0
    for question in document.questions.values():
        heading = " ".join(f"{document.numbers[question.key]} {question.label['en']}".split())
        found = words.find(heading, place)
        assert found >= 0, f"{heading!r} does not come after the question before it"
        place = found
