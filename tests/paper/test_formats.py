"""Braille, audio, Easy Read, BSL: somebody asks, the desk sends it in time, and then nothing is left."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from services.applications.models import Event
from services.identity.roles import StaffRole
from services.paper.formats import views
from services.paper.formats.actions import working_days_after
from services.paper.models import FormatRequest
from tests.builders import small_form
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ASKED = {"format": "braille", "about": "My letter ABC", "name": "Ann Lee", "phone": "01632 960001"}


def ask(client: Client, **changes: str):
    return client.post("/other-formats/?form=small", {**ASKED, **changes})


def test_it_is_asked_for_from_the_paper_forms_of_a_form_and_becomes_a_task_with_a_day(client: Client) -> None:
    small_form()
    page = client.get("/paper/small/formats/").content.decode()
    assert "/other-formats/?form=small" in page
    for size in ("standard", "large", "largest", "fillable"):
        assert f"/paper/small/?language=cy&amp;print={size}" in page
    assert 'value="Small permit"' in client.get("/other-formats/?form=small").content.decode()
    answer = ask(client)
    assert (answer.status_code, answer.url) == (302, "/other-formats/asked/")
    assert "We will send it by" in client.get(answer.url).content.decode()
    asked = FormatRequest.objects.get()
    assert (asked.format, asked.form.key, asked.state, asked.details.name) == (
        "braille",
        "small",
        "asked",
        "Ann Lee",
    )
    assert asked.due_on == working_days_after(timezone.localdate(), 10)
    assert b"Ann" not in bytes(asked.sealed)
    assert Event.objects.get(kind="format_asked").codes == {"format": "braille"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"format": ""}, "Choose the format that you need"),
        ({"phone": ""}, "Give an address, a phone number or an email address"),
        ({"about": " "}, "Write which form or letter you need"),
        ({"email": "ann"}, "Enter an email address, like name@example.com"),
    ],
)
def test_what_is_missing_is_said(client: Client, changes: dict[str, str], sentence: str) -> None:
    assert sentence in ask(client, **changes).content.decode()
    assert not FormatRequest.objects.exists()


def test_nobody_asks_without_end(client: Client) -> None:
    assert {ask(client).status_code for _ in range(views.ASKED.burst)} == {302}
    assert ask(client).status_code == 429


def test_the_desk_takes_it_in_hand_and_notes_that_it_is_sent(client: Client) -> None:
    ask(client)
    asked = FormatRequest.objects.get()
    desk = at_the_desk(member(StaffRole.ADVISER))
    listed = desk.get("/desk/formats/").content.decode()
    assert "Braille" in listed
    assert "Ann Lee" not in listed
    one = f"/desk/formats/{asked.pk}/"
    assert "Ann Lee" in desk.get(one).content.decode()
    assert desk.post(one, {"to": "sent"}).status_code == 409, "it was never in hand"
    desk.post(one, {"to": "in_hand"})
    assert "It is sent" in desk.get(one).content.decode()
    assert desk.post(one, {"to": "sent"}).url == "/desk/formats/"
    assert "Nobody is waiting" in desk.get("/desk/formats/").content.decode()
    asked.refresh_from_db()
    assert (asked.state, asked.changed_by.email) == ("sent", "adviser@example.org")
    kinds = list(Event.objects.filter(subject=asked.subject).values_list("kind", flat=True).order_by("pk"))
    assert kinds == ["format_asked", "format_opened", "format_in_hand", "format_opened", "format_sent"]
    assert desk.post(one, {"to": "sent"}).status_code == 409


def test_what_is_late_is_marked_and_what_is_over_is_deleted(client: Client) -> None:
    ask(client)
    ask(client)
    now = timezone.now()
    late, over = FormatRequest.objects.order_by("asked_at")
    FormatRequest.objects.filter(pk=late.pk).update(due_on=date(2020, 1, 1))
    FormatRequest.objects.filter(pk=over.pk).update(state="sent", sent_at=now - timedelta(days=31))
    assert "Late" in at_the_desk(member(StaffRole.ADVISER)).get("/desk/formats/").content.decode()
    call_command("purge_formats")
    assert FormatRequest.objects.get() == late


def test_saturdays_and_sundays_do_not_count() -> None:
    assert working_days_after(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert working_days_after(date(2026, 11, 21), 10) == date(2026, 12, 4)
