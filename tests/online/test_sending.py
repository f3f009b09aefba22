"""Files sent in pieces: they go on where they stopped, and end whole, refused or gone, never in between."""

import os
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.core.files.storage import FileSystemStorage, storages
from django.test import Client
from django.utils import timezone

from services.applications.actions import publish_form
from services.applications.actions.arriving import PIECE_MAX_BYTES, UNFINISHED_MAX
from services.applications.actions.reading import read_file
from services.applications.actions.storing import listed
from services.applications.actions.sweeping import forget_unfinished
from services.applications.models import PartialUpload, Upload
from services.applications.queries import answers_of
from services.definitions.versions.fates import MOVE
from services.identity.actors import SYSTEM
from services.identity.models import Tries
from tests import builders, files
from tests.online.scanner import clamd
from tests.online.sender import PIECE, Sender
from tests.online.visitor import Visitor

# Pieces go when a transaction is through, so each test has real ones.
pytestmark = [pytest.mark.django_db(transaction=True)]
LETTER = files.pdf(more=b"%" + os.urandom(50_000))
SMALL = files.pdf()


@pytest.fixture
def visitor() -> Visitor:
    found = Visitor()
    found.has_answered(until="proof")
    return found


@pytest.fixture
def sender(visitor: Visitor) -> Sender:
    return Sender(visitor, LETTER)


def pieces_left() -> list[str]:
    """What lies in the folder for pieces."""
    folders, _files = listed("pieces")
    return [name for folder in folders for name in listed(f"pieces/{folder}")[1]]


def test_a_file_sent_in_pieces_counts_like_one_sent_whole(visitor: Visitor, sender: Sender) -> None:
    assert sender.begin() == 201
    assert sender.rest() == 204
    assert sender.complete
    upload = Upload.objects.get()
    assert read_file(upload) == LETTER
    assert not pieces_left()
    visitor.go(visitor.at)
    assert "letter.pdf" in visitor.page
    visitor.send(**{"proof-way": "upload"})
    assert visitor.at.endswith("/check/")
    assert answers_of(visitor.application).values["proof"] == {"way": "upload", "files": str(upload.pk)}


def test_what_is_here_of_a_file_cannot_be_read_on_the_disk(visitor: Visitor) -> None:
    sender = Sender(visitor, SMALL + b"Zanzibar" * 4000, name="Zanzibar.pdf")
    sender.begin()
    sender.piece()
    coming = PartialUpload.objects.get()
    [piece] = pieces_left()
    with storages["private"].open(f"pieces/{coming.pk}/{piece}") as stored:
        assert b"Zanzibar" not in stored.read()
    assert b"Zanzibar" not in bytes(coming.name)


def test_after_an_interruption_the_same_file_goes_on_where_it_stopped(
    visitor: Visitor, sender: Sender
) -> None:
    sender.begin()
    sender.piece()
    visitor.go(visitor.at)
    assert "letter.pdf" in visitor.page
    assert "32%" in visitor.page
    again = Sender(visitor, LETTER, name="another name.pdf")
    assert again.begin() == 201
    assert (again.at, again.offset) == (sender.at, PIECE)
    again.rest()
    assert read_file(Upload.objects.get()) == LETTER


def test_asking_tells_how_much_is_here(sender: Sender) -> None:
    sender.begin()
    sender.piece()
    sender.offset = 0
    assert sender.ask() == 204
    assert (sender.offset, sender.complete) == (PIECE, False)


def test_who_did_not_hear_that_it_was_finished_hears_it_on_asking_again(
    visitor: Visitor, sender: Sender
) -> None:
    sender.begin()
    sender.rest()
    again = Sender(visitor, LETTER)
    again.begin()
    assert again.complete
    assert again.piece(0, at=len(LETTER), last=True) == 204
    assert Upload.objects.count() == 1


def test_the_same_piece_twice_or_one_from_elsewhere_changes_nothing_and_says_where_to_go_on(
    sender: Sender,
) -> None:
    sender.begin()
    sender.piece()
    for wrong in (0, PIECE + 1, 2 * PIECE):
        assert sender.piece(at=wrong) == 409
        assert sender.said["expected-offset"] == PIECE
    assert sender.rest() == 204
    assert read_file(Upload.objects.get()) == LETTER


