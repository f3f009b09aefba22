"""Days and times as people say them: "Tuesday 3 November 2026", "10:30am", "midday"."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def day_words(day: date) -> str:
    """Return a day in full, in the reader's language. A moment must already be local."""
    return date_format(day, pgettext("day", "l j F Y"))


def time_words(moment: datetime) -> str:
    """Return the time that the clock shows; the moment must already be local."""
    hour, minute = moment.hour, moment.minute
    if (hour, minute) == (12, 0):
        return _("midday")
    if (hour, minute) == (0, 0):
        return _("midnight")
    parts = {"hour": (hour - 1) % 12 + 1, "minute": f"{minute:02}"}
    if minute:
        text = _("%(hour)s:%(minute)sam") if hour < 12 else _("%(hour)s:%(minute)spm")
    else:
        text = _("%(hour)sam") if hour < 12 else _("%(hour)spm")
    return text % parts


def moment_words(moment: datetime) -> str:
    """Return day and time: "Tuesday 3 November 2026 at 10:30am"."""
    return _("%(day)s at %(time)s") % {"day": day_words(moment), "time": time_words(moment)}
