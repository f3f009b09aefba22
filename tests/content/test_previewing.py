"""An author looks at one step of a draft, as it is asked or filled in, whatever leads to it."""

from datetime import date

import pytest
from django.test import Client

from content.authoring.sampling import sample
from content.models import ServiceForm
from services.definitions.asking import read_step
from services.definitions.channels import Channel
from services.definitions.rules import Scope
from tests.content.authoring import as_sent, small_form, written
from tests.content.reading import Seen, open_page
from tests.definitions.documents import ask, form, repeat, step, words
from tests.definitions.samples import KIND_NAMES, sample_question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
TODAY = date(2026, 11, 22)


def looked_at(browser: Client, service_form: ServiceForm, query: str) -> Seen:
    address = f"/admin/snippets/content/serviceform/preview/{service_form.pk}/"
    browser.post(f"{address}?mode=web-en", as_sent(service_form))
    return open_page(f"{address}?{query}", browser)


def test_one_step_is_shown_alone_with_sample_answers_that_lead_to_it(author: Client) -> None:
    seen = looked_at(author, written(), "mode=web-en&step=number&filled=on")
    assert [section.get("id") for section in seen.all("section")] == ["step-number"]
    assert "Only asked if your answer to question 1 is “Yes”" in seen.text
    assert "Do you have a badge? Yes" in seen.text
    assert seen.one("input", id="id_badge_number").get("value")


def test_a_step_inside_a_list_is_chosen_by_the_name_of_its_rows(author: Client) -> None:
    document = form(
        step("job", ask("text", "job", label=words("Which job?")), title=None, repeat="jobs"),
        repeats=[repeat("jobs", title=words("Your jobs"), item=words("Job"))],
        key="small",
    )
    seen = looked_at(author, written(document), "mode=phone-en&step=job")
    assert "Job: Which job?" in [" ".join(option.itertext()) for option in seen.all("option")]
    assert "For each row of “Your jobs”" in seen.text


def test_the_choice_stays_while_the_author_goes_on_writing(author: Client) -> None:
    service_form = written()
    looked_at(author, service_form, "mode=web-en&step=number&filled=on")
    again = looked_at(author, service_form, "mode=web-cy")
    assert [section.get("id") for section in again.all("section")] == ["step-number"]
    every = looked_at(author, service_form, "mode=web-en&step=")
    assert len(every.all("section")) == len(small_form().steps)
    looked_at(author, service_form, "mode=web-en&step=number")
    gone = looked_at(author, written(small_form(steps=[step("only")])), "mode=web-en")
    assert len(gone.all("section")) == 1, "a step that is not in this form shows every one"


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_sample_answer_is_one_that_the_question_takes(kind: str) -> None:
    question = sample_question(kind)
    value = sample(question, TODAY)
    if value is None:
        assert kind in ("computed", "declaration", "evidence", "identifier", "iban", "organisation_number")
        return
    content = question.model_dump(mode="json", by_alias=True)
    asked = form(step("one", content)).steps[0]
    typed = {question.key: question.unread(value)}
    assert not read_step(asked, typed, Scope({}, TODAY, Channel.ONLINE)).problems
