"""The editor's form for a snippet: a draft saves whatever it holds, publishing asks the gate."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from content.snippets.checking import looked_at, stopping, texts_of


class CheckedForm(WagtailAdminModelForm):
    """Shows what holds it up at its field."""

    def is_valid(self) -> bool:
        """Tell whether it may be saved; if it would go live, after a look at all its words."""
        if not super().is_valid():
            return False
        if self.is_deferred_validation:
            return True
        return not [form for form in (self, *self._beside()) if self._holds_up(form)]

    def _beside(self) -> list[Any]:
        inside = [form for formset in self.formsets.values() for form in formset.forms]
        return [form for form in inside if not form.cleaned_data.get("DELETE")]

    def _holds_up(self, form: Any) -> bool:
        held = stopping(looked_at(texts_of(form.instance)))
        for each in held:
            form.add_error(each.field if each.field in form.fields else None, each.sentence)
        return bool(held)
