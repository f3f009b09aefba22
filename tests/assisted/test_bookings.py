"""Booking for somebody at the desk: a time, their details, a code to read out."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.sample.offices import load_offices
from services.applications.models import Event
from services.booking.models import Appointment, State
from services.identity.roles import StaffRole
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    load_offices()
    return at_the_desk(member(StaffRole.ADVISER))


def book(desk: Client) -> Appointment:
    page = desk.get(reverse("assisted:book_times", args=["digital-help", "phone"])).content.decode()
    start = re.search(r'name="start"[^>]*value="([^"]+)"', page)
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert start
    assert key
    held = desk.post(
        reverse("assisted:book_times", args=["digital-help", "phone"]) + "?by=phone",
        {"start": start[1], "key": key[1]},
    )
    answer = desk.post(held.url, {"last_name": "Lee", "contact": "phone", "phone": "01632 960001"})
    assert "three letters at a time" in answer.content.decode()
    return Appointment.objects.get(state=State.BOOKED)


def test_an_adviser_books_for_somebody_without_an_email_address(desk: Client) -> None:
    appointment = book(desk)
    assert appointment.channel == "phone"
    assert appointment.made_by is not None
    assert appointment.made_by.email == "adviser@example.org"


def test_the_details_page_of_a_booking_is_opened_with_a_record_of_the_look(desk: Client) -> None:
    appointment = book(desk)
    page = desk.get(reverse("assisted:booking", args=[appointment.pk]))
    assert "Lee" in page.content.decode()
    assert Event.objects.filter(kind="looked_at", subject=appointment.subject).count() == 1


def test_a_booking_is_found_by_last_name_and_by_reference_in_any_case(desk: Client) -> None:
    appointment = book(desk)
    for words in ({"last_name": "lee"}, {"reference": appointment.reference.lower()}):
        assert appointment.reference in desk.post(reverse("assisted:bookings"), words).content.decode()


def test_cancelling_for_somebody_gives_the_time_back(desk: Client) -> None:
    appointment = book(desk)
    desk.post(reverse("assisted:booking_change", args=[appointment.pk]), {"change": "cancel"})
    appointment.refresh_from_db()
    assert appointment.state == State.CANCELLED
    assert not appointment.claims.exists()


def test_nobody_is_marked_as_missing_before_their_time(desk: Client) -> None:
    appointment = book(desk)
    answer = desk.post(
        reverse("assisted:booking_change", args=[appointment.pk]), {"change": "no_show"}, follow=True
    )
    assert "has not begun yet" in answer.content.decode()
    appointment.refresh_from_db()
    assert appointment.state == State.BOOKED


@pytest.mark.parametrize("on", ["9999-12-31", "0001-01-01", "nonsense"])
def test_a_day_that_makes_no_sense_shows_today(desk: Client, on: str) -> None:
    assert desk.get(reverse("assisted:bookings"), {"on": on}).status_code == 200
