"""Before a form is published: what changes for whom, and the author's choice for open applications."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from services import wording
from services.applications.impact import Impact, Touched, impact
from services.definitions.document import Document
from services.definitions.sentences import words
from services.definitions.versions.changes import Effect
from services.definitions.versions.fates import Fate

CLASSES = {
    Effect.BREAKING: _("Earlier answers cannot be used"),
    Effect.RE_ASK: _("Asked again, where the earlier answer no longer holds"),
    Effect.ADDED: _("New"),
    Effect.REMOVED: _("No longer asked"),
    Effect.CONDITION: _("Asked of other people"),
    Effect.COMPATIBLE: _("Changed, every earlier answer still counts"),
    Effect.WORDING: _("Only other words"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One change as its author reads it."""

    about: str
    why: str
    drafts: int
    answered: int | None


@dataclass(frozen=True, slots=True)
class Review:
    """All changes by class, the heaviest first, and how many applications are open."""

    impact: Impact
    classes: tuple[tuple[Any, tuple[Row, ...]], ...]


def touched(document: Document) -> Review:
    """Return what publishing this document would change."""
    found = impact(document)
    by_class = [
        (title, tuple(_row(each, document) for each in found.touched if each.change.effect is effect))
        for effect, title in CLASSES.items()
    ]
    return Review(found, tuple((title, rows) for title, rows in by_class if rows))


def _row(each: Touched, document: Document) -> Row:
    change = each.change
    about = change.key
    if change.about == "question" and change.key in document.questions:
        about = words(document.questions[change.key].label, get_language() or "en")
    elif change.about == "repeat" and change.key in document.repeats_by_key:
        about = words(document.repeats_by_key[change.key].title, get_language() or "en")
    elif change.about == "ending" and change.key in document.steps_by_key:
        about = words(document.steps_by_key[change.key].title, get_language() or "en")
    why = " ".join(wording.sentence(f"change_{reason}") for reason in change.reasons)
    return Row(about, why, each.drafts, each.answered if change.about == "question" else None)


class PublishChoice(forms.Form):
    """What the author decides before a form is published."""

    open_drafts = forms.ChoiceField(
        label=_("What happens to open applications?"),
        choices=[
            (
                Fate.KEEP.value,
                _("They stay as they are, until the day below if you give one; then they move"),
            ),
            (Fate.MOVE.value, _("They move now. People are asked again only what must be asked again")),
            (Fate.CLOSE.value, _("They are closed. People can begin again with the answers that still fit")),
        ],
        widget=forms.RadioSelect,
    )
    kept_until = forms.DateField(
        label=_("Until when they stay"), required=False, widget=forms.DateInput({"type": "date"})
    )
    read = forms.BooleanField(
        label=_("I have read this"), error_messages={"required": _("Read it, then tick.")}
    )

    def __init__(self, data: Any, *, form: Any, must_read: bool, may_publish: bool) -> None:
        super().__init__(data, initial={"open_drafts": form.open_drafts, "kept_until": form.kept_until})
        self.may_publish = may_publish
        if not must_read:
            del self.fields["read"]

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is over, or one that belongs to no choice."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        day = data.get("kept_until")
        if day and data.get("open_drafts") != Fate.KEEP.value:
            data["kept_until"] = None
        elif day and day < timezone.localdate():
            self.add_error("kept_until", _("This day is over. Choose a later one, or let them move."))
        return data

    def write(self, form: Any, signature: str) -> None:
        """Put the choice into the form, where every way of publishing finds it."""
        form.open_drafts = self.cleaned_data["open_drafts"]
        form.kept_until = self.cleaned_data["kept_until"]
        form.advice_read = signature
