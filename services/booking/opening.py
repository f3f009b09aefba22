"""When an office is open, and who is booked for a time when it is not."""

from collections.abc import Iterable
from datetime import date, time
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from services.booking.models import (
    Appointment,
    AvailabilityException,
    AvailabilityRule,
    Office,
    Resource,
    State,
)
from services.booking.week import Week, is_inside, stretches, week_of

PROMISED = (State.BOOKED, State.ARRIVED)
Weekly = list[tuple[object, list[tuple[time, time]]]]
"""Each weekday's name with when it is open, from Monday on."""


def today(office: Office) -> date:
    """Return which day it is where the office stands."""
    return timezone.localdate(timezone=ZoneInfo(office.time_zone))


def weekly(office: Office) -> Weekly:
    """Return when people can come, as it holds today."""
    return by_day(stretches(rule.hours for rule in rules_on(office, today(office))))


def by_day(week: dict[int, list[tuple[time, time]]]) -> Weekly:
    """Return the hours of a week with the name of every day, in the language in use."""
    return [(name, week.get(day, [])) for day, name in WEEKDAYS.items()]


def rules_on(office: Office, day: date) -> QuerySet[AvailabilityRule]:
    """Return the weekly hours of everybody at an office that are in force on a day."""
    return AvailabilityRule.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day),
        resource__office=office,
        resource__active=True,
        valid_from__lte=day,
    ).select_related("resource")


def later_change(office: Office, day: date) -> date | None:
    """Return from when other hours are planned than those in force on a day, or None."""
    planned = AvailabilityRule.objects.filter(resource__office=office, valid_from__gt=day)
    return planned.order_by("valid_from").values_list("valid_from", flat=True).first()


def closures(office: Office) -> QuerySet[AvailabilityException]:
    """Return when an office is closed now or later, the next first."""
    return office.exceptions.filter(
        kind=AvailabilityException.Kind.CLOSED, end_at__gt=timezone.now()
    ).order_by("start_at")


def opened_in_addition(office: Office) -> QuerySet[AvailabilityException]:
    """Return when an office as a whole is open beside its hours, now or later, the next first."""
    return office.exceptions.filter(
        kind=AvailabilityException.Kind.EXTRA, end_at__gt=timezone.now()
    ).order_by("start_at")


def outside(office: Office, week: Week | None = None, *, since: date | None = None) -> list[Appointment]:
    """Return the promised appointments from now on that lie outside the opening hours, earliest first.

    With `week` the hours are those instead, from `since` on: what a change would do. Times opened in
    addition count as open. Four queries.
    """
    appointments = Appointment.objects.filter(
        office=office, state__in=PROMISED, start_at__gt=timezone.now()
    ).select_related("type", "office")
    rules = list(AvailabilityRule.objects.filter(resource__office=office, resource__active=True))
    extra = _extra(office.resources.all(), office)
    return [
        each
        for each in appointments.order_by("start_at", "pk")
        if not _is_open(each, rules, week, since)
        and not any(more.start_at <= each.start_at and each.end_at <= more.end_at for more in extra)
    ]


def _is_open(
    appointment: Appointment, rules: list[AvailabilityRule], week: Week | None, since: date | None
) -> bool:
    start, end = appointment.local_start, appointment.local_end
    if week is not None and (since is None or start.date() >= since):
        return is_inside(week, start, end)
    return is_inside(week_of(r.hours for r in rules if r.hours.falls_on(start.date())), start, end)


def _extra(resources: Iterable[Resource], office: Office) -> list[AvailabilityException]:
    mine = Q(office=office) | Q(resource__in=list(resources))
    return list(AvailabilityException.objects.filter(mine, kind=AvailabilityException.Kind.EXTRA))
