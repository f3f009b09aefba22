"""The receipt of what was sent, and the sheet with the code to come back."""

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse

from services.applications.actions import submit
from services.applications.models import Application
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.identity.codes import new_code, show
from services.identity.errors import CodeMistyped
from services.paper.direction import direction
from services.paper.letters import receipt, resume_sheet
from tests.builders import draft, filled
from tests.paper.conftest import words_of
from tests.paper.test_copies import let_in

pytestmark = pytest.mark.django_db
ADDRESS = "https://lanternbay.example/resume/"


def sent() -> Application:
    application = filled(draft())
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    return Application.objects.get(pk=application.pk)


def test_the_receipt_says_what_was_sent_when_and_what_happens_next() -> None:
    application = sent()
    words = words_of(receipt(application, language="en").pdf)
    for said in (application.receipt.number, application.reference, "Ann Lee", "Aspirin", "1 February 1980"):
        assert said in words
    assert "We will write to you." in words
    assert "What I have said is true." in words


def test_there_is_no_receipt_before_sending(client: Client) -> None:
    application = draft()
    with pytest.raises(ValueError, match="was not submitted"):
        receipt(application, language="en")
    let_in(client, application)
    assert client.get(reverse("paper:receipt", args=[application.pk])).status_code == 404


def test_the_receipt_is_handed_to_whose_it_is_and_no_one_else(client: Client) -> None:
    application = sent()
    address = reverse("paper:receipt", args=[application.pk])
    assert client.get(address).status_code == 403
    let_in(client, application)
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_sheet_shows_the_code_and_its_picture_leads_to_the_page_that_asks_for_it() -> None:
    application, code = draft(), new_code()
    pdf = resume_sheet(application, code, address=ADDRESS, language="en")
    words = words_of(pdf.pdf)
    assert show(code) in words
    assert application.reference in words
    picture = pypdfium2.PdfDocument(pdf.pdf)[0].render(scale=3).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [ADDRESS]


def test_the_sheet_fits_on_one_page_in_standard_print() -> None:
    assert resume_sheet(draft(), new_code(), address=ADDRESS, language="en").pages == 1


def test_something_that_is_no_code_is_not_printed() -> None:
    with pytest.raises(CodeMistyped):
        resume_sheet(draft(), "hello", address=ADDRESS, language="en")


@pytest.mark.parametrize(
    ("text", "way"),
    [("12 Harbour Lane", "ltr"), ("01632 960123", "ltr"), ("12 شارع الميناء", "rtl"), ("", "ltr")],
)
def test_what_people_wrote_keeps_its_own_direction_on_an_arabic_page(text: str, way: str) -> None:
    assert direction(text) == way
