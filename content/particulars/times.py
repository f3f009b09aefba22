"""How long a service takes: one number with its unit, from which the sentence and ISO 8601 come."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

WORKING_DAYS_A_WEEK = 5


class TimeUnit(models.TextChoices):
    """What the number counts."""

    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


class ProcessingTime(blocks.StructBlock):
    """How long it is until a person hears. Words alone will do where no number is promised."""

    number = blocks.IntegerBlock(required=False, min_value=1, max_value=999, label=_("At most how many"))
    unit = blocks.ChoiceBlock(
        choices=TimeUnit.choices, required=False, label=_("Of what"), search_index=False
    )
    words = blocks.CharBlock(
        max_length=160,
        required=False,
        label=_("More about it"),
        help_text=_("A sentence, for example: We count from when we have everything we need."),
    )

    class Meta:
        icon = "time"
        label = _("When people hear")

    def clean(self, value: Any) -> Any:
        """Refuse a number of nothing, and a unit without a number."""
        cleaned = super().clean(value)
        if bool(cleaned["number"]) != bool(cleaned["unit"]):
            name = "unit" if cleaned["number"] else "number"
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(_("Give both: how many, and of what."))}
            )
        return cleaned


def is_said(time: Mapping[str, Any] | None) -> bool:
    """Tell whether anything is said about the time."""
    return bool(time and (time["number"] or time["words"]))


def in_words(time: Mapping[str, Any] | None) -> str:
    """Return the time as people read it, such as "Within 12 weeks. Often sooner."; "" if nothing is said."""
    if not time or not is_said(time):
        return ""
    said = [_within(time["number"], time["unit"])] if time["number"] else []
    return ". ".join([*said, *filter(None, [time["words"]])])


def duration(time: Mapping[str, Any] | None) -> str:
    """Return the longest it takes as an ISO 8601 duration such as P12W; "" if no number is given.

    ISO 8601 knows no working days: they come as the days of the calendar that they take at most, with
    the weekends among them and without bank holidays.
    """
    if not time or not time["number"]:
        return ""
    number = int(time["number"])
    match time["unit"]:
        case TimeUnit.HOURS:
            return f"PT{number}H"
        case TimeUnit.WORKING_DAYS:
            weeks, rest = divmod(number, WORKING_DAYS_A_WEEK)
            return f"P{weeks * 7 + (rest + 2 if rest else 0)}D"
        case TimeUnit.WEEKS:
            return f"P{number}W"
        case TimeUnit.MONTHS:
            return f"P{number}M"
    return f"P{number}D"


def _within(number: int, unit: str) -> str:
    match unit:
        case TimeUnit.HOURS:
            said = ngettext("Within %(count)s hour", "Within %(count)s hours", number)
        case TimeUnit.WORKING_DAYS:
            said = ngettext("Within %(count)s working day", "Within %(count)s working days", number)
        case TimeUnit.WEEKS:
            said = ngettext("Within %(count)s week", "Within %(count)s weeks", number)
        case TimeUnit.MONTHS:
            said = ngettext("Within %(count)s month", "Within %(count)s months", number)
        case _:
            said = ngettext("Within %(count)s day", "Within %(count)s days", number)
    return said % {"count": number}
