"""What is printed besides the sample's empty forms: PDF/UA-1 too, in every language."""

from typing import Any

import pytest

from portal.sample.forms import load_form
from services.applications.actions import publish_form, save_step, start, submit
from services.applications.models import Application
from services.assisted import batches
from services.assisted.missing.actions import write_letter
from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.journey import Answers
from services.definitions.models import FormVersion
from services.definitions.publishing import publish
from services.definitions.versions.fates import MOVE
from services.identity.actors import SYSTEM, citizen
from services.identity.codes import new_code
from services.notifications import letters, outbox
from services.notifications.models import Message, State, Way
from services.paper.letters import receipt, resume_sheet
from services.paper.prints import Print
from services.paper.results import result_sheet
from services.paper.sheets import paper_form
from tests.applications.test_moving import NO_HELP, edited
from tests.applications.test_moving import filled as filled_before
from tests.assisted.test_missing import begun
from tests.builders import adviser, draft, filled
from tests.definitions.samples import SAMPLES, TYPED_KINDS, sample_question, three
from tests.paper.conftest import words_of
from tests.paper.test_copies import printed
from tests.pdf.verapdf import VeraPdf

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]
in_every_language = pytest.mark.parametrize("language", ["en", "cy", "ar"])

# Each language in both sizes and both ways, each size both ways; Arabic differs most: empty in both sizes.
EMPTY = [("en", Print.STANDARD), ("cy", Print.LARGE), ("ar", Print.STANDARD), ("ar", Print.LARGE)]
FILLED_IN = [("en", Print.LARGE), ("cy", Print.STANDARD), ("ar", Print.STANDARD)]

NOTES = ("guidance", "warning", "inset")


def asked(kind: str, key: str, **more: Any) -> dict[str, Any]:
    return sample_question(kind, key=key, **more).model_dump(by_alias=True, mode="json")


