"""Taking time: the one place that writes claims for appointments. Call it inside a transaction.

The unique constraint on (resource, cell) decides every race. Nothing here waits for a lock that
another booking may hold while that one waits for ours: claims go in sorted, new ones before old ones
go, and the holds that ran out are locked only if nobody else has them.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from services.booking.diaries import load_diaries
from services.booking.errors import SlotTaken
from services.booking.models import Appointment, AppointmentType, Claim, Resource, State
from services.booking.places import Place
from services.booking.queries import last_day, next_free
from services.booking.slots import Visit, cells_touched

Cell = tuple[int, int]
_TRIES = 50  # more than one place has resources of a kind: after every lost race one fewer is free


class _Lost(Exception):
    """Somebody else took one of the cells in between."""


def take(
    appointment: Appointment,
    appointment_type: AppointmentType,
    place: Place,
    start_at: datetime,
    *,
    not_before: datetime,
    now: datetime,
) -> None:
    """Claim whatever resources are free at that time, and let go of what the appointment had.

    Raises SlotTaken, with the next free times, if the time is not offered or has just gone.
    """
    day = start_at.astimezone(place.zone).date()
    for _ in range(_TRIES):
        if day > last_day(appointment_type, place, now):
            break
        diaries = load_diaries(appointment_type, day, day, now=now, place=place, own=appointment)
        offered = start_at in diaries.starts(place, not_before)
        chosen = diaries.resources(place, start_at) if offered else None
        if chosen is None:
            break
        if _claim(appointment, chosen, appointment_type.visit, start_at, now):
            return
    raise SlotTaken(next_free(appointment_type, place, wanted=start_at, now=now))


def release(appointment: Appointment) -> None:
    """Let go of all that an appointment claims."""
    Claim.objects.filter(appointment=appointment).delete()


def _claim(
    appointment: Appointment, resources: list[Resource], visit: Visit, start_at: datetime, now: datetime
) -> bool:
    wanted = {(resource.pk, cell) for resource in resources for cell in cells_touched(visit.around(start_at))}
    claims = Claim.objects.filter(appointment=appointment).values_list("resource_id", "cell", "pk")
    mine: dict[Cell, int] = {(resource, cell): pk for resource, cell, pk in claims}
    missing = sorted(wanted - mine.keys())
    try:
        with transaction.atomic():
            _clear_lapsed(missing, appointment, now)
            Claim.objects.bulk_create(
                Claim(resource_id=resource, cell=cell, appointment=appointment) for resource, cell in missing
            )
    except (IntegrityError, _Lost):
        return False
    surplus = [pk for cell, pk in mine.items() if cell not in wanted]
    Claim.objects.filter(pk__in=surplus).delete()
    return True


def _clear_lapsed(cells: list[Cell], own: Appointment, now: datetime) -> None:
    """Expire others' holds that ran out and lie on these cells. Raises _Lost if one is in use just now."""
    if not cells:
        return
    numbers = [cell for _, cell in cells]
    on_cells = Claim.objects.filter(
        resource__in={resource for resource, _ in cells}, cell__gte=min(numbers), cell__lte=max(numbers)
    )
    gone = on_cells.filter(appointment__state=State.HELD, appointment__hold_expires_at__lte=now)
    in_the_way = set(gone.exclude(appointment=own).values_list("appointment_id", flat=True))
    if not in_the_way:
        return
    locked = Appointment.objects.lapsed(now).filter(pk__in=in_the_way).select_for_update(skip_locked=True)
    if set(locked.order_by("pk").values_list("pk", flat=True)) != in_the_way:
        raise _Lost
    Claim.objects.filter(appointment__in=in_the_way).delete()
    Appointment.objects.filter(pk__in=in_the_way).update(state=State.EXPIRED, hold_expires_at=None)
