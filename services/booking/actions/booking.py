"""Book, move and cancel."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from services.applications import events
from services.applications.models import Application
from services.booking import claiming, details, telling
from services.booking.actions.holding import earliest_for, require_held
from services.booking.details import Details
from services.booking.errors import TooLateToChange
from services.booking.models import Appointment, State
from services.booking.places import Place
from services.definitions.channels import Channel
from services.identity import codes
from services.identity.actors import Actor


@transaction.atomic
def confirm(
    *,
    appointment: Appointment,
    given: Details,
    code: str,
    by: Actor,
    channel: Channel,
    application: Application | None = None,
) -> Appointment:
    """Return the appointment, booked; a second call changes nothing.

    `code` is a new code, shown to the person by the caller: only its hash is kept. Raises
    HoldExpired, with the next free times, if the time was no longer held.
    """
    own = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("type", "office")
        .get(pk=appointment.pk)
    )
    if own.is_open:
        return own
    require_held(own, timezone.now())
    details.write(own, given)
    own.code_digest = codes.digest(code, own.reference)
    own.state, own.hold_expires_at = State.BOOKED, None
    own.application = application
    own.save()
    events.record(
        "appointment_booked",
        by=by,
        channel=channel,
        application=application,
        subject=own.subject,
        type=own.type.key,
        mode=own.mode,
    )
    telling.tell_booked(own, given, code)
    return own


@transaction.atomic
def move(
    *, appointment: Appointment, place: Place, start_at: datetime, by: Actor, channel: Channel
) -> Appointment:
    """Return the appointment at its new time, with the same reference and code.

    Moving to where it already is changes nothing. Raises SlotTaken, and leaves it where it was, or
    TooLateToChange.
    """
    now = timezone.now()
    own = _open_row(appointment, now)
    if (own.mode, own.office_id, own.start_at) == (place.mode, place.office_id, start_at):
        return own
    earliest = earliest_for(by, own.type, now)
    claiming.take(own, own.type, place, start_at, not_before=earliest, now=now)
    length = own.end_at - own.start_at
    own.moved_from_at, own.sequence = own.start_at, own.sequence + 1
    own.mode, own.office, own.zone = place.mode, place.office, place.zone.key
    own.start_at, own.end_at = start_at, start_at + length
    own.save()
    events.record(
        "appointment_moved",
        by=by,
        channel=channel,
        application=own.application,
        subject=own.subject,
        sequence=own.sequence,
    )
    telling.tell_moved(own)
    return own


@transaction.atomic
def cancel(*, appointment: Appointment, by: Actor, channel: Channel) -> Appointment:
    """Return the appointment, cancelled; a second call changes nothing. Raises TooLateToChange."""
    now = timezone.now()
    own = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if own.state == State.CANCELLED:
        return own
    own = _open_row(appointment, now)
    claiming.release(own)
    own.state, own.cancelled_at, own.sequence = State.CANCELLED, now, own.sequence + 1
    own.save(update_fields=["state", "cancelled_at", "sequence"])
    events.record(
        "appointment_cancelled",
        by=by,
        channel=channel,
        application=own.application,
        subject=own.subject,
        sequence=own.sequence,
    )
    telling.tell_cancelled(own)
    return own


def _open_row(appointment: Appointment, now: datetime) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",))
    own = rows.select_related("type", "office", "application").get(pk=appointment.pk)
    if own.state != State.BOOKED or own.start_at <= now:
        raise TooLateToChange
    return own
