"""Choosing a time: a plain list of days, a radio button for every time, spoken in full."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from services.booking.queries import Day
from services.booking.spoken import day_words, time_words

KEY_SALT = "anydoor.hold-key"
Heading = tuple[str, Iterable[datetime]]
_STAMP = "%Y%m%dT%H%MZ"


class TimesRadios(forms.RadioSelect):
    """Radios under a heading for each day."""

    template_name = "booking/times.html"

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of a radio. The first is number 0, wherever it stands: errors lead there."""
        return super().id_for_label(id_, "0" if index == "0_0" else index)


class TimesForm(forms.Form):
    """One of the offered times. `key` names the hold it makes: sent twice, it makes one."""

    start = forms.CharField(
        label=_("Choose a day and time"),
        widget=TimesRadios,
        template_name="booking/times_field.html",  # type: ignore[call-arg]  # Django 5.0 has it
        error_messages={"required": _("Choose a day and time.")},
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, offered: Iterable[tuple[str, Iterable[datetime]]], zone: ZoneInfo, **kwargs: Any
    ):
        """Offer the times, in UTC, under their headings; `zone` is the one they are told in."""
        super().__init__(*args, **kwargs)
        radios = self.fields["start"].widget
        if isinstance(radios, TimesRadios):
            radios.choices = [
                (heading, [(start.strftime(_STAMP), spoken(start.astimezone(zone))) for start in starts])
                for heading, starts in offered
            ]

    def clean_start(self) -> datetime:
        """Return the time in UTC. Whether it is free, only the action can say."""
        try:
            return datetime.strptime(self.cleaned_data["start"], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            raise ValidationError(_("Choose a day and time."), code="required") from None

    def clean_key(self) -> uuid.UUID:
        """Return the id for the hold; a new one if the page was not ours."""
        try:
            return uuid.UUID(signing.loads(self.cleaned_data["key"], salt=KEY_SALT))
        except (signing.BadSignature, ValueError):
            return uuid.uuid4()


def spoken(local: datetime) -> tuple[str, str]:
    """Return what is heard before the time, and the time: ("Tuesday 3 November 2026 at", "10am")."""
    return day_words(local), time_words(local)


def sign_key(key: uuid.UUID) -> str:
    """Return an id that only a page of ours can have carried."""
    return signing.dumps(str(key), salt=KEY_SALT)


def by_day(days: Iterable[Day]) -> list[Heading]:
    """Return days as headings with their times."""
    return [(day_words(day.on), day.starts) for day in days]
