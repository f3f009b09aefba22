"""The form by which a citizen says how to reach them: two ranked ways, and ways never to use."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.identity.contact import ContactWay, Way

WAYS = {
    Way.EMAIL: _("Email"),
    Way.TEXT: _("Text message"),
    Way.PHONE: _("Phone call"),
    Way.LETTER: _("Letter"),
    Way.TEXT_RELAY: _("Text relay (Relay UK)"),
    Way.BSL_RELAY: _("British Sign Language (BSL) video relay"),
    Way.HELPER: _("Through someone who helps me"),
}
_NUMBER_WAYS = (Way.TEXT, Way.PHONE, Way.TEXT_RELAY, Way.BSL_RELAY)
_FORMATS = [
    ("", pgettext_lazy("format", "Standard print")),
    ("large_print", _("Large print")),
    ("audio", _("Audio")),
    ("easy_read", _("Easy Read")),
    ("braille", _("Braille")),
]


def offered() -> list[tuple[str, Any]]:
    """Return the ways that can be chosen here: text messages only where we can send them."""
    return [(way.value, name) for way, name in WAYS.items() if way is not Way.TEXT or settings.SMS_ADAPTER]


class ContactForm(forms.Form):
    """How to reach a person. `ways(email)` gives the ranked list, once the form is valid."""

    first = forms.ChoiceField(
        label=_("How should we contact you?"),
        choices=offered,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how we should contact you")},
    )
    second = forms.ChoiceField(
        label=_("If we cannot reach you that way"),
        choices=lambda: [("", pgettext_lazy("contact", "No other way")), *offered()],
        widget=forms.RadioSelect,
        required=False,
    )
    number = forms.CharField(
        label=_("Phone number"),
        help_text=_("Only if you chose a call, text message or relay."),
        max_length=30,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}
        ),
    )
    address = forms.CharField(
        label=_("Postal address"),
        help_text=_("Only if you chose a letter."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "street-address"}),
    )
    helper = forms.CharField(
        label=_("Name and phone number of the person who helps you"),
        help_text=_("Only if you chose this way. Ask them first."),
        max_length=200,
        required=False,
    )
    never = forms.MultipleChoiceField(
        label=_("Is there a way that we must never use?"),
        help_text=_("For example, because someone else could read or hear our message."),
        choices=offered,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    times = forms.CharField(
        label=_("Good times to reach you"),
        help_text=_("For example, mornings, or not on Fridays."),
        max_length=100,
        required=False,
    )
    format = forms.ChoiceField(
        label=_("Format of letters"), choices=_FORMATS, required=False, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("Language of our messages"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen ways need, and refuse a way that must never be used."""
        given: dict[str, Any] = super().clean() or {}
        chosen = [Way(given[name]) for name in ("first", "second") if given.get(name)]
        if any(way in _NUMBER_WAYS for way in chosen) and not given.get("number"):
            self.add_error("number", _("Enter a phone number"))
        if Way.LETTER in chosen and not given.get("address"):
            self.add_error("address", _("Enter a postal address"))
        if Way.HELPER in chosen and not given.get("helper"):
            self.add_error("helper", _("Enter the name and phone number of the person who helps you"))
        if set(chosen) & set(given.get("never", [])):
            self.add_error("never", _("You chose this way above. Choose another way, or leave it out here."))
        return given

    def ways(self, email: str) -> tuple[ContactWay, ...]:
        """Return the ranked list, then the ways never to use. `email` is the account's address."""
        given = self.cleaned_data
        chosen = dict.fromkeys(Way(given[name]) for name in ("first", "second") if given[name])
        never = [Way(value) for value in given["never"]]
        return tuple(
            ContactWay(
                way=way,
                address=self._address(way, email),
                safe=way not in never,
                times=given["times"],
                format=given["format"] if way is Way.LETTER else "",
            )
            for way in [*chosen, *never]
        )

    def _address(self, way: Way, email: str) -> str:
        given = self.cleaned_data
        if way is Way.EMAIL:
            return email
        field = {Way.LETTER: "address", Way.HELPER: "helper"}.get(way, "number")
        return str(given[field])


def filled_in(ways: tuple[ContactWay, ...], language: str) -> dict[str, Any]:
    """Return the form's initial values for what a person said before."""
    ranked = [choice for choice in ways if choice.safe]
    by_way = {choice.way: choice.address for choice in ways}
    return {
        "first": ranked[0].way if ranked else Way.EMAIL,
        "second": ranked[1].way if len(ranked) > 1 else "",
        "number": next((by_way[way] for way in _NUMBER_WAYS if by_way.get(way)), ""),
        "address": by_way.get(Way.LETTER, ""),
        "helper": by_way.get(Way.HELPER, ""),
        "never": [choice.way for choice in ways if not choice.safe],
        "times": next((choice.times for choice in ways if choice.times), ""),
        "format": next((choice.format for choice in ways if choice.format), ""),
        "language": language,
    }