def step(key: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    title = three("About this", "Am hyn", "عن هذا")
    return {"key": key, "section": "all", "title": title, "questions": list(questions), **more}


def everything() -> Document:
    """A form with every kind of question, words of every kind, a list in a list and what it adds up to."""
    steps = [step(f"s-{kind.replace('_', '-')}", asked(kind, f"a_{kind}")) for kind in TYPED_KINDS]
    steps[0]["guidance"] = three("Read this.", "Darllenwch hyn.", "اقرأ هذا.")
    words = three("Mind this.", "Cofiwch hyn.", "انتبه لهذا.")
    steps[1]["blocks"] = [{"kind": kind, "text": words} for kind in NOTES]
    steps[2]["when"] = {"op": "equals", "question": "a_yes_no", "value": True}
    steps.sort(key=lambda each: each["key"] != "s-yes-no")
    steps += [
        step("person", asked("name", "who"), asked("date", "born"), repeat="people"),
        step("pet", asked("text", "pet"), asked("whole_number", "cost", maximum=500), repeat="pets"),
        step(
            "sums",
            asked("computed", "age", formula={"op": "age", "question": "a_date"}),
            asked("computed", "count", formula={"op": "count", "repeat": "people"}),
            asked("computed", "cost_of_all", formula={"op": "sum", "repeat": "pets", "question": "cost"}),
        ),
    ]
    said = three("All about it", "Popeth amdano", "كل شيء عنه")
    content = {
        "key": "everything",
        "title": three("Everything", "Popeth", "كل شيء"),
        "summary": said,
        "languages": ["en", "cy", "ar"],
        "sections": [{"key": "all", "title": said}],
        "steps": steps,
        "repeats": [
            {
                "key": "people",
                "title": three("People", "Pobl", "أشخاص"),
                "item": three("Person", "Person", "شخص"),
            },
            {
                "key": "pets",
                "title": three("Pets", "Anifeiliaid", "حيوانات"),
                "item": three("Pet", "Anifail", "حيوان"),
                "inside": "people",
                "maximum": 3,
            },
        ],
        "declaration": asked("declaration", "declaration"),
        "next_steps": said,
        "return_address": ["Lantern Bay Council", "ZZ1 1AA"],
        "privacy": said,
    }
    return Document.model_validate(content)


@pytest.fixture
def version() -> FormVersion:
    return publish(document=everything(), by=SYSTEM)


def answers() -> Answers:
    person = {"who": SAMPLES["name"].value, "born": "1980-02-01"}
    return Answers(
        {
            **{f"a_{kind}": sample.value for kind, sample in SAMPLES.items()},
            "age": 46,
            "count": 2,
            "cost_of_all": 42,
        },
        {"people": {"p1": person, "p2": person}, "pets": {"c1": {"pet": "Cat", "cost": 42}}},
        {"c1": "p1"},
    )


@pytest.mark.parametrize(("language", "size"), EMPTY)
def test_a_form_with_everything_in_it(
    version: FormVersion, language: str, size: Print, verapdf: VeraPdf
) -> None:
    pdf = paper_form(version, language=language, size=size, copy="1")
    assert verapdf.broken_rules(pdf.pdf) == []
    together = {"at-people", "at-who-1", "who~1.family"}
    assert any(together <= page.keys() for page in pdf.boxes), "a list's heading stands apart from it"


@pytest.mark.parametrize(("language", "size"), FILLED_IN)
def test_a_form_with_everything_filled_in(
    version: FormVersion, language: str, size: Print, verapdf: VeraPdf
) -> None:
    pdf = paper_form(version, language=language, size=size, copy="1", answers=answers())
    assert verapdf.broken_rules(pdf.pdf) == []
    assert "01632 960001" in words_of(pdf.pdf)


@in_every_language
def test_the_result_of_a_checker(language: str, verapdf: VeraPdf) -> None:
    checker = load_form("blue-badge-check")
    application = start(version=checker, by=citizen(), channel=Channel.ONLINE, language=language)
    for key, values in (("who-for", {"who_for": "me"}), ("lives-here", {"lives_here": True})):
        save_step(application=application, step=key, values=values, by=citizen(), channel=Channel.ONLINE)
    for size in (Print.STANDARD, Print.LARGE):
        pdf = result_sheet(application, language=language, channel=Channel.ONLINE, size=size)
        assert verapdf.broken_rules(pdf.pdf) == []


@in_every_language
def test_the_receipt_and_the_sheet_with_a_code(language: str, verapdf: VeraPdf) -> None:
    application = filled(draft())
    sheet = resume_sheet(application, new_code(), address="https://bay.example/resume/", language=language)
    assert verapdf.broken_rules(sheet.pdf) == []
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    sent = Application.objects.get(pk=application.pk)
    assert verapdf.broken_rules(receipt(sent, language=language).pdf) == []


@in_every_language
def test_a_copy_of_a_form_that_changed_since_it_was_begun(language: str, verapdf: VeraPdf) -> None:
    application = filled_before()
    publish_form(document=edited(**NO_HELP), by=SYSTEM, open_drafts=MOVE)
    _copy, pdf = printed(application, language=language)
    assert verapdf.broken_rules(pdf.pdf) == []


@in_every_language
def test_letters(language: str, verapdf: VeraPdf) -> None:
    outbox.queue(
        way=Way.LETTER,
        to="Ann Lee\n1 Quay Street\nLantern Bay",
        kind="sign_in_known",
        language=language,
        about="account:0ce49428-dabb-4b94-b648-0a8345554931",
        context={"sign_in_url": "x", "create_url": "x"},
    )
    assert verapdf.broken_rules(letters.pdf_of(list(Message.objects.all()))) == []


def test_a_batch_of_letters_with_sheets_to_fill_in(verapdf: VeraPdf) -> None:
    for language in ("en", "cy", "ar"):
        application = begun(language=language, address=True)
        write_letter(application=application, by=adviser(f"{language}@example.org"), channel=Channel.PAPER)
    Message.objects.update(state=State.TO_PRINT)
    batch = batches.make(by=SYSTEM)
    assert batch is not None
    pdf = batches.in_site_language(batch, by=SYSTEM, channel=Channel.COUNTER)
    assert verapdf.broken_rules(pdf) == []
