"""Letters wait at the desk's printer, texts need a provider, and words are erased in time."""

from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.management import call_command
from pypdf import PdfReader

from services.notifications import letters
from services.notifications.carriers import CarrierFailed, available_ways
from services.notifications.contents import unseal
from services.notifications.models import Message, State, Way
from services.vault import Unreadable

ADDRESS = "Bronwen O'Hara\n4 Quay Lane\nLantern Bay LB1 2AB"


class Provider:
    """Stands for a text provider."""

    sent: list[tuple[str, str]] = []

    def send(self, *, to: str, text: str, message_id: str) -> None:
        if to.endswith("0"):
            raise CarrierFailed("number_refused", final=True)
        self.sent.append((to, text))


def test_a_letter_waits_to_be_printed_and_posted(say) -> None:
    letter = say(way=Way.LETTER, to=ADDRESS)
    assert letter.state == State.TO_PRINT
    pdf = letters.pdf_of(list(letters.waiting()))
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "4 Quay Lane" in text
    assert "Dear Bronwen O'Hara" in text
    assert "nobody reads the answers" not in text
    assert letters.mark_posted([letter]) == 1
    assert letters.mark_posted([letter]) == 0
    letter.refresh_from_db()
    assert letter.state == State.SENT


def test_many_letters_are_printed_at_once_each_on_its_page(say) -> None:
    say(way=Way.LETTER, to=ADDRESS)
    say(way=Way.LETTER, to=ADDRESS, sequence=1, language="ar")
    pages = PdfReader(BytesIO(letters.pdf_of(list(letters.waiting())))).pages
    assert len(pages) == 2


def test_there_is_no_empty_print_run() -> None:
    with pytest.raises(ValueError, match="no letter"):
        letters.pdf_of([])


def test_texts_need_a_provider(say, settings) -> None:
    assert Way.SMS not in available_ways()
    message = say(way=Way.SMS, to="07700 900123")
    assert (message.state, message.error) == (State.FAILED, "no_text_provider")
    settings.SMS_ADAPTER = "tests.notifications.test_letters_and_texts.Provider"
    assert Way.SMS in available_ways()
    assert say(way=Way.SMS, to="07700 900123", sequence=1).state == State.SENT
    assert Provider.sent[-1] == ("07700 900123", "Dear Bronwen O'Hara, see you at Quay House.")
    assert say(way=Way.SMS, to="07700 900120", sequence=2).error == "number_refused"


def test_words_are_erased_some_days_after_sending(say, settings) -> None:
    settings.MESSAGE_RETENTION = timedelta(days=30)
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        old, waiting = say(), say(way=Way.LETTER, to=ADDRESS)
        clock.shift(timedelta(days=31))
        new = say(sequence=1)
        out = StringIO()
        call_command("purge_messages", stdout=out)
    assert out.getvalue() == "1 erased\n"
    with pytest.raises(Unreadable):
        unseal(Message.objects.get(pk=old.pk))
    for kept in (new, waiting):
        assert unseal(Message.objects.get(pk=kept.pk)).body


def test_the_command_says_how_many_it_tried(say) -> None:
    say(hold=True)
    out = StringIO()
    call_command("deliver_due", stdout=out)
    assert out.getvalue() == "1 tried\n"
