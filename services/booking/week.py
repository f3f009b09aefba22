"""An office's opening hours: the sum of its people's hours, which follow a change. Plain Python."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from services.booking.slots import Hours, monday_of

Stretch = tuple[time, time]
Week = Mapping[int, Stretch]
"""When the doors open and close, by weekday (Monday is 0). A day that is missing is closed."""


def stretches(hours: Iterable[Hours]) -> dict[int, list[Stretch]]:
    """Return when anybody is there, by weekday, earliest first; what touches is one stretch."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    for each in sorted(hours, key=lambda each: (each.weekday, each.opens, each.closes)):
        day = found[each.weekday]
        if day and each.opens <= day[-1][1]:
            day[-1] = (day[-1][0], max(day[-1][1], each.closes))
        else:
            day.append((each.opens, each.closes))
    return dict(sorted(found.items()))


def week_of(hours: Iterable[Hours]) -> dict[int, Stretch]:
    """Return when the first comes and the last goes on each weekday."""
    return {weekday: (day[0][0], day[-1][1]) for weekday, day in stretches(hours).items()}


def moved(hours: Hours, old: Week, new: Week) -> Stretch | None:
    """Return somebody's stretch once the office's week changes; None if nothing of it is left.

    Who came at opening time comes at the new one, who stayed until closing stays until the new one;
    everybody else keeps their hours as far as the office is open.
    """
    if hours.weekday not in new:
        return None
    first, last = old[hours.weekday]
    opens, closes = new[hours.weekday]
    begins = opens if hours.opens == first else max(hours.opens, opens)
    ends = closes if hours.closes == last else min(hours.closes, closes)
    return (begins, ends) if begins < ends else None


def next_turn(hours: Hours, since: date) -> date:
    """Return from which day hours that apply every so many weeks go on in step, on or after `since`."""
    weeks = (monday_of(since) - monday_of(hours.valid_from)).days // 7
    wait = -weeks % hours.every_weeks
    return since if wait == 0 else monday_of(since) + timedelta(weeks=wait)


def is_inside(week: Week, start: datetime, end: datetime) -> bool:
    """Tell whether local moments on one day lie within the opening hours."""
    hours = week.get(start.weekday())
    return hours is not None and hours[0] <= start.time() and end.time() <= hours[1]
