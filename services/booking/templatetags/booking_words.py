"""Words by language, days and times, in templates."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_info

from services.booking import spoken
from services.booking.calendars import default_zone
from services.booking.models import AvailabilityException
from services.booking.words import in_language

register = template.Library()


@register.filter
def words(value: dict[str, Any]) -> str:
    """Return the words in the reader's language, marked with `lang` if they exist only in another."""
    return _marked(*in_language(value))


@register.filter
def words_list(value: dict[str, Any]) -> list[str]:
    """Return a list of texts in the reader's language, each marked as `words` does."""
    texts, language = in_language(value)
    return [_marked(text, language) for text in texts or []]


def _marked(text: str, language: str) -> str:
    if not text or language == (get_language() or "").partition("-")[0]:
        return text
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return format_html('<span lang="{}" dir="{}">{}</span>', language, direction, text)


@register.filter
def day_words(value: date) -> str:
    """Return a local day in full."""
    return spoken.day_words(value)


@register.filter
def time_words(value: datetime) -> str:
    """Return the time of a local moment."""
    return spoken.time_words(value)


@register.filter
def moment_words(value: datetime) -> str:
    """Return day and time of a local moment."""
    return spoken.moment_words(value)


@register.simple_tag
def closed_days(closure: AvailabilityException) -> tuple[date, date]:
    """Return the first and the last local day of a closure."""
    zone = ZoneInfo(closure.office.time_zone if closure.office else default_zone())
    last = closure.end_at.astimezone(zone) - timedelta(microseconds=1)
    return closure.start_at.astimezone(zone).date(), last.date()
