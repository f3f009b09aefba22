"""Reads for booking: which times are free, and whose appointments are where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Q
from django.utils import timezone

from services.applications.models import Application
from services.booking.details import last_name_index, person_index
from services.booking.diaries import load_diaries
from services.booking.models import (
    Appointment,
    AppointmentType,
    AvailabilityException,
    Mode,
    Office,
    Resource,
    State,
)
from services.booking.places import Place
from services.booking.slots import cells_touched, day_span


@dataclass(frozen=True, slots=True)
class Day:
    """A local day with the times, in UTC, that can be booked on it."""

    on: date
    starts: list[datetime]


def earliest_start(appointment_type: AppointmentType, now: datetime) -> datetime:
    """Return the first moment a citizen can still book."""
    return now + timedelta(minutes=appointment_type.lead_time_min)


def last_day(appointment_type: AppointmentType, place: Place, now: datetime) -> date:
    """Return the last local day that can be booked."""
    return now.astimezone(place.zone).date() + timedelta(days=appointment_type.horizon_days)


def places(appointment_type: AppointmentType) -> list[Place]:
    """Return where a type of appointment is offered: offices first, then phone and home."""
    offered = Resource.objects.filter(active=True, rules__appointment_types=appointment_type)
    found = [
        Place(Mode.COUNTER, office)
        for office in Office.objects.filter(active=True, resources__in=offered).distinct()
        if Mode.COUNTER in appointment_type.modes
    ]
    kinds = set(offered.filter(office=None).values_list("kind", flat=True))
    away = [mode for mode in appointment_type.modes if mode != Mode.COUNTER]
    return found + [Place(mode) for mode in away if set(appointment_type.kinds(mode)) <= kinds]


def types_at(office: Office) -> list[AppointmentType]:
    """Return what can be booked at an office, in the order of the list of everything."""
    there = AppointmentType.objects.filter(
        active=True, rules__resource__office=office, rules__resource__active=True
    ).distinct()
    return [kind for kind in there if Mode.COUNTER in kind.modes]


def free_days(
    appointment_type: AppointmentType,
    place: Place,
    *,
    since: date | None = None,
    limit: int = 5,
    now: datetime | None = None,
    own: Appointment | None = None,
) -> list[Day]:
    """Return the next days, at most `limit`, with free times at a place. Three queries."""
    now = now or timezone.now()
    today = now.astimezone(place.zone).date()
    first, last = max(since or today, today), last_day(appointment_type, place, now)
    if first > last:
        return []
    diaries = load_diaries(appointment_type, first, last, now=now, place=place, own=own)
    return list(_by_day(diaries.starts(place, earliest_start(appointment_type, now)), place))[:limit]


def _by_day(starts: Iterable[datetime], place: Place) -> Iterator[Day]:
    for day, found in groupby(starts, key=lambda start: start.astimezone(place.zone).date()):
        yield Day(day, list(found))


def first_free(
    appointment_type: AppointmentType, at: Iterable[Place], *, now: datetime | None = None
) -> dict[str, datetime | None]:
    """Return the first free time, by the slug of each place; None where nothing is free. Three queries."""
    now = now or timezone.now()
    first = now.date() - timedelta(days=1)
    last = now.date() + timedelta(days=appointment_type.horizon_days + 1)
    diaries = load_diaries(appointment_type, first, last, now=now)
    not_before = earliest_start(appointment_type, now)
    found: dict[str, datetime | None] = {}
    for place in at:
        limit = last_day(appointment_type, place, now)
        starts = diaries.starts(place, not_before)
        found[place.slug] = next((s for s in starts if s.astimezone(place.zone).date() <= limit), None)
    return found


def next_free(
    appointment_type: AppointmentType,
    place: Place,
    *,
    wanted: datetime,
    limit: int = 3,
    now: datetime | None = None,
) -> list[datetime]:
    """Return the free times to offer instead of `wanted`: the next ones after it, or the last before."""
    days = free_days(appointment_type, place, limit=10_000, now=now)
    starts = [start for day in days for start in day.starts if start != wanted]
    after = [start for start in starts if start > wanted][:limit]
    before = [start for start in starts if start < wanted]
    missing = limit - len(after)
    return (before[-missing:] if missing else []) + after


def of_application(application: Application) -> list[Appointment]:
    """Return an application's appointments, earliest first, without mere holds."""
    found = Appointment.objects.confirmed().filter(application=application)
    return list(found.select_related("type", "office").order_by("start_at"))


def of_person(last_name: str, born_on: date) -> list[Appointment]:
    """Return the appointments given with this last name and date of birth, the newest first."""
    return _found(person_index=person_index(last_name, born_on))


def of_last_name(last_name: str) -> list[Appointment]:
    """Return the appointments given with this last name, the newest first: a caller without a code."""
    return _found(last_name_index=last_name_index(last_name))


def _found(**index: str) -> list[Appointment]:
    found = Appointment.objects.confirmed().filter(**index).select_related("type", "office")
    return list(found.order_by("-start_at"))


def on_day(office: Office | None, day: date) -> list[Appointment]:
    """Return who comes to an office on a local day (or is phoned or visited), earliest first."""
    zone = Place(Mode.COUNTER, office).zone if office else Place(Mode.PHONE).zone
    found = Appointment.objects.confirmed().filter(office=office).between(day_span(day, zone))
    return list(found.exclude(state=State.CANCELLED).select_related("type", "office"))


def stranded_by(closure: AvailabilityException) -> list[Appointment]:
    """Return the appointments still promised inside a closure: each person has to be told."""
    resources = Q(claims__resource=closure.resource_id)
    if closure.office_id is not None:
        resources = Q(claims__resource__office=closure.office_id)
    cells = cells_touched(closure.span)
    found = Appointment.objects.filter(
        resources,
        claims__cell__gte=cells.start,
        claims__cell__lt=cells.stop,
        state__in=(State.BOOKED, State.ARRIVED),
    )
    return list(found.select_related("type", "office").distinct().order_by("start_at", "pk"))
