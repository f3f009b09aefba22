"""Kinds whose answer is a number: whole, decimal, money."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from services.definitions.kinds.base import (
    Problem,
    Question,
    Reading,
    Typed,
    ValueType,
    Words,
    plain_digits,
    text_of,
)
from services.definitions.rules import Value

DecimalText = Annotated[str, StringConstraints(pattern=r"^-?\d{1,12}(\.\d{1,6})?$")]
"""A decimal number as text, like "0.5": no binary fraction comes near it."""

WHOLE = re.compile(r"^[+-]?\d{1,12}$")
AMOUNT = re.compile(r"^[+-]?(?:\d{1,12}(?:\.\d{0,9})?|\.\d{1,9})$")
THOUSANDS = re.compile(r"^[+-]?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$")
COMMA_AS_POINT = re.compile(r"^[+-]?\d+,\d{1,2}$")
SEPARATORS = str.maketrans({"٬": "", "'": "", "’": "", "٫": ".", "−": "-", "\u2011": "-"})


def plain_number(text: str) -> str:
    """Return what was typed with digits 0-9, a point before the fraction and nothing between thousands.

    "1,200" is twelve hundred; "12,50" can only be twelve and a half. Other commas stay, and are wrong.
    """
    plain = "".join(plain_digits(text).split()).translate(SEPARATORS)
    if THOUSANDS.match(plain):
        return plain.replace(",", "")
    return plain.replace(",", ".") if COMMA_AS_POINT.match(plain) else plain


class WholeNumber(Question):
    """A whole number, between limits."""

    kind: Literal["whole_number"] = "whole_number"
    minimum: int = 0
    maximum: int = 999_999
    unit: Words | None = None
    """Printed behind the box: metres, minutes."""
    value_type: ClassVar[ValueType] = ValueType.NUMBER

    @property
    def limits_crossed(self) -> bool:
        """Return whether no number can be right."""
        return self.minimum > self.maximum

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = plain_number(text_of(typed))
        if not WHOLE.match(text):
            return Reading(problems=(Problem("number_wrong"),))
        number = int(text)
        if not self.minimum <= number <= self.maximum:
            limits = {"minimum": self.minimum, "maximum": self.maximum}
            return Reading(problems=(Problem("number_out_of_range", detail=limits),))
        return Reading(number)


class DecimalNumber(Question):
    """A number with so many places after the point. Stored as text with all of them: "12.50"."""

    kind: Literal["decimal"] = "decimal"
    minimum: DecimalText = "0"
    maximum: DecimalText = "999999"
    places: int = Field(default=2, ge=0, le=6)
    unit: Words | None = None
    """Printed behind the box: metres, hours."""
    value_type: ClassVar[ValueType] = ValueType.NUMBER

    @property
    def limits_crossed(self) -> bool:
        """Return whether no number can be right."""
        return Decimal(self.minimum) > Decimal(self.maximum)

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = plain_number(text_of(typed))
        if not AMOUNT.match(text):
            return Reading(problems=(Problem("decimal_wrong"),))
        if len(text.partition(".")[2].rstrip("0")) > self.places:
            return Reading(problems=(Problem("decimal_too_precise", detail={"places": self.places}),))
        number = Decimal(text)
        if not Decimal(self.minimum) <= number <= Decimal(self.maximum):
            limits = {"minimum": self.minimum, "maximum": self.maximum}
            return Reading(problems=(Problem("decimal_out_of_range", detail=limits),))
        return Reading(f"{number + 0:.{self.places}f}")


class Money(Question):
    """An amount in pounds and pence. Stored as whole pence."""

    kind: Literal["money"] = "money"
    minimum_pence: int = 0
    maximum_pence: int = Field(default=99_999_999, le=99_999_999_999)
    value_type: ClassVar[ValueType] = ValueType.NUMBER

    @property
    def limits_crossed(self) -> bool:
        """Return whether no amount can be right."""
        return self.minimum_pence > self.maximum_pence

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = plain_number(text_of(typed).replace("£", "", 1))
        in_pence = text[-1:] in ("p", "P") and WHOLE.match(text[:-1])
        if not (in_pence or AMOUNT.match(text)):
            return Reading(problems=(Problem("money_wrong"),))
        pence = Decimal(text[:-1]) if in_pence else Decimal(text) * 100
        if pence != int(pence):
            return Reading(problems=(Problem("money_wrong"),))
        if not self.minimum_pence <= pence <= self.maximum_pence:
            limits = {"minimum": pounds(self.minimum_pence), "maximum": pounds(self.maximum_pence)}
            return Reading(problems=(Problem("money_out_of_range", detail=limits),))
        return Reading(int(pence))

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        if not isinstance(value, int):
            return {}
        return {"": f"{'-' * (value < 0)}{abs(value) // 100}.{abs(value) % 100:02}"}


def pounds(pence: int) -> str:
    """Return an amount as it is read: £1,200 or £1,200.50."""
    fraction = f".{abs(pence) % 100:02}" if pence % 100 else ""
    return f"{'-' * (pence < 0)}£{abs(pence) // 100:,}{fraction}"
