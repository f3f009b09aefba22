"""The page on which somebody asks for a form or letter in another format."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.paper.formats.choices import Format
from services.paper.formats.details import Details

TOO_LONG = _("Use %(limit_value)d letters or fewer")


class FormatForm(forms.Form):
    """Which format, of what, and how to reach whoever asks."""

    format = forms.ChoiceField(
        label=_("Which format do you need?"),
        choices=Format.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the format that you need")},
    )
    about = forms.CharField(
        label=_("Which form or letter is it?"),
        help_text=_("Write its name. If it has a reference, write that too."),
        max_length=200,
        error_messages={
            "required": _("Write which form or letter you need"),
            "max_length": TOO_LONG,
        },
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        error_messages={"required": _("Enter your name"), "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    address = forms.CharField(
        label=_("Your address (optional)"),
        help_text=_(
            "Where we post it to. Give at least one: an address, a phone number or an email address."
        ),
        required=False,
        max_length=400,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
    )
    phone = forms.CharField(
        label=_("Your phone number (optional)"),
        required=False,
        max_length=40,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}
        ),
    )
    email = forms.EmailField(
        label=_("Your email address (optional)"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("Enter an email address, like name@example.com"),
            "max_length": TOO_LONG,
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    more = forms.CharField(
        label=_("Is there anything else we should know? (optional)"),
        help_text=_("For example which grade of braille, or how your audio is played."),
        required=False,
        max_length=1000,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Check that there is a way to reach them."""
        given = super().clean() or {}
        if not any(given.get(way) for way in ("address", "phone", "email")) and not self.errors.keys() & {
            "address",
            "phone",
            "email",
        }:
            self.add_error("address", _("Give an address, a phone number or an email address"))
        return given

    @property
    def details(self) -> Details:
        """What was written, once it is valid."""
        given = {key: text for key, text in self.cleaned_data.items() if key != "format"}
        return Details(**given)
