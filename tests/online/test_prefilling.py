"""We already have this: is it right? Used only by its own person, and only if they say so."""

from typing import Any

import pytest
from django.test import Client

from services.applications.actions import save_step, start, submit
from services.applications.models import Answer, Application, Event
from services.applications.queries import answers_of
from services.definitions.publishing import publish
from services.identity.actors import SYSTEM, citizen
from services.identity.models import User
from tests.builders import ONLINE, both, draft, filled, small_document
from tests.online.visitor import Visitor

pytestmark = pytest.mark.django_db
TITLE = "We already have this: is it right?"


def person(name: str = "ann") -> User:
    return User.objects.create_user(f"{name}@example.org", "a long enough password", name=name)


def sent(user: User | None) -> Application:
    application = filled(draft(by=citizen(user)), by=citizen(user))
    submit(application=application, declared="ticked", by=citizen(user), channel=ONLINE)
    return Application.objects.get(pk=application.pk)


def other_form() -> None:
    questions = [
        {"kind": "name", "key": "called", "label": both("Your name"), "same_as": "person.name"},
        {"kind": "date", "key": "birthday", "label": both("Your birthday"), "identifies": "date_of_birth"},
        {"kind": "yes_no", "key": "cat", "label": both("Do you have a cat?")},
    ]
    steps = [
        {"key": "you", "section": "you", "title": both("You"), "questions": questions[:2]},
        {"key": "cat", "section": "rest", "questions": questions[2:]},
    ]
    publish(document=small_document(key="other", steps=steps, repeats=[]), by=SYSTEM)


def signed_in(user: User) -> Visitor:
    visitor = Visitor()
    visitor.client.force_login(user)
    return visitor


def begun(user: User) -> Visitor:
    visitor = signed_in(user)
    visitor.go("/apply/other/")
    visitor.send()
    return visitor


def new() -> Application:
    return Application.objects.get(version__form__key="other")


def test_what_was_told_once_is_shown_and_used_and_not_asked_again() -> None:
    user = person()
    source = sent(user)
    other_form()
    visitor = begun(user)
    assert TITLE in visitor.page
    assert "Ann Lee" in visitor.page
    assert source.reference in visitor.page
    assert answers_of(new()).values == {}  # nothing is used before it is chosen
    visitor.send(use="yes", keys=["called", "birthday"])
    assert visitor.at.endswith("/cat/")
    visitor.send(cat="yes")
    assert f"From your application {source.reference} of" in visitor.page  # check answers
    assert answers_of(new()).values["called"] == {"given": "Ann", "family": "Lee"}
    assert Event.objects.get(kind="prefilled").codes == {"questions": "birthday,called"}


def test_one_can_be_left_out_and_a_used_one_is_shown_filled_in() -> None:
    user = person()
    source = sent(user)
    other_form()
    visitor = begun(user)
    visitor.send(use="yes", keys=["called"])
    assert visitor.at.endswith("/you/")
    assert 'value="Ann"' in visitor.page
    assert f"From your application {source.reference}" in visitor.page
    assert "1980" not in visitor.page


def test_where_it_is_from_can_be_read_when_the_earlier_application_is_gone() -> None:
    user = person()
    source = sent(user)
    other_form()
    visitor = begun(user)
    visitor.send(use="yes", keys=["called", "birthday"])
    Answer.objects.filter(application=source).delete()  # as when its time is over
    visitor.send(cat="yes")
    assert "From an earlier application: “Small permit”" in visitor.page


def test_starting_without_them_uses_nothing() -> None:
    user = person()
    sent(user)
    other_form()
    visitor = begun(user)
    visitor.send(use="no", keys=["called", "birthday"])
    assert answers_of(new()).values == {}
    assert not Event.objects.filter(kind="prefilled").exists()


def test_nobody_sees_what_another_person_told() -> None:
    sent(person("ann"))
    sent(None)
    other_form()
    visitor = begun(person("ben"))
    assert TITLE not in visitor.page
    assert "Ann" not in visitor.go(f"/apply/other/{new().pk}/form/known/")
    visitor.send(f"/apply/other/{new().pk}/form/known/", use="yes", keys=["called", "birthday"])
    assert answers_of(new()).values == {}


def test_someone_who_signed_out_uses_nothing_more() -> None:
    user = person()
    sent(user)
    other_form()
    visitor = begun(user)
    address = visitor.at
    visitor.client.logout()
    visitor.send(address, use="yes", keys=["called"])
    assert answers_of(new()).values == {}


def finished_here() -> tuple[Visitor, Application]:
    """Someone without an account who has just sent a form in this browser."""
    visitor = Visitor()
    visitor.start()
    application = Application.objects.get()
    filled(application)
    submit(application=application, declared="ticked", by=citizen(), channel=ONLINE)
    other_form()
    return visitor, Application.objects.get()


def test_without_an_account_it_is_used_only_if_ticked_at_the_start() -> None:
    visitor, source = finished_here()
    assert "Use what I told you in" in visitor.go("/apply/other/")
    visitor.send()
    assert TITLE not in visitor.page
    assert answers_of(new()).values == {}
    assert TITLE not in visitor.go(f"/apply/other/{new().pk}/form/known/")
    Application.objects.filter(pk=new().pk).update(state="erased")
    visitor.go("/apply/other/")
    visitor.send(use_earlier=str(source.pk))
    assert TITLE in visitor.page
    visitor.send(use="yes", keys=["called"])
    fresh = Application.objects.get(version__form__key="other", state="draft")
    assert answers_of(fresh).values == {"called": {"given": "Ann", "family": "Lee"}}


def test_an_application_of_somebody_else_cannot_be_named_at_the_start() -> None:
    source = sent(None)
    other_form()
    visitor = Visitor()
    assert "Use what I told you in" not in visitor.go("/apply/other/")
    for named in (str(source.pk), "nonsense"):
        visitor.send("/apply/other/", use_earlier=named)
        assert "Ann" not in visitor.page
        assert TITLE not in visitor.page
    assert not Event.objects.filter(kind="prefilled").exists()


def test_a_closed_browser_offers_nothing() -> None:
    visitor, source = finished_here()
    visitor.send(f"/apply/small/{source.pk}/close/")
    assert "Use what I told you in" not in visitor.go("/apply/other/")


@pytest.mark.parametrize("language", ["cy", "ar"])
def test_it_is_said_in_the_readers_language(language: str) -> None:
    user = person()
    sent(user)
    other_form()
    visitor = begun(user)
    client: Client = visitor.client
    page = client.get(visitor.at, headers={"accept-language": language})
    shown = page.content.decode()
    assert f'lang="{language}"' in shown
    assert "Ann Lee" in shown


def test_fifty_earlier_applications_cost_no_more_queries(django_assert_max_num_queries: Any) -> None:
    user = person()
    first = sent(user)
    other_form()
    for _ in range(3):
        copy = start(version=first.version, by=citizen(user), channel=ONLINE, language="en")
        name = {"given": "Ann", "family": "Lee"}
        save_step(
            application=copy,
            step="person",
            values={"name": name, "born": None},
            by=citizen(user),
            channel=ONLINE,
        )
        Application.objects.filter(pk=copy.pk).update(state="submitted", submitted_at=first.submitted_at)
    visitor = begun(user)
    with django_assert_max_num_queries(16):
        assert TITLE in visitor.go(visitor.at)
