"""An office's opening hours, and when it is closed for a time."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from services.booking.slots import CELL_MIN
from services.booking.week import Week
from services.booking.words import Words
from services.definitions.screen.days import DayField

TYPED = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H"]


class HoursForm(forms.Form):
    """When the doors open and close on each weekday, and from which day on. A blank day is closed."""

    template_name: ClassVar[str] = "assisted/hours_form.html"

    def __init__(self, *args: Any, week: Week, **options: Any) -> None:
        super().__init__(*args, **options)
        for day, name in WEEKDAYS.items():
            opens, closes = week.get(day, (None, None))
            self.fields[f"opens_{day}"] = _clock(pgettext("opening hours", "Opens"), name, opens)
            self.fields[f"closes_{day}"] = _clock(pgettext("opening hours", "Closes"), name, closes)
        self.fields["since"] = DayField("since", gettext("From which day on?"), when_is="future")

    @property
    def days(self) -> Iterator[tuple[Any, BoundField, BoundField]]:
        """Yield each weekday's name with its two fields."""
        for day, name in WEEKDAYS.items():
            yield name, self[f"opens_{day}"], self[f"closes_{day}"]

    @property
    def week(self) -> dict[int, tuple[time, time]]:
        """The hours that were typed."""
        pairs = {
            day: (self.cleaned_data[f"opens_{day}"], self.cleaned_data[f"closes_{day}"]) for day in range(7)
        }
        return {day: pair for day, pair in pairs.items() if pair[0]}

    @property
    def since_on(self) -> date:
        """The first day of the new hours."""
        return date.fromisoformat(self.cleaned_data["since"])

    def clean(self) -> dict[str, Any]:
        """Ask for both times of a day, the right way round, in steps that appointments fit into."""
        cleaned = super().clean() or {}
        for day, name in WEEKDAYS.items():
            opens, closes = cleaned.get(f"opens_{day}"), cleaned.get(f"closes_{day}")
            if self.errors.keys() & {f"opens_{day}", f"closes_{day}"}:
                continue
            said = {"day": name, "minutes": CELL_MIN}
            if opens and not closes:
                self.add_error(f"closes_{day}", _("Enter when you close on %(day)s") % said)
            elif closes and not opens:
                self.add_error(f"opens_{day}", _("Enter when you open on %(day)s") % said)
            elif opens and closes and closes <= opens:
                self.add_error(f"closes_{day}", _("On %(day)s, closing must be later than opening") % said)
            elif opens and closes and (opens.minute % CELL_MIN or closes.minute % CELL_MIN):
                self.add_error(
                    f"opens_{day}", _("On %(day)s, use times in steps of %(minutes)s minutes") % said
                )
        return cleaned


def _clock(label: str, day: Any, value: time | None) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        initial=value,
        input_formats=TYPED,
        widget=forms.TimeInput({"type": "time", "class": "govuk-input--width-10"}, format="%H:%M"),
        error_messages={"invalid": _("Enter a time on %(day)s, like 9:30 or 14:00") % {"day": day}},
    )


class ClosureForm(forms.Form):
    """From which day to which day an office is closed, and why."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["first"] = DayField("first", gettext("First day closed"), when_is="future")
        self.fields["last"] = DayField(
            "last", gettext("Last day closed (leave blank for one day)"), required=False, when_is="future"
        )
        for code, language in settings.LANGUAGES:
            self.fields[f"reason_{code}"] = forms.CharField(
                label=gettext("Reason, %(language)s (optional)") % {"language": language},
                help_text=gettext("Everybody can read it on the page of the office."),
                required=False,
                max_length=200,
            )

    @property
    def first_on(self) -> date:
        """The first day."""
        return date.fromisoformat(self.cleaned_data["first"])

    @property
    def reason(self) -> Words:
        """Why, by language."""
        said = {code: self.cleaned_data[f"reason_{code}"] for code, _language in settings.LANGUAGES}
        return {code: words for code, words in said.items() if words}

    @property
    def last_on(self) -> date:
        """The last day; the first one if only one was typed."""
        return date.fromisoformat(self.cleaned_data["last"] or self.cleaned_data["first"])

    def clean(self) -> dict[str, Any]:
        """Ask for days in their order, not years from now."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self._refuse("last", _("The last day must be the first day or later"))
        elif first and date.fromisoformat(last or first).year > timezone.localdate().year + 2:
            self._refuse("last" if last else "first", _("Enter days in the next two years"))
        own = f"reason_{settings.LANGUAGE_CODE}"
        others = [f"reason_{code}" for code, _language in settings.LANGUAGES]
        if not cleaned.get(own) and own not in self.errors and any(cleaned.get(name) for name in others):
            self.add_error(own, _("Write the reason in the site’s own language too"))
        return cleaned

    def _refuse(self, field: str, sentence: Any) -> None:
        self.add_error(field, ValidationError(sentence, params={"part": "day"}))


class FateForm(forms.Form):
    """What happens to the appointments inside a closure."""

    CHOICES: ClassVar = [
        ("cancel", _("Cancel them and tell each person by letter, text or email")),
        ("keep", _("Keep them for now: we move or call each one")),
    ]
    fate = forms.ChoiceField(
        label=_("What should happen to these appointments?"),
        help_text=_("People who want a phone call stay on a list until somebody has called them."),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select what should happen to these appointments")},
    )
