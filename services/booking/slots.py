"""Which appointment times are left. Plain Python: no database, no request, no clock.

Rules are local ("Mondays 9 to 5"); times are UTC. Adding minutes to a local time would follow the
wall clock, which skips or repeats an hour when the clocks change, so nothing here does.
"""

from collections.abc import Container, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CELL_MIN = 5  # the grain of every claim: no two appointments share a resource's five minutes
_CELL_S = CELL_MIN * 60


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time that includes its start and excludes its end. Both are aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """How long an appointment takes, and the minutes kept clear before and after it."""

    length_min: int
    before_min: int = 0
    after_min: int = 0

    def __post_init__(self) -> None:
        if self.length_min < 1:
            raise ValueError(f"length_min must be at least 1 minute, got {self.length_min}")
        if min(self.before_min, self.after_min) < 0:
            raise ValueError(f"buffers cannot be negative, got {self.before_min} and {self.after_min}")

    @property
    def whole_min(self) -> int:
        """Minutes from the start of the first buffer to the end of the last."""
        return self.before_min + self.length_min + self.after_min

    def around(self, start: datetime) -> Span:
        """Return the whole stretch, buffers included, of an appointment that starts at `start`."""
        first = start - timedelta(minutes=self.before_min)
        return Span(first, first + timedelta(minutes=self.whole_min))


@dataclass(frozen=True, slots=True)
class Hours:
    """When a resource works: one weekday (Monday is 0), local hours, every so many weeks.

    Weeks are counted from the one that `valid_from` lies in. `valid_to` is the last day.
    """

    weekday: int
    opens: time
    closes: time
    valid_from: date
    valid_to: date | None = None
    every_weeks: int = 1

    def falls_on(self, day: date) -> bool:
        """Tell whether these hours apply on `day`."""
        if day.weekday() != self.weekday or day < self.valid_from:
            return False
        if self.valid_to is not None and day > self.valid_to:
            return False
        return (monday_of(day) - monday_of(self.valid_from)).days // 7 % self.every_weeks == 0


def monday_of(day: date) -> date:
    """Return the Monday of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from `first` to `last`, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def day_span(day: date, zone: ZoneInfo) -> Span:
    """Return a local day, midnight to midnight, in UTC: 23, 24 or 25 hours."""
    return Span(
        datetime.combine(day, time(), tzinfo=zone).astimezone(UTC),
        datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC),
    )


def span_on(day: date, opens: time, closes: time, zone: ZoneInfo) -> Span | None:
    """Return local hours on one day as a UTC span; None if the clocks skip all of them.

    An hour that happens twice is open both times. Inside an hour that is skipped, opening moves
    later and closing earlier, so nobody is promised a time the clock does not show.
    """
    start = datetime.combine(day, opens, tzinfo=zone).replace(fold=0).astimezone(UTC)
    end = datetime.combine(day, closes, tzinfo=zone).replace(fold=1).astimezone(UTC)
    return Span(start, end) if start < end else None


def openings(
    hours: Iterable[Hours], first: date, last: date, zone: ZoneInfo, *, holidays: Container[date] = ()
) -> list[Span]:
    """Return when the hours apply from `first` to `last`, earliest first, holidays left out."""
    hours = list(hours)
    spans = [
        span_on(day, each.opens, each.closes, zone)
        for day in days_between(first, last)
        if day not in holidays
        for each in hours
        if each.falls_on(day)
    ]
    return sorted((span for span in spans if span), key=lambda span: span.start)


def cells_touched(span: Span) -> range:
    """Return every cell that the span touches, even in part: what an appointment claims."""
    return range(_epoch_s(span.start) // _CELL_S, -(-_epoch_s(span.end) // _CELL_S))


def cells_within(span: Span) -> range:
    """Return the cells that lie wholly inside the span: what an opening offers."""
    return range(-(-_epoch_s(span.start) // _CELL_S), _epoch_s(span.end) // _CELL_S)


def _epoch_s(moment: datetime) -> int:
    return int(moment.timestamp())


def free_cells(opening: Iterable[Span], shut: Iterable[Span], taken: Set[int]) -> set[int]:
    """Return the cells in which a resource is open, not shut for a while and not claimed."""
    cells = {cell for span in opening for cell in cells_within(span)}
    for span in shut:
        cells.difference_update(cells_touched(span))
    return cells - taken


def free_starts(opening: Span, visit: Visit, free: Container[int], *, not_before: datetime) -> list[datetime]:
    """Return every start, in UTC and earliest first, at which the visit fits into `opening`.

    Starts follow one another at the visit's whole length, rounded up to full cells and counted
    from the opening, so they do not drift when somebody cancels.
    """
    step = timedelta(minutes=-(-visit.whole_min // CELL_MIN) * CELL_MIN)
    whole = timedelta(minutes=visit.whole_min)
    first, closes = opening.start.astimezone(UTC), opening.end.astimezone(UTC)
    starts = []
    while first + whole <= closes:
        start = first + timedelta(minutes=visit.before_min)
        if start >= not_before and fits(visit, start, free):
            starts.append(start)
        first += step
    return starts


def fits(visit: Visit, start: datetime, free: Container[int]) -> bool:
    """Tell whether every cell of the visit, buffers included, is free."""
    return all(cell in free for cell in cells_touched(visit.around(start)))
