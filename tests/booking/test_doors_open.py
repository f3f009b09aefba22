"""When people can come in the next days."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.booking.doors_open import next_days, together, without
from services.booking.models import AvailabilityException, AvailabilityRule, Office, Resource
from services.booking.slots import Span

START = datetime(2026, 12, 21, 8, tzinfo=UTC)  # a Monday, with Christmas ahead


def span(first: int, length: int) -> Span:
    begin = START + timedelta(minutes=first)
    return Span(begin, begin + timedelta(minutes=length))


SPANS = st.lists(st.builds(span, st.integers(0, 200), st.integers(1, 90)), max_size=6)


def minutes(spans: list[Span]) -> set[int]:
    return {
        int((each.start - START).total_seconds() // 60) + minute
        for each in spans
        for minute in range(int((each.end - each.start).total_seconds() // 60))
    }


@settings(max_examples=50)
@given(SPANS, SPANS)
def test_what_is_open_is_exactly_what_somebody_opens_and_nobody_shuts(
    opened: list[Span], shut: list[Span]
) -> None:
    left = together([piece for each in opened for piece in without(each, shut)])
    assert minutes(left) == minutes(opened) - minutes(shut)
    assert all(one.end < other.start for one, other in pairwise(left))


@pytest.mark.django_db
def test_holidays_and_closures_are_left_out_and_what_opens_in_addition_is_in() -> None:
    office = Office.objects.create(key="hall", name={"en": "Hall"}, postcode="ZZ1 1AA", calendar="GB-ENG")
    desk = Resource.objects.create(key="desk", office=office, kind="desk", name="Desk")
    lunch = Resource.objects.create(key="lunch", office=office, kind="desk", name="Lunch")
    for weekday in range(5):
        for resource, opens, closes in ((desk, 9, 12), (desk, 14, 16), (lunch, 11, 13)):
            AvailabilityRule.objects.create(
                resource=resource,
                weekday=weekday,
                opens=time(opens),
                closes=time(closes),
                valid_from=START.date() - timedelta(days=90),
            )
    day = datetime(2026, 12, 22, tzinfo=UTC)
    make = AvailabilityException.objects.create
    make(office=office, start_at=day, end_at=day + timedelta(hours=15))
    make(
        kind="extra",
        resource=desk,
        start_at=day + timedelta(days=4, hours=10),
        end_at=day + timedelta(days=4, hours=11),
    )
    days = next_days([office], START)[office.pk]
    hours = [[(opens.hour, closes.hour) for opens, closes in each.stretches] for each in days]
    usual = [(9, 13), (14, 16)]
    #        Monday  closed till 3  Wednesday Thursday Christmas  in addition  Sunday
    assert hours == [usual, [(15, 16)], usual, usual, [], [(10, 11)], []]
