"""The author's form for a service: what it starts is picked from what exists."""

from contextlib import suppress
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from content.page_form import BasePageForm
from content.short.giving import Taken, add_code, is_taken
from content.short.letters import LONGEST, looks_made, tidy
from services.booking.models import AppointmentType
from services.definitions.models import Form

Choices = list[tuple[str, Any]]


def forms_to_start() -> Choices:
    """Return every published form, with "none" first."""
    return [("", _("None")), *((form.key, form.key) for form in Form.objects.order_by("key"))]


def appointments_to_book() -> Choices:
    """Return everything that can be booked, with "none" first."""
    types = AppointmentType.objects.filter(active=True)
    return [("", _("None")), *((kind.key, kind.name.get(settings.LANGUAGE_CODE, kind.key)) for kind in types)]


class ServicePageForm(BasePageForm):
    """Lets an author choose a form and an appointment by name."""

    form_key = forms.ChoiceField(
        label=_("Form"), required=False, choices=forms_to_start, help_text=_("The form that it starts.")
    )
    booking_key = forms.ChoiceField(
        label=_("Appointment"),
        required=False,
        choices=appointments_to_book,
        help_text=_("What can be booked: the service itself, or an adviser who helps with its form."),
    )
    short_code = forms.CharField(
        label=_("Another short address"),
        required=False,
        max_length=LONGEST,
        help_text=_(
            "A word that is easy to say, for example badge for /s/badge. Small letters, digits and hyphens. "
            "It works at once and for good, and so do the ones before it."
        ),
    )

    def clean_short_code(self) -> str:
        """Refuse what is no code, and one that leads to another service."""
        typed: str = self.cleaned_data["short_code"]
        if not typed:
            return ""
        try:
            code = tidy(typed)
        except ValueError:
            raise forms.ValidationError(
                _("Use 3 to 30 small letters, digits and hyphens, and at least one letter.")
            ) from None
        if looks_made(code) or is_taken(self.instance, code):
            raise forms.ValidationError(_("Choose another one: this leads to another service, or once did."))
        return code

    def save(self, commit: bool = True) -> Any:
        """Save the page, and the code if one was typed."""
        page = super().save(commit=commit)
        if code := self.cleaned_data.get("short_code"):
            with suppress(Taken):  # somebody was quicker in this very moment: it is not in the list then
                add_code(page, code, by=self.for_user)
        return page
