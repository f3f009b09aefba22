"""Days and times as people say them: "Tuesday 3 November 2026", "10:30am", "midday"."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from services.definitions.clock import time_words

__all__ = ["day_words", "moment_words", "time_words"]


def day_words(day: date) -> str:
    """Return a day in full, in the reader's language. A moment must already be local."""
    return date_format(day, pgettext("day", "l j F Y"))


def moment_words(moment: datetime) -> str:
    """Return day and time: "Tuesday 3 November 2026 at 10:30am"."""
    return _("%(day)s at %(time)s") % {"day": day_words(moment), "time": time_words(moment)}
