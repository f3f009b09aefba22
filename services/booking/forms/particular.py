"""What some types of appointment ask besides."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accessibility.dates import DatePartsField
from services.booking.advice import needs_authority
from services.booking.fields import RevealingRadios
from services.booking.forms.asking import DetailsForm
from services.identity import references
from services.identity.errors import ReferenceMistyped
from services.wording import explain


def _not_in_future(day: date, today: date) -> date:
    if day > today:
        raise ValidationError(_("The date must be today or in the past."), code="future")
    return day


class BirthForm(DetailsForm):
    """To register a birth: who comes decides whose details the law lets us enter."""

    WHO: ClassVar = {
        "both": _("Both parents"),
        "mother": _("The mother alone"),
        "parent": _("The father or second parent alone"),
        "other": _("Someone else"),
    }
    born_on = DatePartsField(
        label=_("When was the baby born?"),
        help_text=_("For example, 27 3 2026."),
        error_messages={"required": _("Enter the date of birth of the baby.")},
    )
    # Births and Deaths Registration Act 1953, sections 2 and 10.
    who_comes = forms.ChoiceField(
        label=_("Who will come to the appointment?"),
        choices=WHO.items(),
        widget=RevealingRadios(
            hints={
                "mother": _(
                    "If you are not married to the other parent or in a civil partnership with them, "
                    "they can only be named if they come too or give you a signed declaration."
                ),
                "parent": _(
                    "You can come alone only if you are married to the mother "
                    "or in a civil partnership with her."
                ),
                "other": _("For example, a grandparent who was there at the birth. Call us first."),
            }
        ),
        error_messages={"required": _("Choose who will come.")},
    )
    own = ("born_on", "who_comes")

    def clean_born_on(self) -> date:
        """Refuse the future, and a birth that needs special authority."""
        born_on = _not_in_future(self.cleaned_data["born_on"], self.today)
        if needs_authority(born_on, self.today):
            raise ValidationError(
                _("This birth was more than 12 months ago. Call us: we need a special permission first."),
                code="needs_authority",
            )
        return born_on


class DeathForm(DetailsForm):
    """To register a death: possible once the certificate of its cause has reached the registrar."""

    CERTIFICATE: ClassVar = {
        "medical_examiner": _("Yes, the medical examiner’s office told me"),
        "coroner": _("Yes, the coroner’s office told me"),
        "no": _("No, or I do not know"),
    }
    deceased = forms.CharField(
        label=_("Full name of the person who died"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the full name of the person who died.")},
    )
    died_on = DatePartsField(
        label=_("When did the person die?"),
        help_text=_("For example, 27 3 2026. If you are not sure, enter the day on which they were found."),
        error_messages={"required": _("Enter the date of death.")},
    )
    certificate = forms.ChoiceField(
        label=_("Have you been told that the medical certificate was sent to the registrar?"),
        help_text=_("They send it to us directly. You do not have to collect it."),
        choices=CERTIFICATE.items(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you have been told.")},
    )
    own = ("deceased", "died_on", "certificate")

    def clean_died_on(self) -> date:
        """Refuse the future."""
        return _not_in_future(self.cleaned_data["died_on"], self.today)

    def clean_certificate(self) -> str:
        """Refuse to book before the certificate is there: the registrar could do nothing."""
        told = str(self.cleaned_data["certificate"])
        if told == "no":
            raise ValidationError(
                _(
                    "We can register the death when we have the certificate. Wait until the medical "
                    "examiner’s or coroner’s office tells you. If the funeral must be soon, call us."
                ),
                code="no_certificate",
            )
        return told


class ApplicationForm(DetailsForm):
    """To show documents for an application."""

    application_reference = forms.CharField(
        label=_("Reference of your application"),
        help_text=_("It has letters and numbers, like BB-K7MR-4TXP. Leave this empty if you do not have it."),
        max_length=30,
        required=False,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}
        ),
    )
    own = ("application_reference",)

    def clean_application_reference(self) -> str:
        """Return the reference as it is stored."""
        typed = str(self.cleaned_data["application_reference"])
        try:
            return references.tidy_reference(typed) if typed else ""
        except ReferenceMistyped as slip:
            raise ValidationError(explain(slip), code=slip.code) from None
