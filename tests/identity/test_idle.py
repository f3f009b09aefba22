"""A session stays open while it is used, without a write on every page, and ends when it is not."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from services.identity.models import User
from tests.identity.conftest import Visitor

pytestmark = pytest.mark.django_db
NINE = "2026-03-02T09:00:00Z"


def test_using_pages_keeps_the_session_open(visitor: Visitor, citizen: User) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        visitor.browser.force_login(citizen)
        for _ in range(5):
            clock.shift(timedelta(minutes=50))
            assert visitor.open("account_home").status_code == 200


def test_a_page_left_alone_for_an_hour_still_works_and_later_does_not(
    visitor: Visitor, citizen: User
) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        visitor.browser.force_login(citizen)
        visitor.open("account_home")
        clock.shift(timedelta(minutes=4))
        visitor.open("account_home")  # too soon to renew
        clock.shift(timedelta(minutes=60))
        assert visitor.open("account_home").status_code == 200
        clock.shift(timedelta(minutes=66))
        assert visitor.open("account_home").status_code == 302


def test_the_session_is_written_at_most_every_five_minutes(
    visitor: Visitor, citizen: User, django_assert_num_queries
) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        visitor.browser.force_login(citizen)
        visitor.open("account_home")
        until = Session.objects.get().expire_date
        clock.shift(timedelta(minutes=4))
        visitor.open("account_home")
        assert Session.objects.get().expire_date == until
        clock.shift(timedelta(minutes=2))
        visitor.open("account_home")
        assert Session.objects.get().expire_date == timezone.now() + timedelta(minutes=65)


def test_more_time_is_given_when_asked(visitor: Visitor, citizen: User) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        visitor.browser.force_login(citizen)
        clock.shift(timedelta(minutes=59))
        assert visitor.send("account_extend_session").status_code == 204
        clock.shift(timedelta(minutes=59))
        assert visitor.open("account_home").status_code == 200


def test_a_session_that_ended_cannot_be_extended(visitor: Visitor) -> None:
    assert visitor.send("account_extend_session").status_code == 410
    assert visitor.browser.get(reverse("account_extend_session")).status_code == 405


def test_a_browser_without_scripts_goes_back_to_its_page(visitor: Visitor) -> None:
    path = reverse("account_extend_session")
    for referer, back in (
        ("http://testserver/apply/", "http://testserver/apply/"),
        ("https://evil.example/", "/"),
    ):
        answer = visitor.browser.post(path, headers={"accept": "text/html", "referer": referer})
        assert answer.url == back


def test_visitors_without_a_session_get_none(visitor: Visitor) -> None:
    visitor.open("account_request_login_code")
    assert Session.objects.count() == 0
