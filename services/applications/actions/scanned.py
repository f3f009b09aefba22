"""What follows from scanning a file: it is clean, or it is turned down and must be sent again."""

import logging
from functools import partial

from django.core.files.storage import storages
from django.db import transaction
from django_tasks import task

from services.applications import scanning
from services.applications.actions.answered_files import take_from_answer
from services.applications.actions.locking import locked
from services.applications.actions.reading import read_file
from services.applications.choices import State
from services.applications.events import record
from services.applications.models import Upload
from services.applications.scanning import ScannerDown
from services.applications.telling import tell_file_refused
from services.definitions.channels import Channel
from services.identity.actors import SYSTEM

logger = logging.getLogger(__name__)


def scan_soon(upload_id: str) -> None:
    """Hand a file to the workers, if there is a scanner."""
    if scanning.is_configured():
        scan_file.enqueue(upload_id)


@task()
def scan_file(upload_id: str) -> None:
    """Scan one file in the background. If the scanner is down, `scan_waiting` tries again."""
    try:
        scan_upload(upload_id)
    except ScannerDown as failure:
        logger.warning("upload %s was not scanned: %s", upload_id, failure)


def scan_upload(upload_id: str) -> None:
    """Scan a file that was received and settle what becomes of it. Twice changes nothing.

    Raises ScannerDown; the file then stays as it is.
    """
    upload = (
        Upload.objects.select_related("application")
        .filter(pk=upload_id, state=Upload.State.RECEIVED, removed_at__isnull=True)
        .exclude(application__state=State.ERASED)
        .first()
    )
    if upload is not None:
        _settle(upload, clean=scanning.is_clean(read_file(upload)))


@transaction.atomic
def _settle(upload: Upload, *, clean: bool) -> None:
    application = locked(upload.application_id)
    waiting = Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVED, removed_at__isnull=True)
    if clean:
        waiting.update(state=Upload.State.CLEAN)
        return
    if not waiting.update(state=Upload.State.REFUSED):
        return
    transaction.on_commit(partial(storages["private"].delete, upload.stored_as))
    record(
        "file_refused", by=SYSTEM, channel=Channel.ONLINE, application=application, question=upload.question
    )
    if application.is_draft:
        take_from_answer(application, upload)
    else:
        tell_file_refused(application, upload_id=str(upload.pk))


def scan_waiting() -> tuple[int, int]:
    """Scan every file that waits for it. Return how many were scanned and how many could not be."""
    scanned = failed = 0
    waiting = Upload.objects.filter(state=Upload.State.RECEIVED, removed_at__isnull=True)
    for upload_id in waiting.order_by("received_at").values_list("pk", flat=True):
        try:
            scan_upload(str(upload_id))
            scanned += 1
        except ScannerDown:
            failed += 1
    return scanned, failed
