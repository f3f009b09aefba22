"""Every sample form in every language: PDF/UA-1, read in order, known by its codes."""

import logging
import re
from itertools import cycle

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings

from portal.sample.forms import form_keys, load_form
from services.definitions.document import Document
from services.documents import Document as Pdf
from services.paper.page_code import site_mark
from services.paper.prints import Print
from services.paper.sheets import paper_form
from tests.pdf.verapdf import VeraPdf

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]
PAGE_MM = (210, 297)
WAYS = [("en", Print.STANDARD), ("cy", Print.LARGE), ("ar", Print.STANDARD)]
# The long form, which holds what the short ones do, in each language; each short one in one of them. Every
# language in every size is in test_other_documents.py, with questions of every kind.
SHORT = [key for key in form_keys() if key != "blue-badge"]
MORE_WAYS = [("en", Print.LARGEST), *WAYS[1:], ("cy", Print.FILLABLE), ("ar", Print.LARGEST)]
PRINTED = [("blue-badge", *way) for way in WAYS] + [
    (key, *way) for key, way in zip(SHORT, cycle(MORE_WAYS), strict=False)
]


@pytest.mark.parametrize(("key", "language", "size"), PRINTED)
def test_a_form_on_paper_is_sound(
    key: str, language: str, size: Print, verapdf: VeraPdf, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="weasyprint")
    version = load_form(key)
    pdf = paper_form(version, language=language, size=size, copy="1")
    assert caplog.messages == []
    assert verapdf.broken_rules(pdf.pdf) == []
    every_question_has_its_boxes(version.document, pdf)
    every_page_tells_which_it_is(
        pdf, f"AD1.{site_mark(settings.SITE_URL)}/{key}/1/{language}{size.letter}/1/".upper()
    )
    if language != "ar":  # joined Arabic letters do not come back from a PDF in the order they were written
        questions_are_read_in_order(version.document, pdf, language)


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
        head = page.render(scale=150 / 72, crop=(0, page.get_height() - 100, 0, 0)).to_pil()
        found = zxingcpp.read_barcodes(head, formats=zxingcpp.BarcodeFormat.QRCode)
        assert [code.text for code in found] == [f"{start}{number}"]


def questions_are_read_in_order(document: Document, pdf: Pdf, language: str) -> None:
    pages = list(pypdfium2.PdfDocument(pdf.pdf))[1:]
    words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    place = 0
    for question in document.questions.values():
        heading = " ".join(f"{document.numbers[question.key]} {question.label[language]}".split())
        found = words.find(heading, place)
        assert found >= 0, f"{heading!r} does not come after the question before it"
        place = found
