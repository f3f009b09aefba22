"""Files are scanned before staff open them; a scanner that is down loses nothing."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from unittest import mock

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from services.applications import scanning
from services.applications.actions import receive_file, save_step, submit
from services.applications.actions.reading import read_file
from services.applications.actions.scanned import CHECK_TAKES, SILENCES, scan_upload, scan_waiting
from services.applications.errors import FileGone
from services.applications.models import Application, Event, Upload
from services.applications.queries import answers_of, journey_of
from services.applications.scanning import ScannerDown, is_clean
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.notifications.models import Message
from tests import builders, files
from tests.online.scanner import clamd
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db]
ONLINE = Channel.ONLINE
PDF = files.pdf()
BAD = PDF + b"EICAR"


def received(content: bytes, application: Application | None = None) -> Upload:
    """A file that was received for the small form's proof, and counts as its answer."""
    draft = application or builders.filled(builders.draft())
    upload = receive_file(
        application=draft,
        question="proof",
        name="a.pdf",
        content=BytesIO(content),
        by=citizen(),
        channel=ONLINE,
    )
    files = [str(known.pk) for known in draft.uploads.filter(removed_at=None)]
    proof = {"way": "upload", "files": ",".join(files)}
    save_step(application=draft, step="proof", values={"proof": proof}, by=citizen(), channel=ONLINE)
    return upload


def test_the_scanner_is_asked_in_its_own_protocol(settings: Any) -> None:
    with clamd() as settings.CLAMD_ADDRESS:
        assert is_clean(b"x" * 200_000)
        assert not is_clean(b"x" * 200_000 + b"EICAR")


