import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking.calendars import bank_holidays
from services.booking.slots import (
    CELL_MIN,
    Hours,
    Span,
    Visit,
    cells_touched,
    cells_within,
    day_span,
    days_between,
    free_cells,
    free_starts,
    openings,
    span_on,
)

LONDON = ZoneInfo("Europe/London")
# One hour of change, half an hour of change, no change but an odd offset.
ZONES = [LONDON, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kolkata")]
TEN_YEARS = st.dates(date(2026, 1, 1), date(2035, 12, 31))
FIVE_MINUTES = st.integers(0, 24 * 12 - 1).map(lambda number: time(number // 12, number % 12 * 5))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HALF_HOUR = Visit(30)
EVER = EPOCH


def starts_on(
    day: date, opens: time, closes: time, zone: ZoneInfo, visit: Visit = HALF_HOUR
) -> list[datetime]:
    opening = span_on(day, opens, closes, zone)
    if opening is None:
        return []
    return free_starts(opening, visit, set(cells_within(opening)), not_before=EVER)


def clock(starts: list[datetime], zone: ZoneInfo = LONDON) -> list[str]:
    return [start.astimezone(zone).strftime("%H:%M %Z") for start in starts]


SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize("day", [SPRING, AUTUMN, date(2026, 6, 1)])
def test_a_working_day_has_as_many_times_when_the_clocks_change(day: date) -> None:
    assert len(starts_on(day, time(9), time(17), LONDON)) == 16


def test_the_hour_that_happens_twice_is_offered_twice() -> None:
    assert clock(starts_on(AUTUMN, time(1), time(2), LONDON)) == [
        "01:00 BST",
        "01:30 BST",
        "01:00 GMT",
        "01:30 GMT",
    ]


def test_a_night_loses_or_gains_its_real_hour() -> None:
    assert len(starts_on(SPRING, time(0, 30), time(4), LONDON)) == 5
    assert len(starts_on(AUTUMN, time(0, 30), time(4), LONDON)) == 9


def test_the_hour_that_is_skipped_is_not_offered() -> None:
    assert starts_on(SPRING, time(1), time(2), LONDON) == []
    assert clock(starts_on(SPRING, time(0, 30), time(2, 30), LONDON)) == ["00:30 GMT", "02:00 BST"]


def test_a_time_before_the_lead_time_is_not_offered() -> None:
    opening = Span(datetime(2026, 6, 1, 9, tzinfo=LONDON), datetime(2026, 6, 1, 11, tzinfo=LONDON))
    not_before = datetime(2026, 6, 1, 9, 31, tzinfo=LONDON)
    starts = free_starts(opening, HALF_HOUR, set(cells_within(opening)), not_before=not_before)
    assert clock(starts) == ["10:00 BST", "10:30 BST"]


def test_a_taken_cell_hides_every_start_that_touches_it_with_its_buffers() -> None:
    opening = Span(datetime(2026, 6, 1, 9, tzinfo=LONDON), datetime(2026, 6, 1, 11, tzinfo=LONDON))
    visit = Visit(20, before_min=5, after_min=5)
    taken = set(
        cells_touched(Span(opening.start + timedelta(minutes=58), opening.start + timedelta(minutes=59)))
    )
    free = free_cells([opening], [], taken)
    assert clock(free_starts(opening, visit, free, not_before=EVER)) == [
        "09:05 BST",
        "10:05 BST",
        "10:35 BST",
    ]


def test_closing_for_a_while_hides_its_times() -> None:
    opening = Span(datetime(2026, 6, 1, 9, tzinfo=LONDON), datetime(2026, 6, 1, 11, tzinfo=LONDON))
    lunch = Span(opening.start + timedelta(minutes=45), opening.start + timedelta(minutes=50))
    free = free_cells([opening], [lunch], set())
    assert clock(free_starts(opening, HALF_HOUR, free, not_before=EVER)) == [
        "09:00 BST",
        "10:00 BST",
        "10:30 BST",
    ]


def test_every_second_week_counts_from_the_week_it_began() -> None:
    hours = Hours(0, time(9), time(10), valid_from=date(2026, 6, 3), every_weeks=2)  # a Wednesday
    days = [day for day in days_between(date(2026, 6, 1), date(2026, 6, 30)) if hours.falls_on(day)]
    assert days == [date(2026, 6, 15), date(2026, 6, 29)]


def test_hours_stop_after_their_last_day() -> None:
    hours = Hours(0, time(9), time(10), valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 8))
    days = [day for day in days_between(date(2026, 5, 1), date(2026, 6, 30)) if hours.falls_on(day)]
    assert days == [date(2026, 6, 1), date(2026, 6, 8)]


def test_bank_holidays_are_left_out() -> None:
    hours = [Hours(weekday, time(9), time(17), valid_from=date(2026, 1, 1)) for weekday in range(5)]
    first, last = date(2026, 12, 24), date(2026, 12, 29)
    spans = openings(hours, first, last, LONDON, holidays=bank_holidays("GB-ENG", first, last))
    assert [span.start.date() for span in spans] == [date(2026, 12, 24), date(2026, 12, 29)]


def test_scotland_keeps_its_own_holidays_and_no_calendar_keeps_none() -> None:
    second = date(2026, 1, 2)
    assert second in bank_holidays("GB-SCT", second, second)
    assert second not in bank_holidays("GB-ENG", second, second)
    assert bank_holidays("", second, second) == frozenset()
    with pytest.raises(ValueError, match="ZZ-TOP"):
        bank_holidays("ZZ-TOP", second, second)


def test_an_appointment_takes_time() -> None:
    with pytest.raises(ValueError, match="0"):
        Visit(0)
    with pytest.raises(ValueError, match="-5"):
        Visit(10, before_min=-5)


@given(TEN_YEARS, FIVE_MINUTES, FIVE_MINUTES, st.sampled_from(ZONES), st.integers(1, 24).map(lambda n: n * 5))
def test_every_time_offered_is_inside_the_hours_on_the_wall(
    day: date, opens: time, closes: time, zone: ZoneInfo, length_min: int
) -> None:
    visit = Visit(length_min)
    starts = starts_on(day, opens, closes, zone, visit)
    for start in starts:
        local = start.astimezone(zone)
        last = visit.around(start).end.astimezone(zone) - timedelta(minutes=CELL_MIN)
        assert local.date() == last.date() == day
        # In the hour that happens twice the clock shows an early time again: allowed, it is open twice.
        repeated = local.fold or local.replace(fold=1).utcoffset() != local.utcoffset()
        assert repeated or opens <= local.time()
        ends_repeated = last.fold or last.replace(fold=1).utcoffset() != last.utcoffset()
        assert ends_repeated or last.time() < closes
    assert all(
        later - sooner == timedelta(minutes=length_min) for sooner, later in itertools.pairwise(starts)
    )


@given(TEN_YEARS, FIVE_MINUTES, FIVE_MINUTES, st.sampled_from(ZONES))
def test_the_number_of_times_follows_real_minutes(
    day: date, opens: time, closes: time, zone: ZoneInfo
) -> None:
    """Counts five real minutes at a time, the slow way, on days on which the clocks leave the hours alone."""
    whole = day_span(day, zone)
    shown = [
        moment
        for moment in (EPOCH + timedelta(minutes=CELL_MIN) * cell for cell in cells_within(whole))
        if opens <= moment.astimezone(zone).time() < closes
    ]
    times = [moment.astimezone(zone).time() for moment in shown]
    is_clean = len(set(times)) == len(times) and whole.end - whole.start == timedelta(days=1)
    if is_clean:
        assert starts_on(day, opens, closes, zone, Visit(CELL_MIN)) == shown


@given(TEN_YEARS, st.sampled_from(ZONES))
def test_days_follow_one_another_without_gap_or_overlap(day: date, zone: ZoneInfo) -> None:
    assert day_span(day, zone).end == day_span(day + timedelta(days=1), zone).start


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(1, 300),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_claimed_cells_cover_the_whole_visit_and_no_cell_more(
    start: datetime, length_min: int, before_min: int, after_min: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    span = Visit(length_min, before_min, after_min).around(start)
    cells = cells_touched(span)
    first = EPOCH + timedelta(minutes=CELL_MIN) * cells[0]
    end = EPOCH + timedelta(minutes=CELL_MIN) * (cells[-1] + 1)
    assert first <= span.start < first + timedelta(minutes=CELL_MIN)
    assert end - timedelta(minutes=CELL_MIN) < span.end <= end
