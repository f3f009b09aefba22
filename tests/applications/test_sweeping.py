"""Files that no row names are removed, a day later; nothing that counts ever is."""

import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.management.commands.housekeeping import DAILY
from services.applications.actions import add_piece, begin_file, receive_file
from services.applications.actions.reading import read_file
from services.applications.actions.sweeping import BELIEVED, sweep_files
from services.applications.models import PartialUpload, Upload
from services.definitions.channels import Channel
from services.identity.actors import citizen
from tests import builders, files

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TWO_DAYS = timedelta(days=2)


def written(place: str, *, ago: timedelta = TWO_DAYS) -> str:
    """A file that lies somewhere since then."""
    aged(storages["private"].save(place, ContentFile(b"sealed")), ago=ago)
    return place


def aged(place: str, *, ago: timedelta = TWO_DAYS) -> None:
    moment = (datetime.now(UTC) - ago).timestamp()
    os.utime(storages["private"].path(place), (moment, moment))


def here(place: str) -> bool:
    return storages["private"].exists(place)


def received() -> Upload:
    return receive_file(
        application=builders.draft(),
        question="proof",
        name="a.pdf",
        content=BytesIO(files.pdf()),
        by=citizen(),
        channel=Channel.ONLINE,
    )


def begun() -> str:
    """A file on its way; returns where its first piece lies."""
    draft = builders.draft()
    content = os.urandom(50_000)
    coming = begin_file(
        application=draft, question="proof", name="a.pdf", size_bytes=len(content), sha256="0" * 64
    )
    add_piece(application=draft, upload_id=coming.pk, offset=0, piece=content[:20_000])
    return f"pieces/{coming.pk}/0"


def test_what_a_crash_left_behind_is_removed_after_a_day() -> None:
    old, new = written("evidence/old"), written("evidence/new", ago=timedelta(hours=23))
    piece, new_piece = written(f"pieces/{uuid4()}/0"), written(f"pieces/{uuid4()}/0", ago=timedelta(hours=1))
    assert sweep_files() == 2
    assert (here(old), here(piece)) == (False, False)
    assert (here(new), here(new_piece)) == (True, True)


def test_files_that_count_and_pieces_on_their_way_stay_however_old() -> None:
    upload, piece = received(), begun()
    aged(upload.stored_as)
    aged(piece)
    assert sweep_files() == 0
    assert read_file(upload) == files.pdf()
    assert here(piece)


def test_a_file_whose_removal_failed_goes_too() -> None:
    upload = received()
    aged(upload.stored_as)
    Upload.objects.update(removed_at=timezone.now())
    assert sweep_files() == 1
    assert not here(upload.stored_as)


def test_other_private_files_are_left_alone() -> None:
    sheet = written("sheets/blank.pdf")
    sweep_files()
    assert here(sheet)


def test_with_another_database_nothing_is_deleted() -> None:
    places = [written(f"evidence/{number}") for number in range(BELIEVED + 1)]
    with pytest.raises(CommandError, match="check that DATA_DIR and DATABASE_URL belong together"):
        call_command("sweep_uploads")
    assert all(here(place) for place in places)


def test_the_nightly_housekeeping_sweeps(capsys: pytest.CaptureFixture[str]) -> None:
    assert "sweep_uploads" in DAILY
    written("evidence/old")
    begun()
    PartialUpload.objects.update(used_at=timezone.now() - TWO_DAYS)
    call_command("sweep_uploads")
    assert "Uploads never finished: 1. Files left behind: 1." in capsys.readouterr().out


def test_without_any_folder_there_is_nothing_to_sweep(tmp_path: Path) -> None:
    assert not (tmp_path / "private").exists()
    assert sweep_files() == 0
