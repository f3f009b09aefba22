"""Form fields of the booking pages: read by the same kinds as the questions of forms."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from services.definitions.kinds import Email, Phone, Question
from services.definitions.kinds.places import POSTCODE
from services.wording import sentence


class KindField(forms.CharField):
    """One line of text that a kind of question reads: its value, its sentences when it is wrong."""

    def __init__(self, question: Question, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)
        self.question = question

    def clean(self, value: Any) -> str:
        """Return what the kind made of the text; empty if it may be."""
        text = super().clean(value)
        if not text:
            return ""
        reading = self.question.parse({"": text}, today=timezone.localdate())
        if reading.problems:
            problem = reading.problems[0]
            raise ValidationError(sentence(problem.code, **problem.detail), code=problem.code)
        return str(reading.value)


def phone_field(label: Any, **kwargs: Any) -> KindField:
    """Return a field for a telephone number; its value is like +441632960001."""
    attrs = {"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}
    question = Phone(key="phone", label={"en": "Phone"})
    return KindField(question, label=label, widget=forms.TextInput(attrs), **kwargs)


def email_field(label: Any, **kwargs: Any) -> KindField:
    """Return a field for an email address."""
    attrs = {"type": "email", "autocomplete": "email", "spellcheck": "false"}
    question = Email(key="email", label={"en": "Email"})
    return KindField(question, label=label, widget=forms.TextInput(attrs), **kwargs)


class PostcodeField(forms.CharField):
    """A United Kingdom postcode, kept with its space."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"autocomplete": "postal-code", "class": "govuk-input--width-10"})
        super().__init__(label=_("Postcode"), max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the postcode in capitals, with one space."""
        text = super().clean(value)
        if not text:
            return ""
        found = POSTCODE.match(text.upper())
        if not found:
            raise ValidationError(sentence("postcode_wrong"), code="postcode_wrong")
        return f"{found[1]} {found[2]}"


class RevealingRadios(forms.RadioSelect):
    """Radios with hints, some of which open further fields. `reveal` maps a value to bound fields."""

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints = hints or {}
        self.reveal: dict[str, list[forms.BoundField]] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the option its hint and the fields that belong to it."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value))
        fields = self.reveal.get(str(value), [])
        # Each field is rendered, and so escaped, by its own template.
        option["conditional"] = SafeString("".join(field.as_field_group() for field in fields))
        return option