@pytest.mark.parametrize("reply", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: OKAY"])
def test_a_reply_that_is_no_verdict_is_neither_clean_nor_harmful(settings: Any, reply: bytes) -> None:
    with clamd(lambda _content: reply) as settings.CLAMD_ADDRESS, pytest.raises(ScannerDown):
        is_clean(b"x")


def test_a_clean_file_is_marked_and_stays_readable(settings: Any) -> None:
    upload = received(PDF)
    with clamd() as settings.CLAMD_ADDRESS:
        scan_upload(str(upload.pk))
    upload.refresh_from_db()
    assert upload.state == Upload.State.CLEAN
    assert read_file(upload) == PDF


@pytest.mark.django_db(transaction=True)
def test_a_harmful_file_is_turned_down_as_soon_as_it_is_received(settings: Any) -> None:
    with clamd() as settings.CLAMD_ADDRESS:
        upload = received(BAD)
    upload.refresh_from_db()
    assert upload.state == Upload.State.REFUSED
    assert not storages["private"].exists(upload.stored_as)
    with pytest.raises(FileGone):
        read_file(upload)


def test_without_its_only_file_the_question_is_open_again(settings: Any) -> None:
    upload = received(BAD)
    with clamd() as settings.CLAMD_ADDRESS:
        scan_upload(str(upload.pk))
    following = journey_of(upload.application, channel=ONLINE).next
    assert following is not None
    assert following.key == "proof"
    assert Event.objects.filter(kind="file_refused").count() == 1


def test_the_other_files_of_the_answer_still_count(settings: Any) -> None:
    good = received(PDF)
    bad = received(BAD, good.application)
    with clamd() as settings.CLAMD_ADDRESS:
        scan_upload(str(bad.pk))
    assert answers_of(good.application).values["proof"] == {"way": "upload", "files": str(good.pk)}


def test_after_sending_the_answer_stays_and_the_person_is_written_to(settings: Any) -> None:
    upload = received(BAD)
    sent = upload.application
    save_step(
        application=sent, step="person", values={"name": {"family": "Lee"}}, by=citizen(), channel=ONLINE
    )
    submit(application=sent, declared="ticked", by=citizen(), channel=ONLINE)
    with clamd() as settings.CLAMD_ADDRESS:
        scan_upload(str(upload.pk))
    assert answers_of(sent).values["proof"] == {"way": "upload", "files": str(upload.pk)}
    assert Message.objects.filter(kind="file_refused").count() == 0  # nothing to reach them by: staff see it


@pytest.mark.django_db(transaction=True)
def test_a_scanner_that_is_down_loses_nothing_and_the_command_tries_again(settings: Any) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    upload = received(BAD)
    upload.refresh_from_db()
    assert upload.state == Upload.State.RECEIVED
    with pytest.raises(CommandError, match="1 not scanned"):
        call_command("scan_uploads")
    with clamd() as settings.CLAMD_ADDRESS:
        call_command("scan_uploads", stdout=None)
    upload.refresh_from_db()
    assert upload.state == Upload.State.REFUSED


def test_without_a_scanner_files_stay_received(settings: Any) -> None:
    settings.CLAMD_ADDRESS = ""
    assert received(PDF).state == Upload.State.RECEIVED
    with pytest.raises(CommandError, match="CLAMD_ADDRESS"):
        call_command("scan_uploads")


def test_a_worker_that_dies_while_a_file_is_checked_leaves_it_to_the_timer(settings: Any) -> None:
    upload = received(PDF)
    Upload.objects.update(state=Upload.State.CHECKING, checking_at=timezone.now())
    with clamd() as settings.CLAMD_ADDRESS:
        assert scan_waiting() == (0, 0)  # another worker has it
        Upload.objects.update(checking_at=timezone.now() - CHECK_TAKES - timedelta(seconds=1))
        assert scan_waiting() == (1, 0)
    upload.refresh_from_db()
    assert upload.state == Upload.State.CLEAN


def test_a_file_is_being_checked_while_the_scanner_has_it(settings: Any) -> None:
    upload = received(PDF)
    seen = []

    def look(_content: bytes) -> bool:
        seen.append(Upload.objects.get(pk=upload.pk).state)
        return True

    with mock.patch.object(scanning, "is_clean", look):
        scan_upload(str(upload.pk))
    assert seen == [Upload.State.CHECKING]


def test_a_file_whose_bytes_are_lost_does_not_keep_others_from_being_checked(settings: Any) -> None:
    lost = received(PDF)
    other = received(PDF + b"%other", lost.application)
    storages["private"].delete(lost.stored_as)
    with clamd() as settings.CLAMD_ADDRESS:
        assert scan_waiting() == (1, 1)
    other.refresh_from_db()
    assert other.state == Upload.State.CLEAN


def test_a_silent_scanner_is_not_asked_again_for_every_file(settings: Any) -> None:
    first = received(PDF)
    for number in range(3):
        received(PDF + b"%" * number, first.application)
    asked = mock.Mock(side_effect=ScannerDown)
    with mock.patch.object(scanning, "is_clean", asked):
        scan_waiting()
    assert asked.call_count == min(SILENCES, first.application.uploads.count())


def test_somebody_is_told_that_a_file_is_being_checked_and_may_go_on(settings: Any) -> None:
    visitor = Visitor()
    visitor.start()
    visitor.answer(until="proof")
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    visitor.press("upload", **{"proof-files": SimpleUploadedFile("a.pdf", PDF)})
    assert "We are still checking this file" in visitor.page
    visitor.send(**{"proof-way": "upload"})
    assert visitor.at.endswith("/check/")
    with clamd() as settings.CLAMD_ADDRESS:
        scan_waiting()
    visitor.go(visitor.url("proof/"))
    assert "We are still checking this file" not in visitor.page


def test_a_file_turned_down_before_sending_is_named_with_what_to_do(settings: Any) -> None:
    visitor = Visitor()
    visitor.start()
    visitor.answer(until="proof")
    visitor.send(**{"proof-way": "upload", "proof-files": SimpleUploadedFile("virus.pdf", BAD)})
    with clamd() as settings.CLAMD_ADDRESS:
        scan_waiting()
    visitor.go(visitor.url("proof/"))
    assert "virus.pdf" in visitor.page
    assert "Remove it and send another one" in visitor.page
