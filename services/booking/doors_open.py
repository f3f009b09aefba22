"""When people can come to each office in the next days: weekly hours, without holidays and closures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from services.booking.calendars import bank_holidays
from services.booking.models import AvailabilityException, AvailabilityRule, Office
from services.booking.slots import Span, days_between, openings

DAYS = 7


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day at an office, with when it is open, in its local time. Without any it is closed."""

    on: date
    stretches: list[tuple[datetime, datetime]]


def next_days(offices: Iterable[Office], now: datetime | None = None) -> dict[int, list[OpenDay]]:
    """Return today and the six days after it for each office, by its id. Two queries.

    An office is open while anybody is there who takes appointments.
    """
    now = now or timezone.now()
    offices = list(offices)
    there = AvailabilityRule.objects.filter(resource__office__in=offices, resource__active=True)
    rules = list(there.select_related("resource__office"))
    later = AvailabilityException.objects.filter(end_at__gt=now - timedelta(days=1))
    mine = Q(office__in=offices) | Q(resource__office__in=offices)
    exceptions = list(later.filter(mine, start_at__lt=now + timedelta(days=DAYS + 1)))
    return {
        office.pk: _days(
            office, [rule for rule in rules if rule.resource.office_id == office.pk], exceptions, now
        )
        for office in offices
    }


def _days(
    office: Office, rules: list[AvailabilityRule], exceptions: list[AvailabilityException], now: datetime
) -> list[OpenDay]:
    zone = ZoneInfo(office.time_zone)
    first = now.astimezone(zone).date()
    last = first + timedelta(days=DAYS - 1)
    holidays = bank_holidays(office.calendar, first, last)
    spans: list[Span] = []
    for resource in {rule.resource for rule in rules}:
        own = [each for each in exceptions if each.concerns(resource)]
        open_in = openings(
            (rule.hours for rule in rules if rule.resource == resource), first, last, zone, holidays=holidays
        )
        open_in += [each.span for each in own if each.kind == AvailabilityException.Kind.EXTRA]
        shut = [each.span for each in own if each.kind == AvailabilityException.Kind.CLOSED]
        spans += (left for span in open_in for left in without(span, shut))
    joined = together(spans)
    return [OpenDay(day, list(_on(day, joined, zone))) for day in days_between(first, last)]


def _on(day: date, spans: list[Span], zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    for span in spans:
        start, end = span.start.astimezone(zone), span.end.astimezone(zone)
        if start.date() == day:
            yield start, end


def without(span: Span, shut: Iterable[Span]) -> list[Span]:
    """Return what is left of a span when stretches are taken out of it, earliest first."""
    left = [span]
    for each in shut:
        left = [
            piece
            for whole in left
            for piece in (
                Span(whole.start, min(whole.end, each.start)),
                Span(max(whole.start, each.end), whole.end),
            )
            if piece.start < piece.end
        ]
    return left


def together(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
