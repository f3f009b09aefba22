"""The author's form for a service: what it starts is picked from what exists."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from content.page_form import BasePageForm
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
