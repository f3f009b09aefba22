"""A page that has closed: nothing typed is lost, and there is a way back on the same device."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from services.applications.access import TYPING_SALT, typing_pass
from services.applications.models import TypedInput
from services.applications.queries import answers_of, typed_of
from tests import builders
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db(transaction=True)]
BAD_DATE = {"name-given": "Ann", "born-day": "31", "born-month": "2", "born-year": "1980"}


@pytest.fixture
def visitor() -> Visitor:
    found = Visitor()
    found.has_answered(until="person")
    return found


def time_out(visitor: Visitor) -> None:
    """The session ends, as it does after an hour without use."""
    Session.objects.all().delete()


def test_what_was_typed_is_kept_although_the_session_is_over(visitor: Visitor) -> None:
    time_out(visitor)
    visitor.send(**{"name-given": "Ann", "name-family": "Lee"})
    assert visitor.status == 403
    assert "We kept what you typed. Nothing is lost." in visitor.page
    assert typed_of(visitor.application, "person")["name"]["given"] == "Ann"  # type: ignore[index]
    assert "born" not in answers_of(visitor.application).values


def test_the_same_browser_opens_it_again_at_once_while_nothing_private_is_in_it(visitor: Visitor) -> None:
    time_out(visitor)
    visitor.send(**BAD_DATE)
    visitor.go(visitor.url("reopen/"))
    assert "last name" not in visitor.page
    visitor.send()
    assert visitor.at.endswith("/person/")
    assert 'value="31"' in visitor.page


def test_once_a_name_is_in_the_answers_it_is_asked_for(visitor: Visitor) -> None:
    visitor.answer_rest("person")
    time_out(visitor)
    visitor.go(visitor.url("reopen/"))
    visitor.send(last_name="Leigh")
    assert "That is not what the answers say" in visitor.page
    visitor.send(last_name="LEE ")
    assert visitor.at.endswith("/check/")


def test_guessing_the_name_is_limited(visitor: Visitor) -> None:
    visitor.answer_rest("person")
    time_out(visitor)
    visitor.go(visitor.url("reopen/"))
    for _try in range(5):
        visitor.send(last_name="Leigh")
    visitor.send(last_name="Lee")
    assert visitor.status == 429
    assert "too many tries" in visitor.page


def test_another_browser_is_offered_only_the_code(visitor: Visitor) -> None:
    other = Visitor()
    other.go(visitor.url("person/"))
    assert other.status == 403
    assert "reopen" not in other.page
    other.go(visitor.url("reopen/"))
    assert other.at.endswith("/resume/")


def test_after_a_day_the_same_browser_needs_the_code_too(visitor: Visitor) -> None:
    address = visitor.url("reopen/")
    with time_machine.travel(timedelta(hours=25), tick=False):
        visitor.go(address)
        assert visitor.at.endswith("/resume/")


def test_an_unknown_and_a_strangers_application_look_the_same(visitor: Visitor) -> None:
    known = Client().get(visitor.url("person/"))
    nobody = "00000000-0000-4000-8000-000000000000"
    unknown = Client().get(f"/apply/small/{nobody}/person/")
    assert known.status_code == unknown.status_code == 403
    assert known.content.decode().replace(str(visitor.application.pk), nobody) == unknown.content.decode()


@pytest.mark.parametrize("spoilt", ["", "nonsense", "other"])
def test_without_the_right_pass_nothing_is_kept(visitor: Visitor, spoilt: str) -> None:
    address = visitor.url("person/")
    token = typing_pass(builders.draft()) if spoilt == "other" else spoilt
    other = Visitor()
    other.send(address, **BAD_DATE, **{"step-pass": token})
    assert other.status == 403
    assert not TypedInput.objects.exists()


def test_a_pass_is_of_no_use_after_a_day_nor_for_reading(visitor: Visitor) -> None:
    token = typing_pass(visitor.application)
    address = visitor.url("person/")
    assert Client().get(f"{address}?step-pass={token}").status_code == 403
    with time_machine.travel(timedelta(hours=25), tick=False):
        Client().post(address, {**BAD_DATE, "step-pass": token})
    assert not TypedInput.objects.exists()
    assert signing.loads(token, salt=TYPING_SALT) == str(visitor.application.pk)


def test_a_failed_csrf_check_keeps_what_was_typed(visitor: Visitor) -> None:
    strict = Client(enforce_csrf_checks=True)
    pass_: dict[str, Any] = {"step-pass": typing_pass(visitor.application)}
    answer = strict.post(visitor.url("person/"), {**BAD_DATE, **pass_})
    assert answer.status_code == 403
    assert "We kept what you typed" in answer.content.decode()
    assert TypedInput.objects.get().step == "person"


def test_closing_on_a_shared_computer_leaves_nothing_behind(visitor: Visitor) -> None:
    visitor.go(visitor.url("close/"))
    visitor.send()
    assert "It is closed on this device" in visitor.page
    visitor.go(visitor.url("person/"))
    assert visitor.status == 403
    assert "reopen" not in visitor.page


def test_deleting_leaves_nothing_and_only_a_post_deletes(visitor: Visitor) -> None:
    visitor.go(visitor.url("delete/"))
    assert visitor.application.state == "draft"
    visitor.send()
    assert "We have deleted what you entered" in visitor.page
    assert visitor.application.state == "erased"
    visitor.go(visitor.url("person/"))
    assert visitor.status == 403
