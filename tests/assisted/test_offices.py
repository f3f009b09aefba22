"""Managers set opening hours and close offices, and see who is affected before they press the button."""

import re
from collections.abc import Iterator
from datetime import time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from services.booking.models import AvailabilityException, AvailabilityRule, Office, State
from services.identity.roles import StaffRole
from tests.booking.world import NOW, TUESDAY, at, book, make_office, make_resource, make_type
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db

TUESDAY_TYPED = {"first-day": "3", "first-month": "11", "first-year": "2026"}
OPEN_FROM_TEN = {
    **{f"opens_{day}": "10:00" for day in range(5)},
    **{f"closes_{day}": "12:00" for day in range(5)},
    "since-day": "3",
    "since-month": "11",
    "since-year": "2026",
}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager() -> Client:
    return at_the_desk(member(StaffRole.MANAGER))


@pytest.fixture
def office() -> Office:
    return make_office("civic-hall")


@pytest.fixture
def birth(office: Office):
    kind = make_type()
    make_resource(office, kind)
    return kind


def words(answer) -> str:
    return answer.content.decode()


def seen(page: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]+)"', page)[1]


def test_the_offices_are_listed_with_their_hours(manager: Client, office: Office, birth) -> None:
    page = words(manager.get(reverse("assisted:offices")))
    assert "Civic Hall" in page
    assert "9am to midday" in page


def test_an_adviser_sees_no_offices(office: Office) -> None:
    desk = at_the_desk(member(StaffRole.ADVISER))
    for address in (reverse("assisted:offices"), reverse("assisted:hours", args=[office.key])):
        assert desk.get(address).status_code == 403
    assert reverse("assisted:offices") not in words(desk.get(reverse("assisted:home")))


def test_closing_shows_who_is_affected_and_does_nothing_yet(manager: Client, office: Office, birth) -> None:
    appointment, _code = book(birth, office, at(9))
    page = words(manager.post(reverse("assisted:close", args=[office.key]), TUESDAY_TYPED))
    assert appointment.reference in page
    assert "1 appointment is affected" in page
    assert "Closed on Tuesday 3 November 2026." in page
    assert "O’Brien" not in page
    assert not AvailabilityException.objects.exists()


def test_closing_tells_people_and_lists_who_wants_a_call(manager: Client, office: Office, birth) -> None:
    told, _code = book(birth, office, at(9), contact="email", email="mair@example.org")
    to_call, _code = book(birth, office, at(10))
    address = reverse("assisted:close", args=[office.key])
    mark = seen(words(manager.post(address, TUESDAY_TYPED)))
    unsaid = words(manager.post(address, {**TUESDAY_TYPED, "seen": mark}))
    assert "Select what should happen" in unsaid
    assert not AvailabilityException.objects.exists()
    done = words(manager.post(address, {**TUESDAY_TYPED, "seen": mark, "fate": "cancel"}, follow=True))
    assert "1 person is told" in done
    assert to_call.reference in done
    assert told.reference not in done
    told.refresh_from_db()
    assert told.state == State.CANCELLED
    closure = AvailabilityException.objects.get()
    assert (closure.start_at, closure.end_at) == (at(0), at(0, day=TUESDAY + timedelta(days=1)))


def test_somebody_who_booked_meanwhile_is_shown_before_the_office_closes(
    manager: Client, office: Office, birth
) -> None:
    address = reverse("assisted:close", args=[office.key])
    mark = seen(words(manager.post(address, TUESDAY_TYPED)))
    late, _code = book(birth, office, at(9))
    page = words(manager.post(address, {**TUESDAY_TYPED, "seen": mark}))
    assert "Somebody booked or moved" in page
    assert late.reference in page
    assert not AvailabilityException.objects.exists()


def test_a_closure_is_taken_back_by_a_button(manager: Client, office: Office, birth) -> None:
    address = reverse("assisted:close", args=[office.key])
    mark = seen(words(manager.post(address, TUESDAY_TYPED)))
    manager.post(address, {**TUESDAY_TYPED, "seen": mark})
    closure = AvailabilityException.objects.get()
    reopen = reverse("assisted:reopen", args=[closure.pk])
    assert manager.get(reopen).status_code == 405
    manager.post(reopen)
    assert not AvailabilityException.objects.exists()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({}, "Enter the day, month and year"),
        ({**TUESDAY_TYPED, "first-year": "2031"}, "in the next two years"),
        (
            {**TUESDAY_TYPED, "last-day": "2", "last-month": "11", "last-year": "2026"},
            "The last day must be the first day or later",
        ),
    ],
)
def test_days_that_make_no_sense_are_said_so(
    manager: Client, office: Office, typed: dict[str, str], problem: str
) -> None:
    assert problem in words(manager.post(reverse("assisted:close", args=[office.key]), typed))


def test_new_hours_are_checked_before_they_are_kept(manager: Client, office: Office, birth) -> None:
    early, _code = book(birth, office, at(9))
    address = reverse("assisted:hours", args=[office.key])
    page = words(manager.post(address, OPEN_FROM_TEN))
    assert early.reference in page
    assert "10am to midday" in page
    assert "From Tuesday 3 November 2026:" in page
    assert not AvailabilityRule.objects.filter(opens=time(10)).exists()
    done = words(manager.post(address, {**OPEN_FROM_TEN, "seen": seen(page)}, follow=True))
    assert "The opening hours are changed." in done
    assert early.reference in done
    assert AvailabilityRule.objects.filter(opens=time(10)).count() == 5


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"opens_0": "9:00", "closes_0": ""}, "Enter when you close on Monday"),
        ({"opens_0": "", "closes_0": "12:00"}, "Enter when you open on Monday"),
        ({"opens_0": "12:00", "closes_0": "09:00"}, "closing must be later"),
        ({"opens_0": "9:07", "closes_0": "12:00"}, "in steps of 5 minutes"),
        ({"opens_0": "soon", "closes_0": "12:00"}, "Enter a time on Monday"),
    ],
)
def test_hours_that_make_no_sense_are_said_so_and_kept(
    manager: Client, office: Office, birth, typed: dict[str, str], problem: str
) -> None:
    page = words(manager.post(reverse("assisted:hours", args=[office.key]), {**OPEN_FROM_TEN, **typed}))
    assert problem in page
    assert 'value="10:00"' in page


def test_a_closure_or_office_that_is_not_there_is_said_so(manager: Client) -> None:
    assert manager.get(reverse("assisted:office", args=["nowhere"])).status_code == 404
    assert manager.get(reverse("assisted:closure", args=[12])).status_code == 404


def test_a_reason_for_closing_is_kept_in_each_language_it_was_written_in(
    manager: Client, office: Office, birth
) -> None:
    address = reverse("assisted:close", args=[office.key])
    only_welsh = {**TUESDAY_TYPED, "reason_cy": "Hyfforddiant"}
    assert "Write the reason in the site’s own language too" in words(manager.post(address, only_welsh))
    typed = {**only_welsh, "reason_en": "Training"}
    check = words(manager.post(address, typed))
    assert 'name="reason_cy" value="Hyfforddiant"' in check
    shown = words(manager.post(address, {**typed, "seen": seen(check)}, follow=True))
    assert "Training" in shown
    assert AvailabilityException.objects.get().reason == {"en": "Training", "cy": "Hyfforddiant"}
