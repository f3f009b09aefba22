"""Which days are bank holidays. Calendars are named as in ISO 3166: "GB-ENG", "GB-SCT"."""

from datetime import date
from functools import cache

import holidays
from django.conf import settings

# For telephone lines and home visits, which belong to no office.
DEFAULT_CALENDAR = "GB-ENG"


def default_zone() -> str:
    """Return the time zone of what belongs to no office."""
    return settings.TIME_ZONE


@cache
def _of_year(calendar: str, year: int) -> frozenset[date]:
    country, _, part = calendar.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))


def bank_holidays(calendar: str, first: date, last: date) -> frozenset[date]:
    """Return the bank holidays of every year touched by `first` to `last`; none without a calendar.

    In England and Wales: Banking and Financial Dealings Act 1971, schedule 1, and proclamations.
    Raises ValueError for a calendar that is not known.
    """
    if not calendar:
        return frozenset()
    try:
        years = [_of_year(calendar, year) for year in range(first.year, last.year + 1)]
    except NotImplementedError:
        raise ValueError(f"no bank holidays known for {calendar!r}") from None
    return frozenset().union(*years)
