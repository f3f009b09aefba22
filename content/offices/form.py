"""The editor's form for an office: one box for each language, and the address as people write it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from content.checks.pieces import Piece
from content.languages import direction
from content.snippets.checking import looked_at, stopping

WORDS = ("name", "getting_in", "parking")
"""What is said differently in each language."""


def per_language(name: str) -> list[str]:
    """Return the names of the boxes in which one thing is said in each language, ours first."""
    return [f"{name}_{code}" for code, _language in settings.LANGUAGES]


class OfficeForm(WagtailAdminModelForm):
    """Words by language are typed into boxes of their own; the model keeps them together."""

    address = forms.CharField(
        label=gettext_lazy("Address"),
        widget=AdminAutoHeightTextInput(attrs={"rows": 3}),
        help_text=gettext_lazy("One line of the address per line, without the postcode."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["address"] = "\n".join(self.instance.address_lines)
        for name in WORDS:
            for code, _language in settings.LANGUAGES:
                self.initial[f"{name}_{code}"] = getattr(self.instance, name).get(code, "")
        if self.instance.pk:
            self.fields["key"].disabled = True  # it stands in addresses that people keep

    def clean(self) -> dict[str, Any]:
        """Ask for words in the site's own language wherever there are words in another."""
        cleaned: dict[str, Any] = super().clean()
        own = settings.LANGUAGE_CODE
        for name in WORDS:
            said = self._said(name)
            if said and own not in said and f"{name}_{own}" not in self.errors:
                self.add_error(f"{name}_{own}", _("Write it in the site’s own language too."))
        for each in stopping(looked_at(list(self._typed(cleaned)))):
            self.add_error(each.field, each.sentence)
        return cleaned

    def _typed(self, cleaned: dict[str, Any]) -> Iterator[Piece]:
        """Yield what citizens read of it, box by box."""
        for name in (box for word in WORDS for box in per_language(word)):
            if text := cleaned.get(name):
                yield Piece(name, None, str(self.fields[name].label), name, text)

    def _post_clean(self) -> None:
        for name in WORDS:
            setattr(self.instance, name, self._said(name))
        lines = self.cleaned_data.get("address", "").splitlines()
        self.instance.address_lines = [line.strip() for line in lines if line.strip()]
        super()._post_clean()

    def _said(self, name: str) -> dict[str, str]:
        found = {code: self.cleaned_data.get(f"{name}_{code}") for code, _language in settings.LANGUAGES}
        return {code: words for code, words in found.items() if words}


def _box(name: str, code: str, language: Any) -> forms.CharField:
    labels = {
        "name": gettext_lazy("Name"),
        "getting_in": gettext_lazy("Getting in"),
        "parking": gettext_lazy("Parking"),
    }
    is_name = name == "name"
    spoken = {"lang": code, "dir": direction(code)}
    return forms.CharField(
        label=format_lazy("{} ({})", labels[name], language),
        required=is_name and code == settings.LANGUAGE_CODE,
        max_length=120 if is_name else 500,
        widget=forms.TextInput(spoken) if is_name else AdminAutoHeightTextInput(attrs={"rows": 2, **spoken}),
    )


# The languages are a setting, so these cannot stand in the class one by one.
OfficeForm.declared_fields.update(
    {f"{name}_{code}": _box(name, code, language) for name in WORDS for code, language in settings.LANGUAGES}
)
