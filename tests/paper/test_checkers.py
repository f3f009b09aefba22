"""A checker on paper: its questions with what they mean, and a result to take along."""

import pytest

from portal.sample.facts import load_facts
from portal.sample.forms import load_form, read_form
from services.applications.actions import save_step, start
from services.definitions.channels import Channel
from services.definitions.models import FormVersion
from services.definitions.publishing import checker_for, publish
from services.identity.actors import SYSTEM, citizen
from services.paper.prints import Print
from services.paper.results import result_sheet
from services.paper.sheets import paper_form
from tests.builders import without
from tests.paper.conftest import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> FormVersion:
    return load_form("blue-badge-check")


def test_the_blank_form_says_in_words_what_the_answers_mean(version: FormVersion) -> None:
    words = words_of(paper_form(version, language="en", size=Print.STANDARD, copy="1").pdf)
    assert "What your answers mean" in words
    assert "This is so if your answer to question 1 is “An organisation” or" in words
    assert "If not: You must apply to the council of the area where you live." in words
    assert "If all of it is so: It looks as if you can get a Blue Badge." in words
    assert "You do not need to send it to us." in words
    assert "Post the form to" not in words
    assert "Declaration" not in words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It looks as if you cannot get a Blue Badge from us."),
        ("cy", "Mae’n edrych fel na allwch gael Bathodyn Glas gennym ni."),
        ("ar", "It looks as if you cannot get a Blue Badge from us."),
    ],
)
def test_the_result_prints_with_the_answers_it_rests_on_in_a_language_the_checker_has(
    language: str, said: str
) -> None:
    load_facts()
    version = publish(document=without(read_form("blue-badge-check"), "ar"), by=SYSTEM)
    application = start(version=version, by=citizen(), channel=Channel.ONLINE, language=language)
    for step, values in (("who-for", {"who_for": "me"}), ("lives-here", {"lives_here": False})):
        save_step(application=application, step=step, values=values, by=citizen(), channel=Channel.ONLINE)
    pdf = result_sheet(application, language=language, channel=Channel.ONLINE)
    words = words_of(pdf.pdf)
    assert said in words
    if language == "en":
        assert "Your result so far" in words
        assert "Where you live: Not met" in words
        assert "To tell you, we need to know:" in words
    assert application.reference not in words


def test_a_form_knows_the_checker_that_leads_to_it(version: FormVersion) -> None:
    assert checker_for("blue-badge") == version
    assert checker_for("other") is None
    publish(document=version.document.model_copy(update={"leads_to": None}), by=SYSTEM)
    assert checker_for("blue-badge") is None
