"""Times of day as people say them: "10:30am", "midday"."""

from datetime import datetime, time

from django.utils.translation import gettext as _


def time_words(moment: datetime | time) -> str:
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
