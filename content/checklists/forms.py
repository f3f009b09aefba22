"""The opening questions of a checklist. Nothing has to be answered."""

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


def filled_in(said: Said) -> dict[str, Any]:
    """Return the form's initial values for what was said before."""
    return {"apply": sorted(said.apply) or ([NONE] if said.asked else []), "on": said.on}
