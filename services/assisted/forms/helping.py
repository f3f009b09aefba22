"""Who is helped, which application is theirs, how we made sure, and how it ended."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from services.applications.choices import ChannelChoice
from services.assisted.choices import Authority, Ending
from services.assisted.forms.references import ReferenceForm
from services.definitions.languages import in_language
from services.definitions.screen.days import DayField


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
    language = forms.ChoiceField(
        label=_("Which language do they want?"),
        help_text=_("The questions that you read to them and our letters are in it."),
        widget=forms.RadioSelect({"class": "govuk-radios--inline"}),
        required=False,
    )
    acting_name = forms.CharField(
        label=_("Name of the person helping, and how they are allowed to act"),
        help_text=_(
            "Only if it is not the person themselves. For example: Jo Lee, daughter, spoken consent."
        ),
        max_length=200,
        required=False,
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        languages: Any = self.fields["language"]
        languages.choices = [(code, _in_itself(code)) for code, _name in settings.LANGUAGES]
        languages.initial = get_language() or settings.LANGUAGE_CODE

    def clean_language(self) -> str:
        """Return the language that was chosen, or that of the page."""
        return str(self.cleaned_data["language"] or get_language() or settings.LANGUAGE_CODE)

    def clean(self) -> dict[str, Any]:
        """Ask for a name as soon as somebody else is speaking."""
        cleaned = super().clean() or {}
        themselves = (None, Authority.SELF, Authority.RELAY)
        if cleaned.get("authority") not in themselves and not cleaned.get("acting_name"):
            self.add_error("acting_name", _("Enter the name of the person helping and how they may act"))
        return cleaned


def _in_itself(code: str) -> str:
    """Return a language's own name, marked as being in it."""
    name = str(get_language_info(code)["name_local"])
    return name if code == get_language() else in_language(name, code)


class SearchForm(ReferenceForm):
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
