"""What is put into the outbox leaves once, in the right words, or is taken back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from services.notifications import outbox
from services.notifications.contents import Attachment, unseal
from services.notifications.models import Message, State, Way
from services.vault import Unreadable


def test_a_message_leaves_after_the_commit(say) -> None:
    message = say()
    assert message.state == State.SENT
    sent = mail.outbox[0]
    assert sent.to == ["bronwen@example.org"]
    assert sent.subject == "Sign in & Bronwen O'Hara"
    assert "your place is <b>Quay House</b>" in sent.body
    assert sent.extra_headers["Message-ID"].startswith(f"<{message.pk}@")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_files_go_with_it(say) -> None:
    say(attachments=[Attachment("appointment.ics", "text/calendar", b"BEGIN:VCALENDAR")])
    assert mail.outbox[0].attachments[0].filename == "appointment.ics"


@transaction.atomic
def book_and_fail() -> None:
    context = {"name": "B", "place": "Q"}
    outbox.queue(
        way=Way.EMAIL, to="b@example.org", kind="probe", language="en", about="appointment:1", context=context
    )
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_sends_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        book_and_fail()
    assert mail.outbox == []
    assert Message.objects.count() == 0


@pytest.mark.database
def test_the_same_thing_is_said_once(say) -> None:
    first = say()
    assert say().pk == first.pk
    assert len(mail.outbox) == 1
    say(sequence=1)
    say(kind="sign_in_known", context={"sign_in_url": "x"})
    assert len(mail.outbox) == 3


def test_each_language_has_its_words(say) -> None:
    say(language="ar")
    assert mail.outbox[0].extra_headers["Content-Language"] == "ar"


@pytest.mark.database
def test_a_change_takes_back_what_was_said_about_the_state_before(say) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    reminder = say(send_at=tomorrow)
    letter = say(way=Way.LETTER, to="4 Quay Lane\nLantern Bay")
    newer = say(send_at=tomorrow, sequence=1)
    other = say(send_at=tomorrow, about="appointment:other")
    assert outbox.void(about="appointment:7f0c", before_sequence=1) == 2
    states = {m.pk: (m.state, bool(m.content)) for m in Message.objects.all()}
    assert states[reminder.pk] == states[letter.pk] == (State.VOID, False)
    assert states[newer.pk] == states[other.pk] == (State.QUEUED, True)


def test_what_was_sent_is_not_taken_back(say) -> None:
    say()
    assert outbox.void(about="appointment:7f0c", before_sequence=9) == 0
    assert Message.objects.get().state == State.SENT


@pytest.mark.parametrize("changes", [{"to": "  "}, {"kind": "mute"}])
def test_a_message_without_recipient_or_subject_is_a_mistake_of_ours(say, changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"recipient|subject"):
        say(**changes)


@pytest.mark.database
def test_no_personal_data_is_stored_in_clear(say) -> None:
    message = say(hold=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_message")
        row = cursor.fetchone()
    raw = b"\n".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)
    for secret in (b"bronwen", b"Bronwen", b"Hara", b"Quay"):
        assert secret not in raw
    assert unseal(message).to == "bronwen@example.org"
    assert "bronwen" not in (str(message) + repr(message)).lower()


def test_one_message_cannot_be_read_as_another(say) -> None:
    first, second = say(hold=True), say(hold=True, sequence=1)
    second.content = first.content
    with pytest.raises(Unreadable):
        unseal(second)
