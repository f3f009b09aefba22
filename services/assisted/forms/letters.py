"""Choose among the letters that wait to be printed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.assisted.outgoing import Outgoing


class LettersForm(forms.Form):
    """The letters of one page, all of them chosen to begin with."""

    letter = forms.MultipleChoiceField(
        label=_("Letters"),
        error_messages={
            "required": _("Choose at least one letter"),
            "invalid_choice": _(
                "A colleague has dealt with some of these letters. Look at the list again and choose."
            ),
        },
    )

    def __init__(self, *args: Any, letters: Sequence[Outgoing], **options: Any) -> None:
        super().__init__(*args, **options)
        self.letters = {str(each.message.pk): each for each in letters}
        hints = {key: _hint(each) for key, each in self.letters.items()}
        choices = [(key, _title(each)) for key, each in self.letters.items()]
        field = self.fields["letter"]
        field.widget = HintedBoxes(hints=hints)
        field.choices = choices  # type: ignore[attr-defined]  # fields hold their class's own fields
        field.initial = list(self.letters)

    @property
    def chosen(self) -> list[Outgoing]:
        """The letters that were chosen, oldest first."""
        return [self.letters[key] for key in self.letters if key in self.cleaned_data["letter"]]


class HintedBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick, each with a line that says more."""

    def __init__(self, *, hints: dict[str, str]) -> None:
        super().__init__()
        self.hints = hints

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Give the option its line."""
        option: dict[str, Any] = super().create_option(name, value, *args, **options)
        option["hint"] = self.hints.get(str(value), "")
        return option


def _title(letter: Outgoing) -> str:
    return f"{letter.reference} · {letter.what}" if letter.reference else letter.what


def _hint(letter: Outgoing) -> str:
    languages = dict(settings.LANGUAGES)
    told = [
        gettext("Written on %(moment)s") % {"moment": _moment(letter.message.created_at)},
        str(languages.get(letter.message.language, letter.message.language)),
    ]
    if letter.printed_at:
        told.append(gettext("printed on %(moment)s") % {"moment": _moment(letter.printed_at)})
    return " · ".join(told)


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
