"""Ask for another format, take the work in hand, note it as sent, and delete what is over."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from services import vault
from services.applications.events import record
from services.definitions.channels import Channel
from services.definitions.models import Form
from services.identity.actors import Actor
from services.paper.errors import FormatRequestGone
from services.paper.formats.choices import Format, Progress
from services.paper.formats.details import Details, sealed
from services.paper.models import FormatRequest

FRIDAY = 5  # of ISO weekdays
NEXT = {Progress.ASKED: Progress.IN_HAND, Progress.IN_HAND: Progress.SENT}
TOLD = {Progress.IN_HAND: "format_in_hand", Progress.SENT: "format_sent"}


@transaction.atomic
def ask_format(
    *,
    format: Format,  # noqa: A002 -- the word that everybody uses for it
    form: Form | None,
    details: Details,
    language: str,
    by: Actor,
    channel: Channel,
) -> FormatRequest:
    """Return a new task for the desk, due after FORMAT_WORKING_DAYS."""
    key = vault.new_key()
    asked = FormatRequest.objects.create(
        format=format,
        form=form,
        language=language,
        channel=channel.value,
        asked_at=timezone.now(),
        due_on=working_days_after(timezone.localdate(), settings.FORMAT_WORKING_DAYS),
        data_key=key,
        sealed=sealed(details, key),
    )
    record("format_asked", by=by, channel=channel, subject=asked.subject, format=format.value)
    return asked


@transaction.atomic
def move_on(*, pk: UUID, to: Progress, by: Actor, channel: Channel) -> FormatRequest:
    """Note that work has begun, or that it was sent. Raises FormatRequestGone if it is there already."""
    found = FormatRequest.objects.select_for_update().filter(pk=pk).first()
    if found is None or NEXT.get(Progress(found.state)) != to:
        raise FormatRequestGone
    found.state, found.changed_by = to, by.user
    if to == Progress.SENT:
        found.sent_at = timezone.now()
    found.save(update_fields=["state", "changed_by", "sent_at"])
    record(TOLD[to], by=by, channel=channel, subject=found.subject, format=found.format)
    return found


def waiting() -> QuerySet[FormatRequest]:
    """Return what is not sent yet, what is due first before the rest."""
    return (
        FormatRequest.objects.exclude(state=Progress.SENT)
        .select_related("form", "changed_by")
        .order_by("due_on", "asked_at")
    )


def purge() -> int:
    """Delete requests that were sent longer ago than FORMAT_REQUEST_RETENTION. Return how many."""
    before = timezone.now() - settings.FORMAT_REQUEST_RETENTION
    return FormatRequest.objects.filter(state=Progress.SENT, sent_at__lt=before).delete()[0]


def working_days_after(day: date, count: int) -> date:
    """Return the day that is so many Mondays to Fridays later. Public holidays count as days of work."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.isoweekday() <= FRIDAY
    return day
