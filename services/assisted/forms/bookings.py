"""Find an appointment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.assisted.forms.references import ReferenceForm


class BookingSearchForm(ReferenceForm):
    """An appointment's reference, or the last name it was booked under."""

    last_name = forms.CharField(label=_("Last name"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("reference") or cleaned.get("last_name")):
            self.add_error("reference", _("Enter a reference or a last name"))
        return cleaned
