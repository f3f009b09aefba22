"""Files that people sent, at the desk: only checked ones are handed out, to be saved, never shown."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from services.applications.actions import receive_file, save_step, submit
from services.applications.actions.scanned import scan_upload
from services.applications.models import Upload
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.identity.roles import StaffRole
from tests import builders, files
from tests.online.scanner import clamd
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def upload() -> Upload:
    """A file of an application that was sent in."""
    application = builders.filled(builders.draft())
    how = {"application": application, "by": citizen(), "channel": Channel.ONLINE}
    plain = files.pdf(more=b"%EICAR")
    found = receive_file(**how, question="proof", name="Ann Lee.pdf", content=BytesIO(plain))
    save_step(**how, step="proof", values={"proof": {"way": "upload", "files": str(found.pk)}})
    submit(**how, declared="ticked")
    return found


def test_a_file_is_saved_and_never_opened_on_this_site(desk: Client, upload: Upload) -> None:
    answer = desk.get(f"/desk/files/{upload.pk}/")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Ann Lee.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "no-store"


def test_a_file_that_is_being_checked_can_be_had_once_it_is(
    desk: Client, upload: Upload, settings: Any
) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    page = desk.get(f"/desk/cases/{upload.application_id}/").content.decode()
    assert "Being checked for viruses" in page
    assert f"/desk/files/{upload.pk}/" not in page
    assert desk.get(f"/desk/files/{upload.pk}/").status_code == 503
    with clamd(lambda _content: b"stream: OK") as settings.CLAMD_ADDRESS:
        scan_upload(str(upload.pk))
    assert desk.get(f"/desk/files/{upload.pk}/").status_code == 200


def test_a_file_turned_down_after_sending_is_a_task_in_the_work_queue(
    desk: Client, upload: Upload, settings: Any
) -> None:
    assert "A file was turned down" not in desk.get("/desk/cases/").content.decode()
    with clamd() as settings.CLAMD_ADDRESS:
        scan_upload(str(upload.pk))
    assert "A file was turned down" in desk.get("/desk/cases/").content.decode()
    page = desk.get(f"/desk/cases/{upload.application_id}/").content.decode()
    assert "Ask them to send it again" in page
    assert f"/desk/files/{upload.pk}/" not in page
    assert desk.get(f"/desk/files/{upload.pk}/").status_code == 404
