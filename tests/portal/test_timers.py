"""The timers send what is due and clean up once a night, and survive what fails."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from portal.management.commands import housekeeping, serve, timers
from services.notifications import outbox
from services.notifications.models import Message, State, Way

NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def a_round(now: datetime, cleaned_on: date | None = None) -> date | None:
    return timers.Command(stdout=StringIO(), stderr=StringIO()).round(now, cleaned_on)


@pytest.fixture
def called(monkeypatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(timers, "call_command", lambda name, **options: names.append(name))
    return names


@pytest.mark.django_db
def test_a_message_whose_time_has_come_is_sent() -> None:
    message = outbox.queue(
        way=Way.EMAIL,
        to="ann@example.org",
        kind="sign_in_known",
        language="en",
        about="account:0ce49428-dabb-4b94-b648-0a8345554931",
        context={"sign_in_url": "x", "create_url": "x"},
        send_at=timezone.now() + timedelta(hours=1),
    )
    a_round(NIGHT.replace(hour=1))
    assert mail.outbox == []
    Message.objects.update(send_at=timezone.now())
    a_round(NIGHT.replace(hour=1))
    message.refresh_from_db()
    assert message.state == State.SENT


def test_housekeeping_is_done_once_a_night(called) -> None:
    done = a_round(NIGHT.replace(hour=2))
    done = a_round(NIGHT, done)
    done = a_round(NIGHT.replace(hour=4), done)
    each = ["deliver_due", "deliver", "publish_due", "draw_forms", "read_scans"]
    assert called == [*each, *each, "housekeeping", *each]
    assert done == NIGHT.date()
    a_round(NIGHT + timedelta(days=1), done)
    assert called[-1] == "housekeeping"


@pytest.mark.parametrize("failure", [OperationalError("away"), SystemExit(1)])
def test_what_fails_does_not_end_the_timers(monkeypatch, failure: BaseException) -> None:
    def fail(name: str, **options: Any) -> None:
        raise failure

    monkeypatch.setattr(timers, "call_command", fail)
    a_round(NIGHT)


def test_the_demonstration_runs_the_timers_too() -> None:
    assert [command[-1] for name, command in serve._commands(8000).items() if name == "timer"] == ["timers"]


@pytest.mark.django_db
def test_housekeeping_is_whole_where_there_is_no_scanner(settings) -> None:
    settings.CLAMD_ADDRESS = ""
    said = StringIO()
    call_command("housekeeping", stdout=StringIO(), stderr=said)
    assert said.getvalue() == ""


@pytest.mark.django_db
def test_one_chore_that_fails_does_not_stop_the_others(monkeypatch) -> None:
    done: list[str] = []

    def chore(name: str, **options: Any) -> None:
        done.append(name)
        if name == "purge_messages":
            raise CommandError("no")

    monkeypatch.setattr(housekeeping, "call_command", chore)
    with pytest.raises(SystemExit):
        call_command("housekeeping", stdout=StringIO(), stderr=StringIO())
    assert done[-1] == "clearsessions"


def test_files_that_wait_for_the_scanner_are_tried_every_round(called, settings: Any) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    a_round(NIGHT.replace(hour=1))
    assert called[-1] == "scan_uploads"


def test_a_scanner_that_is_down_does_not_end_the_timers(monkeypatch, settings: Any) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"

    def fail(name: str, **_options: Any) -> None:
        if name == "scan_uploads":
            raise CommandError("1 not scanned")

    monkeypatch.setattr(timers, "call_command", fail)
    a_round(NIGHT.replace(hour=1))
