"""Letters through GOV.UK Notify, against a server that answers as it does and checks its rules."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from http.server import HTTPServer
from io import BytesIO
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader, PdfWriter, Transformation

from services import wording
from services.notifications import outbox
from services.notifications.delivery import deliver_due, follow_letters
from services.notifications.models import Message, State, Way
from services.notifications.notify_letters import NotifyLetters
from tests.notifications.notify_stand_in import Notify, faults
from tests.notifications.test_govuk_notify import SECRET, SERVICE

ADDRESS = "Bronwen O'Hara\n4 Quay Lane\nLantern Bay\nZZ1 2AB"
SEVEN_LINES = "Dr Bronwen Angharad O'Hara\nFlat 3\nQuay House\n4 Quay Lane\nOld Town\nLantern Bay\nZZ1 2AB"


@pytest.fixture
def notify(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Notify]]:
    settings.GOVUK_NOTIFY_API_KEY = f"live-{SERVICE}-{SECRET}"
    settings.LETTER_ADAPTER = "services.notifications.notify_letters.NotifyLetters"
    monkeypatch.setattr(Notify, "letters", {})
    monkeypatch.setattr(Notify, "down_with", 0)
    monkeypatch.setattr(Notify, "lose_answer", False)
    server = HTTPServer(("127.0.0.1", 0), Notify)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    monkeypatch.setattr(NotifyLetters, "site", f"http://127.0.0.1:{server.server_port}")
    yield Notify
    server.shutdown()
    thread.join()
    server.server_close()


def look_now(letter: Message) -> Message:
    """Ask what became of a letter, as if it were time to."""
    Message.objects.filter(pk=letter.pk).update(send_at=timezone.now())
    follow_letters()
    letter.refresh_from_db()
    return letter


def test_a_letter_is_taken_printed_and_posted(say: Any, notify: type[Notify], settings: Any) -> None:
    settings.LETTER_POSTAGE = "first"
    letter = say(way=Way.LETTER, to=SEVEN_LINES)
    (held,) = notify.letters.values()
    assert held["faults"] == []
    assert (held["reference"], held["postage"]) == (str(letter.pk), "first")
    assert (letter.state, letter.carrier_id) == (State.WITH_PRINTER, held["id"])
    for status in ("pending-virus-check", "accepted"):
        held["status"] = status
        assert look_now(letter).state == State.WITH_PRINTER
    assert letter.send_at > timezone.now() + timedelta(minutes=50)
    assert follow_letters() == 0  # not before its time
    held["status"] = "received"
    assert look_now(letter).state == State.SENT
    assert letter.sent_at


def test_a_letter_keeps_the_rules_from_right_to_left(say: Any, notify: type[Notify]) -> None:
    say(way=Way.LETTER, to=ADDRESS, language="ar")
    (held,) = notify.letters.values()
    assert held["faults"] == []


def test_the_stand_in_turns_down_what_is_beside_the_window(say: Any, notify: type[Notify]) -> None:
    say(way=Way.LETTER, to="Bronwen O'Hara\n4 Quay Lane\nLantern Bay\nFRANCE")
    (held,) = notify.letters.values()
    data = base64.b64decode(held["content"])
    assert list(faults(data)) == []
    moved = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    moved.pages[0].add_transformation(Transformation().translate(tx=0, ty=30))
    out = BytesIO()
    moved.write(out)
    assert "content-outside-printable-area" in list(faults(out.getvalue()))


GIVEN_UP = ("validation-failed", "permanent-failure", "technical-failure", "cancelled")


def test_a_letter_that_will_never_be_posted_is_given_up_with_the_reason_and_can_be_sent_again(
    say: Any, notify: type[Notify], django_capture_on_commit_callbacks: Any
) -> None:
    letter = say(way=Way.LETTER, to=ADDRESS)
    held = notify.letters[letter.carrier_id]
    for held["status"] in GIVEN_UP:
        Message.objects.update(state=State.WITH_PRINTER)
        assert look_now(letter).state == State.FAILED
        assert letter.error == f"letter_{held['status'].replace('-', '_')}"
        assert f"failure_{letter.error}" in wording.SENTENCES
    with django_capture_on_commit_callbacks(execute=True):
        assert outbox.retry(letter)
    letter.refresh_from_db()
    assert letter.state == State.WITH_PRINTER
    assert [each["reference"] for each in notify.letters.values()] == [str(letter.pk)] * 2


def test_an_attempt_whose_answer_got_lost_does_not_post_twice(say: Any, notify: type[Notify]) -> None:
    notify.lose_answer = True
    letter = say(way=Way.LETTER, to=ADDRESS)
    assert (letter.state, letter.error) == (State.QUEUED, "print_service")
    Message.objects.update(send_at=timezone.now())
    deliver_due()
    letter.refresh_from_db()
    assert (letter.state, len(notify.letters)) == (State.WITH_PRINTER, 1)


@pytest.mark.parametrize(
    ("down_with", "state", "error"),
    [
        (500, State.QUEUED, "print_service"),
        (403, State.QUEUED, "letter_key"),
        (400, State.FAILED, "letter_refused"),
    ],
)
def test_what_will_not_change_is_given_up_and_the_rest_tried_again(
    say: Any, notify: type[Notify], down_with: int, state: State, error: str
) -> None:
    notify.down_with = down_with
    letter = say(way=Way.LETTER, to=ADDRESS)
    assert (letter.state, letter.error) == (state, error)


@pytest.mark.parametrize(
    "address", ["Ann Lee\nZZ1 2AB", "Ann\n1 Quay\nBay 7", "A\nB\nC\nD\nE\nF\nG\nZZ1 2AB"]
)
def test_an_address_that_cannot_be_posted_to_never_leaves(
    say: Any, notify: type[Notify], address: str
) -> None:
    letter = say(way=Way.LETTER, to=address)
    assert (letter.state, letter.error, notify.letters) == (State.FAILED, "letter_address", {})
    assert outbox.print_here(letter)
    letter.refresh_from_db()
    assert letter.state == State.TO_PRINT


def test_a_letter_that_notify_forgot_is_a_question_for_staff(say: Any, notify: type[Notify]) -> None:
    letter = say(way=Way.LETTER, to=ADDRESS)
    notify.letters.clear()
    assert (look_now(letter).state, letter.error) == (State.FAILED, "letter_unknown")
