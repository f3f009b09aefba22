"""Kinds whose answer is a text: short, long, e-mail, phone."""

import re
from datetime import date
from typing import ClassVar, Literal

import phonenumbers
from pydantic import Field

from services.definitions.kinds.base import Problem, Question, Reading, Typed, ValueType, text_of

ONE_LINE = 200
"""So many letters fit a short text whose author set no limit: nobody needs to be told of it."""
EMAIL = re.compile(r"^[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]{2,}$")


class Text(Question):
    """A short text on one line."""

    kind: Literal["text"] = "text"
    max_length: int = Field(default=ONE_LINE, ge=1, le=500)
    value_type: ClassVar[ValueType] = ValueType.TEXT

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = " ".join(text_of(typed).split())
        if len(text) > self.max_length:
            return Reading(problems=(Problem("too_long", detail={"limit": self.max_length}),))
        return Reading(text)


class LongText(Question):
    """A text of several lines."""

    kind: Literal["long_text"] = "long_text"
    max_length: int = Field(default=2000, ge=1, le=10_000)
    lines: int = Field(default=5, ge=2, le=30)
    """How many ruled lines paper gives it."""
    value_type: ClassVar[ValueType] = ValueType.TEXT

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = text_of(typed)
        if len(text) > self.max_length:
            return Reading(problems=(Problem("too_long", detail={"limit": self.max_length}),))
        return Reading(text)


class Email(Question):
    """An e-mail address."""

    kind: Literal["email"] = "email"
    value_type: ClassVar[ValueType] = ValueType.TEXT

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = "".join(text_of(typed).split())
        if len(text) > 254 or not EMAIL.match(text):
            return Reading(problems=(Problem("email_wrong"),))
        return Reading(text)


class Phone(Question):
    """A telephone number; kept as +44…, numbers without a country code are taken as British."""

    kind: Literal["phone"] = "phone"
    value_type: ClassVar[ValueType] = ValueType.TEXT

    def parse(self, typed: Typed, *, today: date) -> Reading:
        try:
            number = phonenumbers.parse(text_of(typed), "GB")
        except phonenumbers.NumberParseException:
            return Reading(problems=(Problem("phone_wrong"),))
        # A local number without its area code counts as "possible" elsewhere; nobody could call it.
        reason = phonenumbers.is_possible_number_with_reason(number)
        if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
            return Reading(problems=(Problem("phone_wrong"),))
        return Reading(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
