"""Which day it is for the council: a fee changes at its own midnight, not at that of Greenwich."""

from datetime import date, datetime, time

from django.utils import timezone


def council_day(moment: datetime | None = None) -> date:
    """Return the day on which a moment (default: now) falls where the council is."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def day_begins(day: date) -> datetime:
    """Return the midnight with which a day begins where the council is."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
