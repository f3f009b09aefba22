"""How somebody gets back to their appointment."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LookUpForm(forms.Form):
    """Reference and code, as they stand on the letter, text or email."""

    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("It begins with BK, like BK-K7MR-4TXP."),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": _("Enter your reference.")},
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("It has 9 letters and numbers, like BCD 346 FGH."),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": _("Enter your code.")},
    )


class LastNameForm(forms.Form):
    """What somebody who opens a link from a message is asked."""

    last_name = forms.CharField(
        label=_("Last name"),
        help_text=_("The last name you gave when you booked."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "family-name", "class": "govuk-input--width-20"}),
        error_messages={"required": _("Enter your last name.")},
    )
