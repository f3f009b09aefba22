"""The value of a fact in words, in any language."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import npgettext, override, pgettext

from services.facts.history import Held, Kind

PENCE = Decimal("0.01")


def said(held: Held, language: str) -> str:
    """Return how a value reads in a language: “£12.50”, “1,500”, “1 April 2026”.

    A text that is missing in a language is said in the first it has.
    """
    if isinstance(held.content, tuple):
        words = dict(held.content)
        return words.get(language) or next(iter(words.values()))
    with override(language):
        if isinstance(held.content, date):
            return date_format(held.content, "DATE_FORMAT")
        return _money(held.content, held) if held.kind is Kind.MONEY else digits(held.content)


def _money(amount: Decimal, held: Held) -> str:
    if not amount and held.says_free:
        return pgettext("a fee", "Free")
    # The noun in other languages follows the number of whole pounds.
    words = npgettext("a fee", "£%(amount)s", "£%(amount)s", int(amount))
    return words % {"amount": pounds(amount)}


def pounds(amount: Decimal) -> str:
    """Return an amount as it is written behind the pound sign: 12.50, but 10 and 1,000."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount.quantize(PENCE):,}"


def digits(number: Decimal) -> str:
    """Return a number without noughts that say nothing: 1,500 or 2.5."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