def test_two_windows_send_the_same_file_and_it_is_there_once(visitor: Visitor, sender: Sender) -> None:
    other = Sender(visitor, LETTER)
    sender.begin()
    other.begin()
    sender.piece()
    assert other.piece(2 * PIECE) == 409
    other.begin()
    other.rest()
    assert sender.piece() == 409
    sender.begin()
    assert sender.complete
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("size", [PIECE - 1, PIECE_MAX_BYTES + 1])
def test_pieces_too_small_or_too_large_are_not_taken(visitor: Visitor, size: int) -> None:
    sender = Sender(visitor, SMALL + bytes(2 * PIECE_MAX_BYTES))
    sender.begin()
    assert sender.piece(size) == 409
    assert not pieces_left()


def test_more_than_was_announced_is_not_taken(visitor: Visitor) -> None:
    sender = Sender(visitor, LETTER)
    sender.begin(size=PIECE + 10)
    sender.piece()
    assert sender.piece() == 409
    assert PartialUpload.objects.get().received_bytes == PIECE


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"size": "-1"}, 400),
        ({"size": ""}, 400),
        ({"sha256": "abc"}, 400),
        ({"question": "who"}, 404),
        ({"question": "nothing"}, 404),
        ({"row": "nothing"}, 404),
    ],
)
def test_what_no_page_of_ours_sends_is_turned_away(
    sender: Sender, fields: dict[str, str], status: int
) -> None:
    assert sender.begin(**fields) == status
    assert not PartialUpload.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"Upload-Offset": "x"}, {"Upload-Offset": "-1"}])
def test_a_piece_that_says_no_place_is_not_used(sender: Sender, headers: dict[str, str]) -> None:
    sender.begin()
    answer = sender.visitor.client.generic("PATCH", sender.at, LETTER[:PIECE], headers=headers)
    assert answer.status_code == 400
    assert not pieces_left()


def test_a_file_that_is_not_the_one_announced_is_refused_whole(visitor: Visitor, sender: Sender) -> None:
    sender.begin(sha256="0" * 64)
    assert sender.rest() == 400
    assert "It may be damaged" in sender.said["title"]
    assert not PartialUpload.objects.exists()
    assert not pieces_left()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90\x00" + bytes(20_000), "We cannot use this kind of file"),
        (files.pdf(pages=101), "Send 100 pages or fewer"),
        (files.jpeg()[:200], "It may be damaged"),
    ],
)
def test_once_complete_a_file_is_looked_into_like_any_other(
    visitor: Visitor, content: bytes, sentence: str
) -> None:
    sender = Sender(visitor, content)
    sender.begin()
    assert sender.rest() == 400
    assert sentence in sender.said["title"]
    assert not Upload.objects.exists()
    assert not PartialUpload.objects.exists()
    assert not pieces_left()


