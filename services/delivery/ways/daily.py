"""One file for each form and day, written after midnight and not changed any more.

Every application is in exactly one file of a destination: its delivery names the file, and is given that
name in one transaction with the file's row. What was cut off is written again with the same content;
what came late (a worker that was off) goes into the next day's file.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from services.applications.choices import State as ApplicationState
from services.delivery import claiming, storing, tables
from services.delivery.errors import ExportErased, SendFailed
from services.delivery.models import Delivery, Destination, ExportFile, State, Way
from services.delivery.payload import data_of

FORMATS = {"csv": tables.as_csv, "jsonl": tables.as_json_lines}
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


def write_due() -> int:
    """Write the files whose day is over. Returns how many were tried."""
    tried = 0
    for destination in Destination.objects.filter(way=Way.DAILY_EXPORT, off_at__isnull=True):
        _gather(destination, midnight=_midnight())
        tried += sum(_write(export) for export in _unwritten(destination))
    return tried


def erase_old() -> int:
    """Delete files whose time is over from where they were written. Returns how many."""
    over = timezone.now() - settings.EXPORT_RETENTION
    erased = 0
    for export in ExportFile.objects.select_related("form").filter(
        written_at__lt=over, erased_at__isnull=True
    ):
        for format_ in FORMATS:
            storing.erase(name_of(export, format_))
        erased += ExportFile.objects.filter(pk=export.pk).update(erased_at=timezone.now())
    return erased


def name_of(export: ExportFile, format_: str) -> str:
    """Return where a file is in the storage."""
    return f"{export.folder}/{export.form.key}-{export.day_on.isoformat()}.{format_}"


def content_of(export: ExportFile, format_: str) -> bytes:
    """Return the bytes of a daily file. Raises ExportErased."""
    if export.written_at is None or export.erased_at:
        raise ExportErased
    try:
        return storing.read(name_of(export, format_))
    except OSError:
        raise ExportErased from None


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _gather(destination: Destination, *, midnight: datetime) -> None:
    """Give deliveries of days that are over the file they go into."""
    day = (midnight - timedelta(hours=12)).date()
    loose = Delivery.objects.filter(
        destination=destination,
        state=State.WAITING,
        export__isnull=True,
        application__submitted_at__lt=midnight,
    )
    for form in loose.values_list("application__version__form", flat=True).order_by().distinct():
        ids = list(loose.filter(application__version__form=form).values_list("pk", flat=True))
        with transaction.atomic():
            export, is_new = ExportFile.objects.get_or_create(
                destination=destination,
                form_id=form,
                day_on=day,
                defaults={"folder": destination.folder or ""},
            )
            if is_new:
                Delivery.objects.filter(pk__in=ids, export__isnull=True).update(export=export)


def _unwritten(destination: Destination) -> QuerySet[ExportFile]:
    waiting = claiming.due(timezone.now()).filter(export__isnull=False).values("export")
    return destination.files.filter(pk__in=waiting).select_related("form")


def _write(export: ExportFile) -> bool:
    claimed_at, taken = claiming.claim(export.deliveries.all())
    if not taken:
        return False
    mine = export.deliveries.filter(claimed_at=claimed_at)
    try:
        applications = [data_of(delivery) for delivery in _inside(export)]
        for format_, written_as in FORMATS.items():
            storing.write(name_of(export, format_), written_as(applications))
    except SendFailed as failure:
        claiming.postpone(mine, failure)
        return True
    except claiming.BROKEN as broken:
        claiming.set_aside(mine, broken)
        return True
    with transaction.atomic():
        claiming.confirm(mine)
        ExportFile.objects.filter(pk=export.pk).update(
            written_at=timezone.now(), count=len(applications), erased_at=None
        )
    return True


def _inside(export: ExportFile) -> Iterator[Delivery]:
    kept = export.deliveries.exclude(state=State.SETTLED).exclude(application__state=ApplicationState.ERASED)
    wanted = kept.select_related("destination", "application__version__form", "application__receipt")
    return wanted.order_by("application__receipt__submitted_at", "application__receipt").iterator(
        chunk_size=200
    )
