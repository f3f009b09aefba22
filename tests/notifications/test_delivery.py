"""Carriers fail and workers die; nothing is lost, at most one copy too many is sent."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from services.notifications import outbox
from services.notifications.delivery import INTERRUPTED, MAX_ATTEMPTS, deliver, deliver_due, pause_after
from services.notifications.models import Message, State, Way
from services.notifications.tasks import deliver_message

NINE = "2026-03-02T09:00:00Z"
DOWN = "tests.notifications.broken_mail.Down"


class Killed(BaseException):
    """What a worker feels when its process is killed: nothing after this line runs."""


class DiesAfterSending(EmailBackend):
    def send_messages(self, email_messages):
        super().send_messages(email_messages)
        raise Killed


@pytest.fixture
def working(settings) -> str:
    return settings.EMAIL_BACKEND


def test_a_mail_server_that_is_down_is_tried_again(say, settings, working: str, caplog) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        settings.EMAIL_BACKEND = DOWN
        message = say()
        assert (message.state, message.error, message.attempts) == (State.QUEUED, "mail_server", 1)
        assert message.send_at == timezone.now() + timedelta(minutes=1)
        assert deliver_due() == 0
        clock.shift(timedelta(minutes=1))
        assert deliver_due() == 1
        settings.EMAIL_BACKEND = working
        clock.shift(timedelta(minutes=2))
        assert deliver_due() == 1
    message.refresh_from_db()
    assert (message.state, message.error, len(mail.outbox)) == (State.SENT, "", 1)
    assert str(message.pk) in caplog.text
    assert "example.org" not in caplog.text


def test_giving_up_leaves_a_task_for_staff(
    say, settings, working: str, django_capture_on_commit_callbacks
) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        settings.EMAIL_BACKEND = DOWN
        message = say()
        for _ in range(MAX_ATTEMPTS):
            clock.shift(timedelta(hours=1))
            deliver_due()
        assert [m.pk for m in outbox.failed()] == [message.pk]
        assert mail.outbox == []
        settings.EMAIL_BACKEND = working
        with django_capture_on_commit_callbacks(execute=True):
            assert outbox.retry(outbox.failed()[0])
    assert not outbox.failed()
    assert len(mail.outbox) == 1
    assert not outbox.retry(message)


def test_an_address_that_does_not_exist_is_not_tried_again(say, settings) -> None:
    settings.EMAIL_BACKEND = "tests.notifications.broken_mail.Refusing"
    message = say()
    assert (message.state, message.error) == (State.FAILED, "address_refused")
    assert outbox.settle(message)
    message.refresh_from_db()
    assert (message.state, bytes(message.content)) == (State.VOID, b"")


def test_a_worker_that_is_never_told_is_made_up_for(say) -> None:
    message = say(hold=True)  # killed between the commit and the hand-over
    assert message.state == State.QUEUED
    assert deliver_due() == 1
    assert len(mail.outbox) == 1


def test_a_worker_killed_in_mid_send_costs_one_copy_at_most(say, settings, working: str) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        settings.EMAIL_BACKEND = "tests.notifications.test_delivery.DiesAfterSending"
        message = say(hold=True)
        with pytest.raises(Killed):
            deliver(message.pk)
        settings.EMAIL_BACKEND = working
        assert deliver_due() == 0  # it may still be at work
        clock.shift(timedelta(minutes=11))
        assert deliver_due() == 1
    message.refresh_from_db()
    assert message.state == State.SENT
    first, copy = mail.outbox
    assert first.extra_headers["Message-ID"] == copy.extra_headers["Message-ID"]


def test_a_message_that_kills_twice_is_given_to_staff(say, settings) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        settings.EMAIL_BACKEND = "tests.notifications.test_delivery.DiesAfterSending"
        message = say(hold=True)
        with pytest.raises(Killed):
            deliver(message.pk)
        clock.shift(timedelta(minutes=11))
        with pytest.raises(Killed):
            deliver_due()
        clock.shift(timedelta(minutes=11))
        assert deliver_due() == 0
    message.refresh_from_db()
    assert (message.state, message.error, len(mail.outbox)) == (State.FAILED, INTERRUPTED, 2)


def test_a_reminder_waits_for_its_time(say) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        say(send_at=timezone.now() + timedelta(days=2))
        assert deliver_due() == 0
        clock.shift(timedelta(days=2))
        assert deliver_due() == 1


def test_a_code_that_is_too_old_is_not_sent(say) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        message = say(hold=True, useful_until=timezone.now() + timedelta(minutes=20))
        clock.shift(timedelta(minutes=21))
        deliver_due()
    message.refresh_from_db()
    assert (message.state, message.error, mail.outbox) == (State.VOID, "too_late", [])


def test_later_attempts_are_put_on_a_queue_that_can_wait(say, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.EMAIL_BACKEND = DOWN
    message = say(hold=True)
    deliver_message.func(str(message.pk))
    message.refresh_from_db()
    [waiting] = deliver_message.get_backend().results
    assert waiting.task.run_after == message.send_at
    assert waiting.args == [str(message.pk)]


def test_pauses_grow_to_an_hour() -> None:
    minutes = [pause_after(attempts) // timedelta(minutes=1) for attempts in range(1, 12)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_several_workers_send_a_message_once(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    message = outbox.queue(
        way=Way.EMAIL,
        to="bronwen@example.org",
        kind="probe",
        language="en",
        about="appointment:7f0c",
        context={"name": "B", "place": "Q"},
    )
    barrier = Barrier(8)

    def work() -> None:
        barrier.wait()
        try:
            deliver(message.pk)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.outbox) == 1
    assert Message.objects.get().state == State.SENT
