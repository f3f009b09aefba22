"""A checker on the web: asked like any form, never sent, told as a result, taken along, and forgotten."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.sample.forms import load_form, read_form
from services.applications.actions import carry_over, start, submit
from services.applications.models import Answer, Application, Event, Finding
from services.applications.queries import answers_of
from services.definitions.models import FormVersion
from services.definitions.publishing import NotPublishable, publish
from services.identity.actors import SYSTEM, citizen
from services.identity.models import User
from tests.builders import ONLINE
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db]

KEY = "blue-badge-check"
BORN = {"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "1958"}


@pytest.fixture
def visitor() -> Visitor:
    found = Visitor()
    found.goes_on(start(version=load_form(KEY), by=citizen(), channel=ONLINE, language="en"))
    return found


@pytest.fixture
def application_form() -> FormVersion:
    return load_form("blue-badge")


def asked(visitor: Visitor) -> str:
    return visitor.at.split("?")[0].rstrip("/").rpartition("/")[2]


def answer(visitor: Visitor, **answers: Any) -> None:
    """Answer the steps in order: a dictionary of fields, or None for "I do not know"."""
    for step, fields in answers.items():
        assert asked(visitor) == step.replace("_", "-"), visitor.at
        if fields is None:
            visitor.press("unknown")
        else:
            visitor.send(**fields)


def blind(visitor: Visitor) -> None:
    answer(
        visitor,
        who_for={"who_for": "me"},
        lives_here={"lives_here": "yes"},
        date_of_birth=BORN,
        sight={"sight_registered": "yes"},
    )


def test_nothing_of_a_checker_is_tied_to_the_account_of_who_is_signed_in(
    visitor: Visitor, application_form: FormVersion
) -> None:
    user = User.objects.create_user("ann@example.org")
    visitor.client.force_login(user)
    visitor.go(f"/apply/{KEY}/")
    visitor.send()
    answer(visitor, who_for={"who_for": "organisation"})
    checker = Application.objects.latest("started_at")
    assert Event.objects.filter(application=checker, kind="step_saved").exists()
    assert not Event.objects.filter(user=user).exists()
    assert checker.owner is None
    visitor.client.post(f"/apply/{KEY}/{checker.pk}/form/carry/")
    begun = Application.objects.latest("started_at")
    assert begun.owner == user
    assert Event.objects.filter(application=begun, user=user, kind="prefilled").exists()


def test_the_time_out_promises_nothing_that_a_checker_does_not_keep(visitor: Visitor) -> None:
    assert "Save and leave" not in visitor.page
    assert "What you have saved is kept" not in visitor.page
    assert "After that you need to start again." in visitor.page


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_someone_answers_and_reads_what_it_comes_to_and_why(visitor: Visitor) -> None:
    assert "(optional)" not in visitor.page
    blind(visitor)
    assert asked(visitor) == "result"
    said = text(visitor.page)
    assert "It looks as if you can get a Blue Badge." in said
    assert "A reason that counts Met" in said
    assert "Are you registered as blind (severely sight impaired)? Yes Change" in said
    assert "You do not need to meet an assessor." in said
    assert "This is not a decision." in said


def test_what_is_not_met_says_why_and_where_to_go_instead(visitor: Visitor) -> None:
    answer(visitor, who_for={"who_for": "me"}, lives_here={"lives_here": "no"})
    visitor.press("result")
    said = text(visitor.page)
    assert "Your result so far" in said
    assert "It looks as if you cannot get a Blue Badge from us." in said
    assert "Where you live Not met" in said
    assert 'href="https://www.gov.uk/find-local-council"' in visitor.page


def test_i_do_not_know_leads_on_and_the_result_names_what_is_missing(visitor: Visitor) -> None:
    answer(visitor, who_for={"who_for": "me"}, lives_here={"lives_here": "yes"}, date_of_birth=None)
    assert asked(visitor) == "result"
    said = text(visitor.page)
    assert "We cannot tell yet if you can get a Blue Badge." in said
    assert "A reason that counts Not known yet" in said
    assert "To tell you, we need to know: What is the date of birth" in said
    visitor.go(f"/apply/{KEY}/{visitor.application.pk}/date-of-birth/?from=check")
    visitor.send(**BORN)
    assert asked(visitor) == "sight"


def test_i_do_not_know_takes_back_what_was_chosen(visitor: Visitor) -> None:
    answer(visitor, who_for={"who_for": "me"}, lives_here={"lives_here": "yes"})
    visitor.go(f"/apply/{KEY}/{visitor.application.pk}/lives-here/")
    visitor.press("unknown", lives_here="yes")
    assert answers_of(visitor.application).values["lives_here"] is None


def test_the_first_question_must_be_answered_and_does_not_offer_otherwise(visitor: Visitor) -> None:
    assert 'value="unknown"' not in visitor.page
    visitor.press("unknown", who_for="me")
    assert asked(visitor) == "lives-here"
    assert 'value="unknown"' in visitor.page


def test_the_result_can_be_opened_before_anything_is_answered(visitor: Visitor) -> None:
    visitor.press("result")
    assert "Answer the next question" in visitor.page
    assert "We cannot tell yet" in visitor.page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("cy", "Mae’n edrych fel pe gallech gael Bathodyn Glas."),
        ("ar", "يبدو أنه يمكنك الحصول على الشارة الزرقاء."),
    ],
)
def test_the_result_is_told_in_other_languages(visitor: Visitor, language: str, words: str) -> None:
    blind(visitor)
    visitor.client.cookies["django_language"] = language
    page = visitor.go(f"/{language}{visitor.at}" if visitor.at.startswith("/apply") else visitor.at)
    if visitor.status == 404:
        page = visitor.go(visitor.at.removeprefix(f"/{language}"))
    assert words in page


def test_nothing_of_the_answers_is_in_an_address_an_event_or_a_log(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    seen = []
    for fields in ({"who_for": "me"}, {"lives_here": "yes"}, BORN, {"sight_registered": "yes"}):
        visitor.send(**fields)
        seen.append(visitor.at)
    visitor.client.post(f"/apply/{KEY}/{visitor.application.pk}/form/carry/")
    told = " ".join([*seen, *(str(event.codes) for event in Event.objects.all()), caplog.text])
    for value in ("1958", "who_for=", "=yes", "=me", "True"):
        assert value not in told
    assert "?" not in "".join(seen)
    assert not Finding.objects.exists()


def test_the_links_on_the_result_carry_no_answers(visitor: Visitor) -> None:
    blind(visitor)
    links = re.findall(r'(?:href|action)="([^"]+)"', visitor.page)
    assert all(link.partition("?")[2] in ("", "from=check") for link in links if link.startswith("/apply"))


@pytest.mark.parametrize("page", ["check", "declare", "sent", "save", "track", "add"])
def test_pages_of_what_is_sent_lead_to_the_result(visitor: Visitor, page: str) -> None:
    send = visitor.client.post if page == "add" else visitor.client.get
    answer = send(f"/apply/{KEY}/{visitor.application.pk}/{page}/")
    assert answer.status_code == 302
    assert answer.url.endswith("/form/result/")


def test_an_application_has_no_result_and_a_checker_is_never_submitted(visitor: Visitor) -> None:
    blind(visitor)
    with pytest.raises(ValueError, match="never submitted"):
        submit(application=visitor.application, declared="ticked", by=citizen(), channel=ONLINE)
    other = Visitor()
    other.has_answered(until="who")
    assert other.client.get(other.url("form/result/")).url.endswith("/check/")
    assert other.client.post(other.url("form/carry/")).url.endswith("/check/")
    assert other.client.get(f"/paper/application/{other.application.pk}/result/").status_code == 404


@pytest.mark.usefixtures("application_form")
def test_the_answers_are_taken_along_into_the_application_and_say_where_they_came_from(
    visitor: Visitor,
) -> None:
    blind(visitor)
    checker = visitor.application
    assert "Start the application with these answers" in visitor.page
    visitor.send(to=f"/apply/{KEY}/{checker.pk}/form/carry/")
    begun = visitor.application
    assert begun.version.form.key == "blue-badge"
    values = answers_of(begun).values
    assert values == {"who_for": "me", "date_of_birth": "1958-03-27", "sight_registered": True}
    for found in Answer.objects.filter(application=begun):
        assert found.carried_from is not None
        assert found.carried_from.application == checker
    assert Event.objects.filter(application=begun, kind="prefilled").exists()
    assert asked(visitor) == "current-badge"
    assert checker.owner is None


@pytest.mark.usefixtures("application_form")
def test_i_do_not_know_is_not_taken_along(visitor: Visitor) -> None:
    answer(visitor, who_for={"who_for": "me"}, lives_here={"lives_here": "yes"}, date_of_birth=None)
    visitor.send(to=f"/apply/{KEY}/{visitor.application.pk}/form/carry/")
    assert answers_of(visitor.application).values == {"who_for": "me"}


def test_without_the_application_published_the_result_offers_none(visitor: Visitor) -> None:
    visitor.press("result")
    assert "Start the application" not in visitor.page
    answer = visitor.client.post(f"/apply/{KEY}/{visitor.application.pk}/form/carry/")
    assert answer.url.endswith("/form/result/")


def test_the_answers_are_gone_a_day_after_their_last_use(visitor: Visitor) -> None:
    blind(visitor)
    application = visitor.application
    left = application.expires_at - timezone.now()
    assert timedelta(hours=23) < left <= timedelta(days=1)
    Application.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    call_command("erase_expired")
    assert not Answer.objects.filter(application=application).exists()
    page = visitor.go(f"/apply/{KEY}/{application.pk}/form/result/")
    assert "We delete these answers within a day." in page
    assert "Open it with your reference" not in page


def test_they_can_be_deleted_at_once_or_started_again(visitor: Visitor) -> None:
    blind(visitor)
    first = visitor.application
    visitor.go(f"/apply/{KEY}/{first.pk}/delete/")
    visitor.send()
    assert "We have deleted what you entered" in visitor.page
    assert not Answer.objects.filter(application=first).exists()
    visitor.go(f"/apply/{KEY}/")
    visitor.send()
    blind(visitor)
    second = visitor.application
    visitor.go(f"/apply/{KEY}/")
    assert "Go on with your answers" in visitor.page
    assert second.reference not in visitor.page
    visitor.send(start="again")
    assert visitor.application != second
    assert not Answer.objects.filter(application=second).exists()


def test_nobody_else_can_open_it(visitor: Visitor) -> None:
    blind(visitor)
    for address in ("form/result/", "form/carry/"):
        send = Client().post if "carry" in address else Client().get
        assert send(f"/apply/{KEY}/{visitor.application.pk}/{address}").status_code == 403


def test_an_example_that_comes_out_otherwise_stops_publishing() -> None:
    document = load_form(KEY).definition
    wrong = document.examples[0].model_copy(update={"expected": {"reason": "not_met"}})
    with pytest.raises(NotPublishable, match="example_differs at Registered blind reason: met"):
        publish(document=document.model_copy(update={"examples": (wrong,)}), by=SYSTEM)


def test_the_sample_checker_asks_as_the_application_does() -> None:
    checker, application = read_form(KEY), read_form("blue-badge")
    for key, question in checker.questions.items():
        if key in application.questions:
            options = {option.key: option for option in getattr(application.questions[key], "options", ())}
            assert question.kind == application.questions[key].kind
            assert all(options[option.key] == option for option in getattr(question, "options", ()))
    assert len(set(checker.questions) & set(application.questions)) >= 10


def test_carrying_works_for_a_form_that_is_already_begun(
    visitor: Visitor, application_form: FormVersion
) -> None:
    blind(visitor)
    checker = visitor.application
    target = start(version=application_form, by=citizen(), channel=ONLINE, language="en")
    used = carry_over(source=checker, target=target, keys=["sight_registered"], by=citizen(), channel=ONLINE)
    assert used == ["sight_registered"]
