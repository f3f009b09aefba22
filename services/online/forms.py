"""The forms of the web channel that are not made from questions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accessibility.dates import DatePartsField
from services.definitions.journey import Stop, Values

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class PlainForm(forms.Form):
    """A form without Django's colons and the browser's own bubbles."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")


class RepeatForm(PlainForm):
    """Under the list of a repeat: add another? The list must be whole before it is left."""

    add = forms.ChoiceField(
        label=gettext_lazy("Do you want to add another?"),
        choices=YES_NO,
        widget=forms.RadioSelect({"class": "govuk-radios--inline"}),
        error_messages={
            "required": gettext_lazy("Choose yes or no"),
            "invalid_choice": gettext_lazy("Choose yes or no"),
        },
    )

    def __init__(self, stop: Stop, *, data: Any = None) -> None:
        super().__init__(data)
        self.stop = stop
        if stop.repeat is None:
            raise ValueError(f"stop {stop.key!r} is not a repeat")
        self.can_add = len(stop.rows) < stop.repeat.maximum
        if not stop.rows or not self.can_add:
            del self.fields["add"]

    @property
    def wants_more(self) -> bool:
        """Whether a new row is wanted: chosen, or there is none yet."""
        return not self.stop.rows or self.cleaned_data.get("add") == "yes"

    has_typing = False
    """Nothing here is worth keeping."""

    @property
    def values(self) -> Values:
        """No answers: the rows hold them."""
        return {}

    def clean(self) -> dict[str, Any]:
        """Refuse to leave a list with an unfinished row."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.stop.repeat and len(self.stop.rows) > self.stop.repeat.maximum:
            raise ValidationError(
                ngettext(
                    "This list can have only %(limit)s. Remove the others.",
                    "This list can have up to %(limit)s. Remove the others.",
                    self.stop.repeat.maximum,
                )
                % {"limit": self.stop.repeat.maximum}
            )
        unfinished = [at for at, row in enumerate(self.stop.rows, start=1) if not row.complete]
        if unfinished and not self.errors:
            raise ValidationError(
                _("Finish number %(at)s in the list, or remove it.") % {"at": unfinished[0]}
            )
        return cleaned


CODE_LOOK = {"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}


class ResumeForm(PlainForm):
    """What opens an application again: reference, code and last name."""

    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        help_text=gettext_lazy("For example K7MR-4TXP. It does not matter how you space it."),
        max_length=40,
        widget=forms.TextInput({**CODE_LOOK, "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Enter your reference")},
    )
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("9 letters and numbers, for example BCD 346 FGH."),
        max_length=40,
        widget=forms.TextInput({**CODE_LOOK, "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Enter your code")},
    )
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        help_text=gettext_lazy("The one you gave when you got the code."),
        max_length=100,
        widget=forms.TextInput({"class": "govuk-input--width-20", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Enter your last name")},
    )

    def __init__(self, data: Any = None, *, known: bool = False) -> None:
        super().__init__(data)
        if known:  # reference and code came with the link
            del self.fields["reference"], self.fields["code"]


class ReopenForm(PlainForm):
    """What someone says to open a closed page again on the same device."""

    last_name = forms.CharField(
        label=gettext_lazy("What is the last name in your answers?"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-20", "spellcheck": "false"}),
    )
    born = DatePartsField(label=gettext_lazy("What is the date of birth in your answers?"), required=False)

    def __init__(self, data: Any = None, *, by_name: bool) -> None:
        super().__init__(data)
        del self.fields["born" if by_name else "last_name"]
