"""The editor's form for a page: publishing asks the gate, and shows each finding at its field."""

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField

from content.checks.findings import Finding, Weight
from content.gate import dismiss, problems, unanswered


class BasePageForm(WagtailAdminPageForm):
    """A draft saves whatever it holds. Publish, submit and schedule need a page that can go live."""

    reason = forms.CharField(
        label=_("Why it goes live all the same"),
        required=False,
        max_length=500,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_("Only if a translation is missing or behind. It is kept with the page."),
    )

    def _post_clean(self) -> None:
        super()._post_clean()
        self.asked: list[Finding] = []
        if self.is_deferred_validation or self.errors:
            return
        found = problems(self.instance, form_is_clean=True)
        self._refuse([each for each in found if each.weight is Weight.STOPS])
        self.asked = unanswered(self.instance, found)
        if self.asked and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", [ValidationError(each.line) for each in self.asked])

    def _refuse(self, found: list[Finding]) -> None:
        by_field: dict[str, list[Finding]] = defaultdict(list)
        for each in found:
            by_field[each.field if each.field in self.fields else ""].append(each)
        for name, inside in by_field.items():
            if name and isinstance(self.instance._meta.get_field(name), StreamField):
                self.add_error(name, _at_blocks(inside))
            else:
                messages = [each.sentence if name else each.line for each in inside]
                self.add_error(name or None, [ValidationError(message) for message in messages])

    def save(self, commit: bool = True) -> Any:
        """Save the page, and the reason if one was asked for. A new page has no place for it yet."""
        page = super().save(commit=commit)
        if page.pk:
            self.keep_reason()
        return page

    def keep_reason(self) -> None:
        """Keep the reason for everything that asked for one."""
        for each in self.asked:
            dismiss(self.instance, each, reason=self.cleaned_data["reason"], by=self.for_user)


def _at_blocks(found: list[Finding]) -> StreamBlockValidationError:
    """Return one error that Wagtail shows as these messages, each at its block."""
    inside: dict[int, list[ValidationError]] = defaultdict(list)
    above: list[ValidationError] = []
    for each in found:
        place = above if each.index is None else inside[each.index]
        place.append(ValidationError(each.sentence))
    at = {index: ValidationError(errors) for index, errors in inside.items()}
    return StreamBlockValidationError(block_errors=at or None, non_block_errors=above or None)
