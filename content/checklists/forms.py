"""The opening questions of a checklist, of which nothing has to be answered, and the name beside a code."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accessibility.dates import DatePartsField
from content.models import LifeEventPage
from services.checklists.plan import Said
from services.identity.codes import fold

NONE = "none"
EARLIEST, LATEST = timedelta(days=20 * 366), timedelta(days=5 * 366)


class OpeningForm(forms.Form):
    """Which circumstances apply, and when it was or will be. Boxes left alone mean: not answered."""

    apply = forms.MultipleChoiceField(
        label=gettext_lazy("Do these apply to you?"),
        help_text=gettext_lazy(
            "Choose all that apply. Leave it open if you are not sure: you then see everything."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list")},
    )
    on = DatePartsField(
        required=False,
        help_text=gettext_lazy("We then say until which day each thing is due. For example, 27 3 2027."),
    )

    def __init__(self, *args: Any, page: LifeEventPage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asks = [child.value["key"] for child in page.conditions]
        choices = [(child.value["key"], child.value["text"]) for child in page.conditions]
        if choices:
            self.fields["apply"].choices = [*choices, (NONE, _("None of these"))]  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["apply"]
        if page.date_question:
            self.fields["on"].label = page.date_question
        else:
            del self.fields["on"]

    def clean_apply(self) -> list[str]:
        """Refuse "none" together with one that applies."""
        chosen: list[str] = self.cleaned_data["apply"]
        if NONE in chosen and len(chosen) > 1:
            raise ValidationError(_("Choose what applies to you, or choose “None of these”"))
        return chosen

    def clean_on(self) -> date | None:
        """Refuse a day that nothing here can be counted from."""
        on: date | None = self.cleaned_data["on"]
        today = timezone.localdate()
        if on and not today - EARLIEST < on < today + LATEST:
            raise ValidationError(_("Enter a date in the last 20 years or the next 5 years"))
        return on

    def said(self) -> Said:
        """Return what was said, once the form is valid. Without a box ticked nothing was asked."""
        chosen = frozenset(self.cleaned_data.get("apply", ()))
        asked = frozenset(self.asks) if chosen else frozenset()
        return Said(asked, chosen - {NONE}, self.cleaned_data.get("on"))


class LastNameForm(forms.Form):
    """The last name that a checklist is opened with, together with its code."""

    last_name = forms.CharField(
        label=gettext_lazy("Your last name"),
        help_text=gettext_lazy("We ask for it with the code, so that nobody else can use a code they find."),
        max_length=40,
        widget=forms.TextInput(
            {"class": "govuk-input--width-20", "autocomplete": "family-name", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Enter your last name")},
    )

    @property
    def name(self) -> str:
        """The name, once the form is valid."""
        return str(self.cleaned_data["last_name"])

    def clean_last_name(self) -> str:
        """Refuse a name of signs only: it could never be checked."""
        name: str = self.cleaned_data["last_name"]
        if not fold(name):
            raise ValidationError(_("Enter your last name"))
        return name


def filled_in(said: Said) -> dict[str, Any]:
    """Return the form's initial values for what was said before."""
    return {"apply": sorted(said.apply) or ([NONE] if said.asked else []), "on": said.on}
