"""What authors fill in about facts: a new fact, and what it is from a day on."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.facts.history import Content, Kind
from services.facts.models import KINDS, Fact
from services.facts.today import council_day

KEY_MOST = 60


class FactForm(forms.Form):
    """A new fact."""

    label = forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=120,
        help_text=gettext_lazy("For colleagues, for example: Blue Badge fee."),
    )
    key = forms.RegexField(
        r"^[a-z][a-z0-9-]{0,59}$",
        label=gettext_lazy("Name in texts"),
        required=False,
        help_text=gettext_lazy(
            "Leave it empty: it is made from the words above. It cannot be changed later. "
            "Small English letters, numbers and hyphens."
        ),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    says_free = forms.BooleanField(label=gettext_lazy("For money: say “Free” instead of £0"), required=False)

    def clean(self) -> dict[str, Any]:
        """Make the name in texts, and see that no other fact has it."""
        cleaned = super().clean() or {}
        if "key" in self.errors or "label" in self.errors:
            return cleaned
        key = cleaned.get("key") or slugify(cleaned["label"])[:KEY_MOST].strip("-")
        if not key or not key[0].isalpha():
            self.add_error("key", _("Type a name in small English letters."))
        elif Fact.objects.filter(key=key).exists():
            self.add_error("key", _("There is a fact of this name already. Choose another name."))
        cleaned["key"] = key
        return cleaned


class ValueForm(forms.Form):
    """What a fact is from a day on."""

    effective_from = forms.DateField(
        label=gettext_lazy("From which day?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("It changes everywhere at midnight, when this day begins."),
    )
    source = forms.CharField(
        label=gettext_lazy("Who says so?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("The law or the decision, for example: Cabinet, 4 March 2026."),
    )
    at_once = forms.BooleanField(
        label=gettext_lazy("It holds today already: change it everywhere now"), required=False
    )

    def __init__(self, data: Any, *, fact: Fact) -> None:
        self.fact = fact
        self.is_first = not fact.values.exists()
        tomorrow = council_day() + timedelta(days=0 if self.is_first else 1)
        super().__init__(data, initial={"effective_from": tomorrow}, label_suffix="")
        for name, field in self._asked():
            self.fields[name] = field
        if self.is_first:
            del self.fields["at_once"]
        self.order_fields([name for name, _field in self._asked()])

    def _asked(self) -> list[tuple[str, forms.Field]]:
        day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        match Kind(self.fact.kind):
            case Kind.MONEY:
                words = _("Amount in pounds, for example 12.50")
                money = forms.DecimalField(label=words, min_value=0, max_digits=10, decimal_places=2)
                return [("amount", money)]
            case Kind.NUMBER:
                return [("amount", forms.DecimalField(label=_("Number"), max_digits=14, decimal_places=4))]
            case Kind.DATE:
                return [("day", forms.DateField(label=_("Day"), widget=day))]
        label = _("Words (%(language)s)")
        return [
            (f"words_{code}", forms.CharField(label=label % {"language": name}, max_length=300))
            for code, name in settings.LANGUAGES
        ]

    def clean(self) -> dict[str, Any]:
        """Ask whoever changes what holds today whether they mean it."""
        cleaned = super().clean() or {}
        begins = cleaned.get("effective_from")
        if begins and begins <= council_day() and not self.is_first and not cleaned.get("at_once"):
            self.add_error(
                "at_once",
                _("Pages, forms and papers change as soon as you save. Tick this if you mean it."),
            )
        return cleaned

    @property
    def content(self) -> Content:
        """What was filled in."""
        given = self.cleaned_data
        amount, day = given.get("amount"), given.get("day")
        if isinstance(amount, Decimal):
            return amount
        if isinstance(day, date):
            return day
        return tuple(sorted((code, given[f"words_{code}"]) for code, _name in settings.LANGUAGES))
