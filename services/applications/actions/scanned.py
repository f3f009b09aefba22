"""What follows from scanning a file: it is clean, or it is turned down and must be sent again."""

import logging
from datetime import timedelta
from functools import partial

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
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
from services.vault import Unreadable

logger = logging.getLogger(__name__)
CHECK_TAKES = timedelta(minutes=5)
"""More than a scanner needs. A file that it has for longer was left by a worker that died."""
SILENCES = 3
"""After how many files without a verdict, one after the other, the scanner counts as down."""


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

    Raises ScannerDown, OSError or vault.Unreadable (its bytes are lost); the file then waits again.
    """
    taken = _waiting().filter(pk=upload_id).update(state=Upload.State.CHECKING, checking_at=timezone.now())
    if not taken:
        return
    try:
        upload = Upload.objects.select_related("application").get(pk=upload_id)
        _settle(upload, clean=scanning.is_clean(read_file(upload)))
    finally:
        Upload.objects.filter(pk=upload_id, state=Upload.State.CHECKING).update(
            state=Upload.State.RECEIVED, checking_at=None
        )


def _waiting() -> QuerySet[Upload]:
    """Files that wait for the scanner, those included on which a worker died."""
    left = Q(state=Upload.State.CHECKING, checking_at__lt=timezone.now() - CHECK_TAKES)
    return Upload.objects.filter(Q(state=Upload.State.RECEIVED) | left, removed_at__isnull=True).exclude(
        application__state=State.ERASED
    )


@transaction.atomic
def _settle(upload: Upload, *, clean: bool) -> None:
    application = locked(upload.application_id)
    waiting = Upload.objects.filter(pk=upload.pk, state=Upload.State.CHECKING, removed_at__isnull=True)
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
    """Scan every file that waits for it. Return how many were scanned and how many still wait."""
    scanned = silent = 0
    for upload_id in list(_waiting().order_by("received_at").values_list("pk", flat=True)):
        try:
            scan_upload(str(upload_id))
        except (ScannerDown, OSError, Unreadable) as failure:
            logger.warning("upload %s was not scanned: %s", upload_id, failure)
            silent += isinstance(failure, ScannerDown)
        else:
            scanned, silent = scanned + 1, 0
        if silent == SILENCES:
            break
    return scanned, _waiting().count()
