"""Keep a time for somebody while they give their details."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from services.applications import events
from services.booking import claiming, details
from services.booking.errors import AlreadyExtended, HoldExpired
from services.booking.models import Appointment, AppointmentType, State
from services.booking.models.appointments import UNCONFIRMED
from services.booking.places import Place, place_of
from services.booking.queries import earliest_start, next_free
from services.definitions.channels import Channel
from services.identity.actors import Actor, Role
from services.identity.references import new_reference

# 20 minutes online, longer when a clerk asks and types. Extendable once; and what has run out stays
# ours until somebody else wants it, so in practice nobody is cut off (WCAG 2.2, 2.2.1).
HOLD_ONLINE = timedelta(minutes=20)
HOLD_WITH_CLERK = timedelta(minutes=30)


def hold_time(channel: Channel) -> timedelta:
    """Return how long a time is kept, and by how much that can be extended."""
    return HOLD_ONLINE if channel is Channel.ONLINE else HOLD_WITH_CLERK


def earliest_for(by: Actor, appointment_type: AppointmentType, now: datetime) -> datetime:
    """Return the first moment that somebody may book: staff need not keep the lead time."""
    return now if by.role is Role.STAFF else earliest_start(appointment_type, now)


@transaction.atomic
def hold(
    *,
    appointment_type: AppointmentType,
    place: Place,
    start_at: datetime,
    by: Actor,
    channel: Channel,
    appointment_id: uuid.UUID | None = None,
) -> Appointment:
    """Return an appointment that keeps this time until `hold_expires_at`.

    `appointment_id` is chosen by the page: sent twice it gives the same appointment; sent with
    another time it moves the hold there, and keeps what was typed. An appointment that is already
    booked comes back as it is. Raises SlotTaken, with the next free times.
    """
    now = timezone.now()
    own = _row(appointment_id or uuid.uuid4(), appointment_type, place, start_at, by, channel, now)
    if own.state not in UNCONFIRMED:
        return own
    same = (own.type_id, own.mode, own.office_id, own.start_at) == (
        appointment_type.pk,
        place.mode,
        place.office_id,
        start_at,
    )
    if same and own.claims.exists() and own.hold_expires_at and own.hold_expires_at > now:
        return own
    earliest = earliest_for(by, appointment_type, now)
    claiming.take(own, appointment_type, place, start_at, not_before=earliest, now=now)
    _set_time(own, appointment_type, place, start_at)
    own.state, own.hold_extended = State.HELD, False
    own.hold_expires_at = now + hold_time(channel)
    own.save()
    events.record("appointment_held", by=by, channel=channel, subject=own.subject, type=appointment_type.key)
    return own


def _row(
    appointment_id: uuid.UUID,
    appointment_type: AppointmentType,
    place: Place,
    start_at: datetime,
    by: Actor,
    channel: Channel,
    now: datetime,
) -> Appointment:
    """Return the row, locked; a new one claims nothing yet."""
    own = Appointment(
        reference=_unused_reference(),
        channel=channel,
        made_by=by.user if by.role is Role.STAFF else None,
        hold_expires_at=now + hold_time(channel),
    )
    _set_time(own, appointment_type, place, start_at)
    fields = ("reference", "type", "office", "mode", "start_at", "end_at", "zone", "channel", "made_by")
    defaults = {name: getattr(own, name) for name in (*fields, "hold_expires_at")}
    Appointment.objects.get_or_create(pk=appointment_id, defaults=defaults)
    return Appointment.objects.select_for_update().get(pk=appointment_id)


def _unused_reference() -> str:
    while True:
        reference = new_reference("BK")
        if not Appointment.objects.filter(reference=reference).exists():
            return reference


def _set_time(own: Appointment, appointment_type: AppointmentType, place: Place, start_at: datetime) -> None:
    own.type, own.office, own.mode = appointment_type, place.office, place.mode
    own.zone = place.zone.key
    own.start_at = start_at
    own.end_at = start_at + timedelta(minutes=appointment_type.length_min)


@transaction.atomic
def extend_hold(*, appointment: Appointment, by: Actor, channel: Channel) -> Appointment:
    """Return the hold with its time running anew. Raises AlreadyExtended, or HoldExpired if it is gone."""
    now = timezone.now()
    own = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require_held(own, now)
    if own.hold_extended:
        raise AlreadyExtended
    own.hold_extended = True
    own.hold_expires_at = now + hold_time(channel)
    own.save(update_fields=["hold_extended", "hold_expires_at"])
    events.record("appointment_held", by=by, channel=channel, subject=own.subject, extended=True)
    return own


def require_held(own: Appointment, now: datetime) -> None:
    """Raise HoldExpired, with the next free times, unless the time is still kept for this person.

    A hold that ran out counts as kept while nobody else took its time.
    """
    if own.state != State.HELD or own.start_at <= now:
        raise HoldExpired(next_free(own.type, place_of(own), wanted=own.start_at, now=now))


@transaction.atomic
def keep_typed(*, appointment: Appointment, typed: details.Typed) -> None:
    """Keep what was typed into the page of an appointment that is not booked yet, right or not."""
    own = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if own.state in UNCONFIRMED:
        details.write_typed(own, typed)
        own.save(update_fields=["data_key", "details"])


@transaction.atomic
def let_go(*, appointment: Appointment) -> None:
    """Give a held time back at once and forget what was typed."""
    own = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if own.state in UNCONFIRMED:
        claiming.release(own)
        own.state, own.hold_expires_at = State.EXPIRED, None
        own.data_key = own.details = b""
        own.save(update_fields=["state", "hold_expires_at", "data_key", "details"])
