"""What something costs today, also where the amount is a fact that is written elsewhere."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from content.particulars.costs import number
from services.facts.placeholders import keys_in
from services.facts.queries import amount_on


def price(cost: Mapping[str, Any]) -> Decimal | None:
    """Return the amount in its currency; None if the fact that it stands for has no value today."""
    amount = number(cost)
    if amount is not None:
        return amount
    return next((amount_on(key) for key in keys_in(cost["amount"])), None)
