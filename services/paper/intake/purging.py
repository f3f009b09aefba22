"""Delete scanned files and pages when their time is over. What a person has still to deal with stays."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from services.applications.models import Application
from services.paper.intake import pictures
from services.paper.intake.models import ScanBatch, ScanPage

WAITING = (ScanPage.State.TO_SORT, ScanPage.State.LOOSE, ScanPage.State.TO_KEY)


def purge_scans() -> int:
    """Delete the files that are due, and return how many.

    A file, and what was put aside of it, goes SCANS_KEPT_DAYS after it was read, once none of its pages
    waits for anybody.
    """
    until = timezone.now() - timedelta(days=settings.SCANS_KEPT_DAYS)
    waiting = ScanPage.objects.filter(state__in=WAITING).values("batch")
    due = ScanBatch.objects.filter(state=ScanBatch.State.READ, read_at__lt=until).exclude(data_key=b"")
    count = 0
    for batch in due.exclude(pk__in=waiting):
        with transaction.atomic():
            for page in batch.pages.filter(application=None).exclude(stored_as=""):
                _empty(page)
            transaction.on_commit(partial(pictures.delete, batch.stored_as))
            batch.data_key = batch.name = b""
            batch.stored_as = batch.fingerprint = ""
            batch.save(update_fields=["data_key", "name", "stored_as", "fingerprint"])
            count += 1
    return count


def forget_pages(application: Application) -> None:
    """Delete the pages of an application: for settings.ERASED_WITH_AN_APPLICATION."""
    for page in ScanPage.objects.filter(application=application).exclude(stored_as=""):
        _empty(page)


def _empty(page: ScanPage) -> None:
    transaction.on_commit(partial(pictures.delete, page.stored_as))
    page.stored_as, page.readings = "", b""
    page.save(update_fields=["stored_as", "readings"])
