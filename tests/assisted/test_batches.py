"""The day's letters in one file: each on a sheet of its own, with a list that tells no more than needed."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from services.applications.models import Event
from services.identity.roles import StaffRole
from services.notifications import outbox
from services.notifications.models import LetterBatch, Message, State
from tests.assisted.test_mailroom import news, sent_in
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def capture(django_capture_on_commit_callbacks: Any) -> Any:
    return django_capture_on_commit_callbacks


def made(desk: Client) -> LetterBatch:
    answer = desk.post(reverse("assisted:make_batch"))
    batch = LetterBatch.objects.latest("pk")
    assert answer.url == reverse("assisted:batch", args=[batch.pk])
    return batch


def press(desk: Client, batch: LetterBatch, do: str) -> Any:
    return desk.post(reverse("assisted:batch", args=[batch.pk]), {"do": do})


def test_a_batch_is_one_file_with_a_first_sheet_and_each_letter_on_an_odd_page(
    desk: Client, capture: Any
) -> None:
    application = sent_in(with_address=False)
    for number in (1, 2, 3):
        news(application, capture, sequence=number)
    batch = made(desk)
    pages = [page.extract_text() for page in PdfReader(BytesIO(press(desk, batch, "print").content)).pages]
    assert [number for number, text in enumerate(pages, start=1) if "4 Quay Lane" in text] == [3, 5, 7]
    assert [number for number, text in enumerate(pages, start=1) if not text.strip()] == [2, 4, 6]
    assert f"batch {batch.pk}" in pages[0]
    assert "Quay Lane" not in pages[0]
    assert "Ann Lee" not in pages[0]
    for said in (application.reference, "News about a case", "3–3", "7–7", "ZZ"):
        assert said in pages[0]
    events = Event.objects.filter(kind="letter_printed", application=application)
    assert [event.codes["batch"] for event in events] == [batch.pk] * 3
    rows = press(desk, batch, "list").content.decode().splitlines()
    assert rows[0] == "number,reference,kind,pages,language,postcode_area"
    assert rows[3] == f"3,{application.reference},case_changed,1,en,ZZ"
    assert press(desk, batch, "print").status_code == 200  # again, while it is kept


@pytest.mark.database
def test_a_letter_is_in_one_batch_and_the_whole_batch_is_noted_as_posted(desk: Client, capture: Any) -> None:
    application = sent_in(with_address=False)
    first, second = (news(application, capture, sequence=number) for number in (1, 2))
    batch = made(desk)
    late = news(application, capture, sequence=3)
    page = desk.get(reverse("assisted:letters")).content.decode()
    assert str(late.pk) in page
    assert str(first.pk) not in page
    assert f"Batch {batch.pk}" in page
    outbox.void(about=second.about, before_sequence=3)
    shown = desk.get(reverse("assisted:batch", args=[batch.pk])).content.decode()
    assert "Take them out of the pile" in shown
    assert "Number 1" in shown
    assert press(desk, batch, "posted").status_code == 302
    assert {each.state for each in Message.objects.filter(batch=batch)} == {State.VOID}
    other = made(desk)
    assert [letter.pk for letter in other.letters.all()] == [late.pk]
    press(desk, other, "posted")
    press(desk, other, "posted")
    late.refresh_from_db()
    assert late.state == State.SENT
    assert Event.objects.filter(kind="letter_posted").count() == 1
    again = desk.post(reverse("assisted:make_batch"), follow=True).content.decode()
    assert "No letter is waiting that is not in a batch" in again
    Message.objects.update(content=b"")
    assert press(desk, other, "print").status_code == 404
    assert (
        "words of these letters are erased"
        in desk.get(reverse("assisted:batch", args=[other.pk])).content.decode()
    )


def test_a_timer_lays_the_batch_down_for_the_print_room(capture: Any, tmp_path: Path) -> None:
    out = StringIO()
    call_command("batch_letters", stdout=out)
    assert out.getvalue() == "no letter is waiting\n"
    news(sent_in(with_address=False), capture)
    call_command("batch_letters", folder=tmp_path, stdout=out)
    batch = LetterBatch.objects.get()
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [f"letters-{batch.pk}.csv", f"letters-{batch.pk}.pdf"]
    assert all(file.stat().st_mode & 0o007 == 0 for file in files)
    assert files[1].read_bytes().startswith(b"%PDF")


def test_a_letter_that_the_print_service_gave_up_is_printed_here(capture: Any) -> None:
    letter = news(sent_in(with_address=False), capture)
    Message.objects.update(state=State.FAILED, error="letter_validation_failed")
    manager = at_the_desk(member(StaffRole.MANAGER))
    page = manager.get(reverse("assisted:failed")).content.decode()
    assert "The print service turned the letter down" in page
    assert "Write a letter instead" not in page
    manager.post(reverse("assisted:failed_message", args=[letter.pk]), {"do": "print"})
    letter.refresh_from_db()
    assert (letter.state, letter.error) == (State.TO_PRINT, "")
