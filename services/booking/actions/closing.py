"""Close an office or a resource for a while. The people already booked then come back as a list."""

from datetime import datetime

from django.db import transaction

from services.applications import events
from services.booking import details
from services.booking.actions.booking import cancel
from services.booking.details import Contact
from services.booking.diaries import resource_openings
from services.booking.errors import TooLateToChange
from services.booking.models import Appointment, AvailabilityException, Claim, Office, Resource, State
from services.booking.queries import stranded_by
from services.booking.slots import Span, cells_touched
from services.booking.words import Words
from services.definitions.channels import Channel
from services.identity.actors import Actor

Closed = tuple[AvailabilityException, list[Appointment]]


@transaction.atomic
def close_office(
    *,
    office: Office,
    start_at: datetime,
    end_at: datetime,
    by: Actor,
    channel: Channel,
    reason: Words | None = None,
) -> Closed:
    """Return the closure and the appointments inside it, whose people have to be told.

    Nobody is cancelled: that is for a person to decide, one by one. Mere holds end at once. Whoever
    looks up the office reads the reason.
    """
    closure = AvailabilityException.objects.create(
        office=office, start_at=start_at, end_at=end_at, reason=reason or {}
    )
    return _close(closure, list(office.resources.select_related("office")), by, channel)


@transaction.atomic
def close_resource(
    *, resource: Resource, start_at: datetime, end_at: datetime, by: Actor, channel: Channel
) -> Closed:
    """Return the closure (leave, sickness, a broken lift) and the appointments inside it."""
    closure = AvailabilityException.objects.create(resource=resource, start_at=start_at, end_at=end_at)
    return _close(closure, [resource], by, channel)


@transaction.atomic
def reopen(*, closure: AvailabilityException, by: Actor, channel: Channel) -> None:
    """End a closure: its times can be booked again."""
    events.record("office_reopened", by=by, channel=channel, subject=f"closure:{closure.pk}")
    closure.delete()


def cancel_inside(*, closure: AvailabilityException, by: Actor, channel: Channel) -> int:
    """Cancel the appointments inside a closure, each told in the way they chose. Return how many.

    Whoever wants to be phoned keeps theirs until somebody has called them: nobody comes to a closed
    door because a telephone rang in vain. So do those whose appointment has begun.
    """
    cancelled = 0
    for appointment in stranded_by(closure):
        if details.read(appointment).contact == Contact.PHONE:
            continue
        try:
            cancel(appointment=appointment, by=by, channel=channel)
        except TooLateToChange:
            continue
        cancelled += 1
    return cancelled


def _close(closure: AvailabilityException, resources: list[Resource], by: Actor, channel: Channel) -> Closed:
    _end_holds(closure, resources)
    _claim(closure, resources)
    _end_holds(closure, resources)  # and those that came in between
    _claim(closure, resources)
    stranded = stranded_by(closure)
    events.record(
        "office_closed", by=by, channel=channel, subject=f"closure:{closure.pk}", stranded=len(stranded)
    )
    return closure, stranded


def _claim(closure: AvailabilityException, resources: list[Resource]) -> None:
    """Claim whatever is open and not taken. Waits for whoever is booking one of these cells right now."""
    shut = cells_touched(closure.span)
    cells = {
        (resource.pk, cell)
        for resource in resources
        for span in _openings(closure, resource)
        for cell in cells_touched(span)
        if cell in shut
    }
    Claim.objects.bulk_create(
        [Claim(resource_id=resource, cell=cell, closure=closure) for resource, cell in sorted(cells)],
        ignore_conflicts=True,
        batch_size=1000,
    )


def _openings(closure: AvailabilityException, resource: Resource) -> list[Span]:
    first = closure.start_at.astimezone(resource.zone).date()
    last = closure.end_at.astimezone(resource.zone).date()
    hours = {rule.hours for rule in resource.rules.all()}
    extra = AvailabilityException.objects.filter(start_at__lt=closure.end_at, end_at__gt=closure.start_at)
    mine = [exception for exception in extra if exception.concerns(resource)]
    return resource_openings(resource, hours, mine, first, last)


def _end_holds(closure: AvailabilityException, resources: list[Resource]) -> None:
    shut = cells_touched(closure.span)
    held = Appointment.objects.filter(
        state=State.HELD,
        pk__in=Claim.objects.filter(
            resource__in=resources, cell__gte=shut.start, cell__lt=shut.stop, appointment__isnull=False
        ).values("appointment_id"),
    ).select_for_update()
    ended = list(held.order_by("pk").values_list("pk", flat=True))
    Claim.objects.filter(appointment__in=ended).delete()
    Appointment.objects.filter(pk__in=ended).update(state=State.EXPIRED, hold_expires_at=None)
