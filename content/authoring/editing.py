"""What happens when an author saves a form: keys are made, faults are shown at their fields."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from content.authoring import labels, naming, placing
from content.authoring.compile import Path
from content.authoring.gate import findings
from content.authoring.keys import key_from, name_keys
from content.service_form import forms_to_start
from services.definitions.models import Form


class ServiceFormForm(WagtailAdminModelForm):
    """The editor's form. Saving never fails for what is wrong with the document; publishing does."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those in which every text is complete. The form is offered in these."),
    )

    leads_to = forms.ChoiceField(
        label=labels.FIELDS["leads_to"],
        required=False,
        choices=forms_to_start,
        help_text=_("For a checker: the answers to the same questions are taken along."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = dict(settings.LANGUAGES)
        own = [code for code in self.instance.languages if code not in known]
        self.fields["languages"].choices = [*known.items(), *((code, code) for code in own)]
        if not self.instance.languages:
            self.initial["languages"] = [settings.LANGUAGE_CODE]
        if Form.objects.filter(key=self.instance.key or "").exists():
            self.fields["key"].disabled = True

    def clean(self) -> dict[str, Any]:
        """Make the keys that are missing; on publishing, put every fault at its field."""
        data: dict[str, Any] = super().clean()
        before = self.instance.languages
        chosen = data.get("languages") or []
        data["languages"] = [c for c in before if c in chosen] + [c for c in chosen if c not in before]
        source = (data["languages"] or [settings.LANGUAGE_CODE])[0]
        if not data.get("key"):
            title = data.get("title") or {}
            data["key"] = self._free(key_from(title.get(source, ""), "-"))
        if "parts" in data:
            stream = data["parts"].stream_block
            data["parts"] = stream.to_python(name_keys(data["parts"].get_prep_value(), source))
        if not self.is_deferred_validation and not self.errors:
            self._gate(data)
        return data

    def _free(self, wanted: str) -> str:
        taken = set(self.instance.__class__.objects.values_list("key", flat=True))
        numbers = (f"{wanted}-{number}" for number in range(2, 1000))
        return wanted if wanted not in taken else next(key for key in numbers if key not in taken)

    def _gate(self, data: dict[str, Any]) -> None:
        for name in (*self._meta.fields, "languages"):
            if name in data and name not in ("go_live_at", "expire_at", "comments"):
                setattr(self.instance, name, data[name])
        compiled = self.instance.compiled()
        inside: list[tuple[Path, str]] = []
        for fault in findings(compiled).stops:
            path, sentence = placing.field_of(compiled, fault), naming.sentence(compiled, fault)
            if path is not None:
                inside.append((path, sentence))
            else:
                name = fault.where.partition(".")[0].partition("[")[0]
                self.add_error(name if name in self.fields else None, ValidationError(sentence))
        if inside:
            self.add_error("parts", placing.stream_error(data["parts"].get_prep_value(), inside))
