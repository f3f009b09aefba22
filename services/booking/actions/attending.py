"""What became of an appointment, marked by the office."""

from django.db import transaction
from django.utils import timezone

from services.applications import events
from services.booking.errors import AlreadyHere, NotYetBegun, TooLateToChange
from services.booking.models import Appointment, State
from services.definitions.channels import Channel
from services.identity.actors import Actor


@transaction.atomic
def mark_arrived(*, appointment: Appointment, by: Actor, channel: Channel) -> Appointment:
    """Return the appointment with the person here and waiting."""
    return _mark(appointment, State.ARRIVED, "appointment_arrived", {State.BOOKED}, by, channel)


@transaction.atomic
def mark_attended(*, appointment: Appointment, by: Actor, channel: Channel) -> Appointment:
    """Return the appointment as having taken place."""
    before = {State.BOOKED, State.ARRIVED, State.NO_SHOW}
    return _mark(appointment, State.ATTENDED, "appointment_attended", before, by, channel)


@transaction.atomic
def mark_no_show(
    *, appointment: Appointment, by: Actor, channel: Channel, looked_again: bool = False
) -> Appointment:
    """Return the appointment as missed by the person.

    Raises NotYetBegun, and AlreadyHere for somebody who was marked as arrived unless the adviser
    `looked_again`: people who waited must not be called absent.
    """
    if appointment.start_at > timezone.now():
        raise NotYetBegun
    before = {State.BOOKED, State.ARRIVED} if looked_again else {State.BOOKED}
    return _mark(appointment, State.NO_SHOW, "appointment_missed", before, by, channel)


def _mark(
    appointment: Appointment, state: State, kind: str, before: set[State], by: Actor, channel: Channel
) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("type", "office", "application")
    own = rows.get(pk=appointment.pk)
    if own.state == state:
        return own
    if own.state == State.ARRIVED and state == State.NO_SHOW and own.state not in before:
        raise AlreadyHere
    if own.state not in before:
        raise TooLateToChange
    own.state = state
    own.save(update_fields=["state"])
    events.record(kind, by=by, channel=channel, application=own.application, subject=own.subject)
    return own
