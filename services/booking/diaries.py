"""Which resources are open and unclaimed when. Always three queries: rules, exceptions, claims."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q

from services.booking.calendars import bank_holidays
from services.booking.models import (
    Appointment,
    AppointmentType,
    AvailabilityException,
    AvailabilityRule,
    Claim,
    Resource,
    State,
)
from services.booking.places import Place
from services.booking.slots import (
    Hours,
    Span,
    cells_touched,
    day_span,
    fits,
    free_cells,
    free_starts,
    openings,
)


@dataclass(slots=True)
class Diary:
    """When one resource is open, and its cells that nobody has taken."""

    resource: Resource
    openings: list[Span]
    free: set[int]


@dataclass(slots=True)
class Diaries:
    """The diaries of all resources that one type of appointment may use, by office."""

    appointment_type: AppointmentType
    by_office: dict[int | None, list[Diary]] = field(default_factory=lambda: defaultdict(list))

    def starts(self, place: Place, not_before: datetime) -> list[datetime]:
        """Return the free starts at a place, earliest first."""
        leading, *others = self._by_kind(place)
        visit = self.appointment_type.visit
        found = {
            start
            for diary in leading
            for opening in diary.openings
            for start in free_starts(opening, visit, diary.free, not_before=not_before)
        }
        return sorted(
            start
            for start in found
            if all(any(fits(visit, start, diary.free) for diary in kind) for kind in others)
        )

    def resources(self, place: Place, start: datetime) -> list[Resource] | None:
        """Return one free resource of each kind needed at that time; None if there is none."""
        visit = self.appointment_type.visit
        chosen = []
        for kind in self._by_kind(place):
            free = next((diary.resource for diary in kind if fits(visit, start, diary.free)), None)
            if free is None:
                return None
            chosen.append(free)
        return chosen

    def _by_kind(self, place: Place) -> list[list[Diary]]:
        diaries = self.by_office.get(place.office_id, [])
        return [
            [diary for diary in diaries if diary.resource.kind == kind]
            for kind in self.appointment_type.kinds(place.mode)
        ]


def load_diaries(
    appointment_type: AppointmentType,
    first: date,
    last: date,
    *,
    now: datetime,
    place: Place | None = None,
    own: Appointment | None = None,
) -> Diaries:
    """Return the diaries from `first` to `last`, of one place or of all, in three queries.

    Claims of holds that ran out count as free; so do those of `own`, which is to be moved.
    """
    rules = AvailabilityRule.objects.filter(
        appointment_types=appointment_type, resource__active=True
    ).select_related("resource__office")
    if place is not None:
        rules = rules.filter(resource__office=place.office)
    hours: dict[Resource, list[Hours]] = defaultdict(list)
    for rule in rules.order_by("resource__key", "weekday", "opens"):
        hours[rule.resource].append(rule.hours)
    whole = Span(_utc_midnight(first - timedelta(days=1)), _utc_midnight(last + timedelta(days=2)))
    exceptions = _exceptions(hours, whole)
    taken = _taken_cells(hours, whole, now=now, own=own)
    diaries = Diaries(appointment_type)
    for resource, weekly in hours.items():
        mine = [exception for exception in exceptions if exception.concerns(resource)]
        open_spans = resource_openings(resource, weekly, mine, first, last)
        shut = [each.span for each in mine if each.kind == AvailabilityException.Kind.CLOSED]
        free = free_cells(open_spans, shut, taken[resource.pk])
        diaries.by_office[resource.office_id].append(Diary(resource, open_spans, free))
    return diaries


def resource_openings(
    resource: Resource,
    hours: Iterable[Hours],
    exceptions: Iterable[AvailabilityException],
    first: date,
    last: date,
) -> list[Span]:
    """Return when a resource is open, extra openings included, closures not yet taken out."""
    closed_on = bank_holidays(resource.calendar, first, last)
    spans = openings(hours, first, last, resource.zone, holidays=closed_on)
    since, until = day_span(first, resource.zone).start, day_span(last, resource.zone).end
    extra = [
        Span(max(each.start_at, since), min(each.end_at, until))
        for each in exceptions
        if each.kind == AvailabilityException.Kind.EXTRA
    ]
    return sorted([*spans, *extra], key=lambda span: span.start)


def _utc_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _exceptions(resources: Iterable[Resource], whole: Span) -> list[AvailabilityException]:
    resources = list(resources)
    return list(
        AvailabilityException.objects.filter(
            Q(resource__in=resources) | Q(office__in={resource.office_id for resource in resources}),
            start_at__lt=whole.end,
            end_at__gt=whole.start,
        )
    )


def _taken_cells(
    resources: Iterable[Resource], whole: Span, *, now: datetime, own: Appointment | None
) -> dict[int, set[int]]:
    cells = cells_touched(whole)
    claims = Claim.objects.filter(resource__in=list(resources), cell__gte=cells.start, cell__lt=cells.stop)
    claims = claims.exclude(appointment__state=State.HELD, appointment__hold_expires_at__lte=now)
    if own is not None:
        claims = claims.exclude(appointment=own)
    taken: dict[int, set[int]] = defaultdict(set)
    for resource_id, cell in claims.order_by().values_list("resource_id", "cell"):
        taken[resource_id].add(cell)
    return taken
