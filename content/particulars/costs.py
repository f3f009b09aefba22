"""What a service costs: amounts with whom or what they are for, and the one line that sums them up."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks

from content.ways.kinds import WayKind, labels

FACT = re.compile(r"\{fact:[^{}\s]+\}")
"""Stands for an amount that is written once elsewhere."""
MONEY = re.compile(r"\d{1,7}(\.\d{1,2})?")
LISTED = 3
"""So many amounts still fit in one line."""


def check_amount(value: str) -> None:
    """Raise ValidationError unless the value is an amount of money or stands for exactly one."""
    if not MONEY.fullmatch(value) and not FACT.fullmatch(value):
        raise ValidationError(
            gettext_lazy("Enter an amount, like 10 or 12.50, or one fact, like {fact:key}.")
        )


class Cost(blocks.StructBlock):
    """One thing to pay for. 0 is free."""

    amount = blocks.CharBlock(
        max_length=80,
        validators=[check_amount],
        label=gettext_lazy("Amount"),
        help_text=gettext_lazy("In pounds, like 10 or 12.50. Enter 0 if it is free."),
        search_index=False,
    )
    currency = blocks.ChoiceBlock(
        choices=[("GBP", gettext_lazy("Pounds (£)"))],
        default="GBP",
        label=gettext_lazy("Currency"),
        search_index=False,
    )
    what = blocks.CharBlock(
        max_length=120,
        required=False,
        label=gettext_lazy("For whom or what"),
        help_text=gettext_lazy("As it goes on after the amount, for example: for each certificate."),
    )
    ways = blocks.MultipleChoiceBlock(
        choices=WayKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Only for these ways"),
        help_text=gettext_lazy("Leave empty if it holds for all of them."),
        search_index=False,
    )
    note = blocks.CharBlock(max_length=200, required=False, label=gettext_lazy("Note"))

    class Meta:
        icon = "tag"
        label = gettext_lazy("Cost")


def number(cost: Mapping[str, Any]) -> Decimal | None:
    """Return the amount in pounds; None if it stands for one that is written elsewhere."""
    try:
        return Decimal(cost["amount"])
    except InvalidOperation:
        return None


def money(amount: Decimal) -> str:
    """Return an amount in pounds as it is read: £10 or £12.50."""
    whole = int(amount)
    figures = f"{whole:,}" if amount == whole else f"{amount:,.2f}"
    return ngettext("£%(amount)s", "£%(amount)s", whole) % {"amount": figures}


def phrase(cost: Mapping[str, Any]) -> str:
    """Return one amount with what it is for: "Free to register", "£12.50 for each certificate"."""
    said = _said(cost)
    return f"{said} {cost['what']}" if cost["what"] else said


def _said(cost: Mapping[str, Any]) -> str:
    amount = number(cost)
    if amount is None:
        return str(cost["amount"])
    return money(amount) if amount else _("Free")


def cost_line(costs: Iterable[Mapping[str, Any]]) -> str:
    """Return what the service costs in one line; "" if nothing is known.

    More than three amounts are summed up by the highest, as long as all of them are numbers.
    """
    known = list(costs)
    amounts = [number(cost) for cost in known]
    figures = [amount for amount in amounts if amount is not None]
    if len(known) <= LISTED or len(figures) < len(known):
        return ". ".join(map(phrase, known))
    if max(figures) == 0:
        return _("Free")
    return _("Up to %(amount)s") % {"amount": money(max(figures))}


@dataclass(frozen=True, slots=True)
class Line:
    """One amount in a list. `ways` names the ways it is for; "" means all of them."""

    phrase: str
    ways: str
    note: str


def lines(costs: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return everything there is to pay, in the author's order; [] if the one line says it all."""
    known = list(costs)
    if len(known) <= LISTED and not any(cost["note"] or cost["ways"] for cost in known):
        return []
    return [Line(phrase(cost), labels(cost["ways"]), cost["note"] or "") for cost in known]
