"""What an answer is once it is stored, and what it counts as: a number, a day, an age. Plain Python."""

import re
from datetime import date
from decimal import Decimal

Value = str | int | bool | list[str] | dict[str, str] | None
"""An answer as it is stored: JSON. None means asked and left blank."""

DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)


def as_number(value: Value) -> int | Decimal | None:
    """Return the number of a value: a whole one (pence, where it is money), or a decimal kept as text."""
    if type(value) is int:
        return value
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return Decimal(value)
    return None


def from_number(number: int | Decimal) -> int | str:
    """Return a number as it is stored: `as_number` reads it back, with the same decimal places."""
    return number if isinstance(number, int) else f"{number:f}"


def as_date(value: Value) -> date | None:
    """Return the day an ISO text names, the first day if it names a month; None if it is neither."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(f"{value}-01" if MONTH.fullmatch(value) else value)
    except ValueError:
        return None


def full_years(born: date, today: date) -> int:
    """Return completed years of age. Someone born on 29 February is a year older on 1 March
    in common years (Family Law Reform Act 1969 s.9 counts from the start of the anniversary).
    """
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
