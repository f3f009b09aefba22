"""What advisers fill in besides the citizen's own form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services import wording
from services.applications.choices import CaseState, ChannelChoice, Outcome
from services.assisted.choices import Authority, Ending
from services.definitions.days import DayField
from services.identity.errors import ReferenceMistyped
from services.identity.references import tidy_reference


class StartForm(forms.Form):
    """How somebody reached us and who is speaking."""

    channel = forms.ChoiceField(
        label=_("How are they in touch?"),
        choices=[
            (ChannelChoice.PHONE, _("On the phone")),
            (ChannelChoice.COUNTER, _("At the counter")),
            (ChannelChoice.HOME_VISIT, _("At their home")),
            (ChannelChoice.PAPER, _("By post: a paper form came back")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how they are in touch")},
    )
    authority = forms.ChoiceField(
        label=_("Who are you talking to?"),
        choices=Authority.choices,
        initial=Authority.SELF,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select who you are talking to")},
    )
    acting_name = forms.CharField(
        label=_("Name of the person helping, and how they are allowed to act"),
        help_text=_(
            "Only if it is not the person themselves. For example: Jo Lee, daughter, spoken consent."
        ),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a name as soon as somebody else is speaking."""
        cleaned = super().clean() or {}
        if cleaned.get("authority") not in (None, Authority.SELF) and not cleaned.get("acting_name"):
            self.add_error("acting_name", _("Enter the name of the person helping and how they may act"))
        return cleaned


class _ReferenceForm(forms.Form):
    """Has a reference, tidied."""

    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("Spaces, dashes and small letters do not matter."),
        max_length=30,
        required=False,
    )

    def clean_reference(self) -> str:
        """Return the reference as it is stored, or nothing."""
        text: str = self.cleaned_data["reference"]
        if not text.strip():
            return ""
        try:
            return tidy_reference(text)
        except ReferenceMistyped as refusal:
            raise ValidationError(wording.explain(refusal)) from None


class BookingSearchForm(_ReferenceForm):
    """An appointment's reference, or the last name it was booked under."""

    last_name = forms.CharField(label=_("Last name"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("reference") or cleaned.get("last_name")):
            self.add_error("reference", _("Enter a reference or a last name"))
        return cleaned


class SearchForm(_ReferenceForm):
    """What the person says: a reference, or a last name and date of birth."""

    last_name = forms.CharField(label=_("Last name"), max_length=100, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["born"] = DayField("born", gettext("Date of birth"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one way to search."""
        cleaned = super().clean() or {}
        named = cleaned.get("last_name") and cleaned.get("born")
        if not self.errors and not cleaned.get("reference") and not named:
            self.add_error("reference", _("Enter a reference, or a last name and a date of birth"))
        return cleaned


class FactsForm(forms.Form):
    """Facts the caller states, compared without showing what we hold."""

    postcode = forms.CharField(
        label=_("Postcode"), max_length=12, error_messages={"required": _("Enter the postcode they tell you")}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["check_born"] = DayField("check_born", gettext("Date of birth"))


class CodeForm(forms.Form):
    """The resume code and last name that the caller states."""

    code = forms.CharField(
        label=_("Code"), max_length=30, error_messages={"required": _("Enter the code they tell you")}
    )
    fact = forms.CharField(
        label=_("Last name"),
        max_length=100,
        error_messages={"required": _("Enter the last name they tell you")},
    )


class EndForm(forms.Form):
    """How a stretch of help went."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Ending.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how it ended")},
    )


class LastNameForm(forms.Form):
    """The name that goes with a fresh resume code."""

    fact = forms.CharField(
        label=_("Last name"),
        help_text=_("They will need to say it together with the code."),
        max_length=100,
        error_messages={"required": _("Enter their last name")},
    )


class SpokenDeclarationForm(forms.Form):
    """What the adviser confirms before submitting for somebody."""

    HOW = [
        ("spoken", _("I read the statements aloud and they said they agree")),
        ("signed", _("They signed the declaration on paper in front of me, or on the form")),
    ]
    declared = forms.ChoiceField(
        label=_("How did they agree to the declaration?"),
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how they agreed. Without that you cannot send it.")},
    )


class CaseForm(forms.Form):
    """What happens to a case next, and what the citizen will read about it."""

    NEXT = [
        ("more_needed", _("Ask for more information")),
        ("approved", _("Decide: approve")),
        ("refused", _("Decide: refuse")),
        ("withdrawn", _("Close: they do not want it any more")),
    ]
    revision = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("What happens next?"),
        choices=NEXT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select what happens next")},
    )
    message = forms.CharField(
        label=_("Message to the citizen"),
        help_text=_("Say what you decided or need, why, and what they can do now."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={"required": _("Write a message to the citizen")},
    )

    @property
    def state(self) -> CaseState:
        """The state the decision leads to."""
        return CaseState.MORE_NEEDED if self._decision == "more_needed" else CaseState.DECIDED

    @property
    def outcome(self) -> Outcome | None:
        """What was decided, if it was."""
        return None if self._decision == "more_needed" else Outcome(self._decision)

    @property
    def _decision(self) -> str:
        return str(self.cleaned_data["decision"])

    def catch_up(self, revision: int) -> None:
        """Let the next press of the button count from what the page shows now."""
        self.data = {**self.data.dict(), "revision": str(revision)}  # type: ignore[attr-defined]  # a QueryDict
