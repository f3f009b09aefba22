"""A form that is filled in on a computer: sound, spoken in full, and read back as it was typed."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from services.definitions.kinds import Evidence, Question, SeveralOf
from services.definitions.kinds.base import Typed
from services.documents import Document as Pdf
from services.documents.fields import COMB, MULTILINE, RADIO, REQUIRED
from services.paper.filled import Place, sorted_out
from services.paper.prints import Print
from services.paper.scanning.inside.fields import typed as typed_into
from services.paper.sheets import paper_form
from tests.definitions.samples import SAMPLES, TYPED_KINDS
from tests.pdf.test_other_documents import everything, version  # noqa: F401 -- a fixture
from tests.pdf.verapdf import VeraPdf

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]
DOCUMENT = everything()
TODAY = date(2026, 3, 1)
drawn: dict[str, Pdf] = {}


@pytest.fixture
def form(version, language: str) -> Pdf:  # noqa: F811 -- the fixture
    """The form of a language, drawn once for all tests."""
    if language not in drawn:
        drawn[language] = paper_form(version, language=language, size=Print.FILLABLE, copy="1")
    return drawn[language]


in_every_language = pytest.mark.parametrize("language", ["en", "cy", "ar"])
in_english = pytest.mark.parametrize("language", ["en"])


def answers() -> dict[Place, Typed]:
    """What somebody types: the sample of each kind, and two rows with a list inside the second."""
    found = {
        Place("", 0, f"a_{kind}"): DOCUMENT.questions[f"a_{kind}"].unread(SAMPLES[kind].value)
        for kind in TYPED_KINDS
        if kind != "declaration"
    }
    name = SAMPLES["name"].typed
    found[Place("people", 1, "who")] = name
    found[Place("people", 2, "who")] = {**name, "given": "Siân"}
    found[Place("people", 2, "born")] = {"day": "1", "month": "2", "year": "1980"}
    found[Place("pets", 202, "cost")] = {"": "42"}
    return found


def boxes(place: Place, typed: Typed, question: Question) -> Iterator[tuple[str, str]]:
    """What is clicked and typed for an answer, by the name of the field."""
    name = f"{place.question}~{place.row}" if place.row else place.question
    for part, text in typed.items():
        if isinstance(question, Evidence):
            if part == "way":
                yield name, f"/{text}"
        elif isinstance(question, SeveralOf):
            yield from ((f"{name}.{key}", "/on") for key in text)
        elif question.kind in ("yes_no", "one_of", "select"):
            yield name, f"/{text}"
        else:
            bare = question.kind == "identifier"  # nobody types a space where each letter has its box
            typing = "".join(filter(str.isalnum, text)) if bare else str(text)
            yield (f"{name}.{part}" if part else name), typing


def filled(pdf: bytes, values: dict[str, str]) -> bytes:
    """The file after somebody filled it in and saved it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def longest(form: Pdf) -> dict[str, int]:
    """By what each field is called aloud: how many letters it takes, 0 for any number."""
    with pikepdf.open(BytesIO(form.pdf)) as document:
        assert all(page.get("/Tabs") == "/S" for page in document.pages)
        found = [each for page in document.pages for each in page.get("/Annots", [])]
        return {str(each.TU): int(each.get("/MaxLen", 0)) for each in found if each.Subtype == "/Widget"}


@in_every_language
def test_it_is_sound_and_every_field_is_spoken_in_full(form: Pdf, language: str, verapdf: VeraPdf) -> None:
    assert verapdf.broken_rules(form.pdf) == []
    names = longest(form)
    assert "" not in names
    said = {
        "en": "Person 2: What is it?, Day",
        "cy": "Person 2: Beth yw e?, Diwrnod",
        "ar": "شخص 2: ما هو؟, اليوم",
    }
    assert said[language] in names


@in_english
def test_fields_are_named_after_their_boxes_and_know_what_they_take(form: Pdf) -> None:
    fields = PdfReader(BytesIO(form.pdf)).get_fields()
    assert fields["a_yes_no"]["/Ff"] & RADIO
    assert fields["a_yes_no"]["/Ff"] & REQUIRED
    assert (fields["a_yes_no"]["/V"], sorted(fields["a_yes_no"]["/_States_"])) == (
        "/Off",
        ["/Off", "/no", "/yes"],
    )
    assert fields["a_long_text"]["/Ff"] & MULTILINE
    assert fields["a_date.year"]["/Ff"] & COMB
    assert longest(form)["Person 1: What is it?, Year"] == 4
    assert not fields["a_whole_number"].get("/Ff", 0) & (COMB | REQUIRED), (
        "only some answer it, in any length"
    )
    assert not fields["who~1.given"].get("/Ff", 0) & REQUIRED, "a row may stay empty"
    assert {"pet~202", "people.more", "declaration.signature", "helper.name"} <= fields.keys()
    placed = {name for page in form.boxes for name in page}
    ends = {name for name, found in fields.items() if "/_States_" not in found and found.get("/FT") == "/Tx"}
    assert ends <= placed


@in_every_language
def test_what_was_typed_is_read_back_by_question_and_printed_row(form: Pdf) -> None:
    typed = answers()
    values = {
        name: value
        for place, answer in typed.items()
        for name, value in boxes(place, answer, DOCUMENT.questions[place.question])
    }
    values |= {"declaration.signature": "Ann Lee", "helper.name": "Bo", "people.more": "/on", "age": "46"}
    found = sorted_out(typed_into(filled(form.pdf, values)), DOCUMENT)
    assert found.typed.keys() == typed.keys()
    for place, answer in typed.items():
        question = DOCUMENT.questions[place.question]
        read = question.read(found.typed[place], today=TODAY)
        assert not read.problems, place
        assert read.value == question.read(answer, today=TODAY).value, place
    assert (found.signing, found.helper, found.more) == ({"signature": "Ann Lee"}, {"name": "Bo"}, {"people"})


@in_english
def test_an_empty_form_says_nothing(form: Pdf) -> None:
    assert sorted_out(typed_into(form.pdf), DOCUMENT).typed == {}


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7 no", b"GIF89a" * 100])
def test_in_what_is_no_form_nothing_is_typed(file: bytes) -> None:
    assert typed_into(file) == {}
