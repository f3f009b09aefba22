"""A reference as somebody says or types it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from services import wording
from services.identity.errors import ReferenceMistyped
from services.identity.references import tidy_reference


class ReferenceForm(forms.Form):
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
