"""Kinds whose answer is a number."""

import re
from datetime import date
from typing import ClassVar, Literal

from services.definitions.kinds.base import Problem, Question, Reading, Typed, ValueType, Words, text_of

DIGITS = re.compile(r"^[+-]?\d{1,12}$")


class WholeNumber(Question):
    """A whole number, between limits."""

    kind: Literal["whole_number"] = "whole_number"
    minimum: int = 0
    maximum: int = 999_999
    unit: Words | None = None
    """Printed behind the box: metres, minutes."""
    value_type: ClassVar[ValueType] = ValueType.NUMBER

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = text_of(typed).replace(",", "").replace(" ", "")
        if not DIGITS.match(text):
            return Reading(problems=(Problem("number_wrong"),))
        number = int(text)
        if not self.minimum <= number <= self.maximum:
            limits = {"minimum": self.minimum, "maximum": self.maximum}
            return Reading(problems=(Problem("number_out_of_range", detail=limits),))
        return Reading(number)
