"""The form of the reading preferences."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReadingForm(forms.Form):
    """Text size and contrast."""

    text = forms.ChoiceField(
        label=_("Text size and spacing"),
        choices=[("standard", _("Standard")), ("large", _("Larger, with more space between letters"))],
        widget=forms.RadioSelect,
    )
    contrast = forms.ChoiceField(
        label=_("Contrast"),
        choices=[("standard", _("Standard")), ("high", _("High: black and dark colours on white"))],
        widget=forms.RadioSelect,
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)