def test_a_file_too_large_or_empty_is_refused_before_it_is_sent(visitor: Visitor, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    sender = Sender(visitor, bytes(1024 * 1024 + 1))
    assert sender.begin() == 413
    assert "smaller than 1 MB" in sender.said["title"]
    assert Sender(visitor, b"").begin() == 400


def test_files_on_their_way_count_toward_how_many_a_question_takes(visitor: Visitor) -> None:
    for number in range(4):
        sender = Sender(visitor, SMALL + bytes([number]) * 30_000)
        assert sender.begin() == 201
        if number % 2:
            sender.rest()
    one_more = Sender(visitor, LETTER)
    assert one_more.begin() == 400
    assert one_more.said["code"] == "too_many_files"
    assert sender.cancel() == 204
    assert one_more.begin() == 201


def test_an_application_holds_only_so_many_unfinished_files(visitor: Visitor) -> None:
    with mock.patch("services.applications.actions.arriving.UNFINISHED_MAX", 2):
        for number in range(2):
            assert Sender(visitor, bytes([number]) * 20_000).begin() == 201
        sender = Sender(visitor, LETTER)
        assert sender.begin() == 400
        assert "Remove one of them first" in sender.said["title"]
    assert UNFINISHED_MAX >= 4


def test_files_can_be_begun_only_so_often(sender: Sender) -> None:
    sender.begin()
    Tries.objects.update(left=0, refilled_at=timezone.now())
    assert sender.begin() == 429


def test_a_cancelled_file_leaves_nothing(visitor: Visitor, sender: Sender) -> None:
    sender.begin()
    sender.piece()
    assert sender.cancel() == 204
    assert sender.cancel() == 204
    assert not pieces_left()
    assert sender.piece() == 404
    assert sender.begin() == 201
    assert sender.offset == 0


def test_cancelling_what_was_finished_meanwhile_takes_the_file_away(visitor: Visitor, sender: Sender) -> None:
    sender.begin()
    sender.rest()
    sender.cancel()
    assert Upload.objects.get().removed_at
    assert not storages["private"].exists(Upload.objects.get().stored_as)


def test_a_file_that_was_removed_can_be_sent_again(visitor: Visitor, sender: Sender) -> None:
    sender.begin()
    sender.rest()
    visitor.send(**{"step-remove": str(Upload.objects.get().pk)})
    sender.begin()
    assert (sender.offset, sender.complete) == (0, False)
    sender.rest()
    assert Upload.objects.filter(removed_at=None).count() == 1


def test_a_harmful_file_sent_again_is_not_taken_for_the_one_that_was_refused(
    visitor: Visitor, settings: Any
) -> None:
    sender = Sender(visitor, LETTER + b"EICAR")
    with clamd() as settings.CLAMD_ADDRESS:
        sender.begin()
        sender.rest()
    assert Upload.objects.get().state == Upload.State.REFUSED
    sender.begin()
    assert not sender.complete


def test_without_scripts_the_part_is_listed_may_be_removed_and_is_not_forgotten(
    visitor: Visitor, sender: Sender
) -> None:
    sender.begin()
    sender.piece()
    visitor.send(**{"proof-way": "upload"})
    assert "A file has not arrived in full" in visitor.page
    visitor.send(**{"step-remove": str(PartialUpload.objects.get().pk), "proof-way": "upload"})
    assert "letter.pdf" not in visitor.page
    assert not pieces_left()


def test_sent_whole_the_part_is_no_longer_waited_for(visitor: Visitor, sender: Sender) -> None:
    sender.begin()
    sender.piece()
    visitor.send(**{"proof-way": "upload", "proof-files": files.sent("letter.pdf", LETTER)})
    assert visitor.at.endswith("/check/")
    assert not pieces_left()


def test_who_chooses_another_way_is_not_asked_for_the_rest(visitor: Visitor, sender: Sender) -> None:
    sender.begin()
    visitor.send(**{"proof-way": "post"})
    assert visitor.at.endswith("/check/")


def test_nobody_else_sends_or_cancels_anything(visitor: Visitor, sender: Sender) -> None:
    sender.begin()
    stranger = Sender(Visitor(), LETTER, at=sender.at)
    assert stranger.begin() == 403
    assert "enter your reference" in stranger.said["title"]
    stranger.at = sender.at
    assert stranger.piece() == 403
    assert stranger.cancel() == 403
    other = Visitor()
    other.has_answered(until="who")
    assert other.application.pk != PartialUpload.objects.get().application_id
    moved = sender.at.replace(str(PartialUpload.objects.get().application_id), str(other.application.pk))
    assert other.client.delete(moved).status_code == 204
    assert other.client.head(moved).status_code == 404
    assert PartialUpload.objects.count() == 1


def test_a_request_that_no_page_of_ours_made_is_turned_away(visitor: Visitor, sender: Sender) -> None:
    sender.begin()
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = visitor.client.cookies
    visitor.client = careful
    assert sender.piece() == 403
    assert sender.cancel() == 403
    assert sender.begin() == 403
    assert PartialUpload.objects.get().received_bytes == 0


def test_a_piece_that_comes_after_sending_is_told_so_and_nothing_is_left(
    visitor: Visitor, sender: Sender
) -> None:
    sender.begin()
    sender.piece()
    visitor.send(**{"proof-way": "post"})
    visitor.send(visitor.url("declare/"), declaration="agreed")
    assert sender.piece() == 409
    assert "was sent or deleted already" in sender.said["title"]
    assert not pieces_left()
    assert not PartialUpload.objects.exists()


def test_deleting_the_application_deletes_what_was_on_its_way(visitor: Visitor, sender: Sender) -> None:
    sender.begin()
    sender.piece()
    visitor.send(visitor.url("delete/"))
    assert sender.piece() == 403
    assert not pieces_left()
    assert not PartialUpload.objects.exists()


def test_a_form_that_no_longer_asks_for_it_takes_no_more_of_it(visitor: Visitor, sender: Sender) -> None:
    sender.begin()
    sender.piece()
    visitor.send(visitor.url("who/"), who="other")
    assert sender.piece() == 204  # what is asked may change back: it is settled when the form is sent
    steps = [step for step in builders.small_document().steps if step.key != "proof"]
    newer = builders.small_document(steps=[step.model_dump() for step in steps])
    publish_form(document=newer, by=SYSTEM, open_drafts=MOVE)
    assert sender.piece() == 404
    assert sender.begin() == 404


@pytest.mark.parametrize("after", ["piece", "finish"])
def test_a_full_disk_is_said_plainly_loses_nothing_and_is_tried_again(
    visitor: Visitor, sender: Sender, after: str
) -> None:
    sender.begin()
    sender.piece()
    if after == "finish":
        while sender.offset < len(LETTER):
            sender.piece(last=False)
    with mock.patch.object(FileSystemStorage, "_save", side_effect=OSError(28, "No space left on device")):
        assert sender.piece() == 503
    assert "We cannot take files just now" in sender.said["title"]
    sender.begin()
    assert sender.rest() == 204
    assert read_file(Upload.objects.get()) == LETTER


def test_a_disk_that_fails_on_reading_keeps_the_pieces_for_another_try(sender: Sender) -> None:
    sender.begin()
    while sender.offset < len(LETTER):
        sender.piece(last=False)
    with mock.patch.object(FileSystemStorage, "_open", side_effect=OSError(5, "Input/output error")):
        assert sender.piece() == 503
    assert sender.rest() == 204


def test_a_lost_piece_ends_in_sending_the_file_again(sender: Sender) -> None:
    sender.begin()
    sender.piece()
    storages["private"].delete(f"pieces/{PartialUpload.objects.get().pk}/0")
    assert sender.rest() == 400
    assert "Choose it again" in sender.said["title"]
    sender.begin()
    assert sender.rest() == 204


def test_the_ordinary_way_says_a_full_disk_plainly_too(visitor: Visitor) -> None:
    with mock.patch.object(FileSystemStorage, "_save", side_effect=OSError(28, "No space left on device")):
        visitor.press("upload", **{"proof-files": files.sent("letter.pdf", SMALL)})
    assert "We cannot take files just now" in visitor.page
    assert not Upload.objects.exists()


def test_a_file_is_finished_once_though_the_worker_dies_before_it_says_so(
    visitor: Visitor, sender: Sender
) -> None:
    sender.begin()
    while sender.offset < len(LETTER):
        sender.piece(last=False)
    assert not Upload.objects.exists()
    again = Sender(visitor, LETTER)
    again.begin()
    assert (again.offset, again.complete) == (len(LETTER), False)
    assert again.rest() == 204
    assert Upload.objects.count() == 1


def test_a_file_is_not_waited_for_longer_than_a_day(sender: Sender) -> None:
    sender.begin()
    sender.piece()
    assert forget_unfinished() == 0
    PartialUpload.objects.update(used_at=timezone.now() - timedelta(hours=25))
    assert forget_unfinished() == 1
    assert not pieces_left()


def test_a_file_belongs_to_the_row_it_was_sent_for() -> None:
    steps = [step.model_dump() for step in builders.small_document().steps]
    for step in steps:
        if step["key"] == "medicine":
            step["questions"] = [
                {"kind": "evidence", "key": "label", "label": builders.both("A photo of the label")}
            ]
    builders.small_form(steps=steps)
    visitor = Visitor()
    visitor.go("/apply/small/")
    visitor.send()
    visitor.answer(until="medicine")
    row = visitor.at.split("/")[-3]
    sender = Sender(visitor, LETTER, question="label", row=row)
    assert Sender(visitor, LETTER, question="label").begin() == 404
    assert sender.begin() == 201
    sender.rest()
    assert Upload.objects.get().row == row
    assert "letter.pdf" in visitor.go(visitor.at)
