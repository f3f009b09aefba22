"""Kinds about where money is paid to: a bank account in the United Kingdom, an IBAN."""

import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal

from stdnum import iban
from stdnum.exceptions import ValidationError as NotValid

from services.definitions.kinds.base import (
    Problem,
    Question,
    Reading,
    Typed,
    ValueType,
    plain_digits,
    text_of,
)
from services.definitions.kinds.parts import Parts

ROLL_NUMBER = re.compile(r"^[A-Z0-9 ./-]{1,18}$")


class BankAccount(Parts):
    """A bank or building society account.

    Only its form is checked. Whether sort code and account number belong together is told by tables
    that Vocalink licenses: whoever pays checks it before the first payment.
    """

    kind: Literal["bank_account"] = "bank_account"
    fixed_parts: ClassVar[tuple[str, ...]] = ("account_name", "sort_code", "account_number", "roll_number")
    missing_code: ClassVar[str] = "missing_bank_account"

    @property
    def needed(self) -> tuple[str, ...]:
        return ("account_name", "sort_code", "account_number")

    def finish(self, texts: Mapping[str, str]) -> Reading:
        """Account numbers shorter than eight digits get leading noughts, as banks do it."""
        sort_code, number = (_digits(texts[part]) for part in ("sort_code", "account_number"))
        roll = plain_digits(texts.get("roll_number", "")).upper()
        problems = []
        if len(sort_code) != 6:
            problems.append(Problem("sort_code_wrong", "sort_code"))
        if not 6 <= len(number) <= 8:
            problems.append(Problem("account_number_wrong", "account_number"))
        if roll and not ROLL_NUMBER.match(roll):
            problems.append(Problem("roll_number_wrong", "roll_number"))
        if problems:
            return Reading(problems=tuple(problems))
        value = {**texts, "sort_code": sort_code, "account_number": number.zfill(8)}
        return Reading({**value, "roll_number": roll} if roll else value)


class Iban(Question):
    """An International Bank Account Number (ISO 13616): country, check digits, the account."""

    kind: Literal["iban"] = "iban"
    value_type: ClassVar[ValueType] = ValueType.TEXT

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = plain_digits(re.sub(r"[\W_]", "", text_of(typed))).upper()
        try:
            return Reading(iban.validate(text))
        except NotValid:
            return Reading(problems=(Problem("iban_wrong"),))


def _digits(text: str) -> str:
    """Return the digits of a number written with spaces or hyphens; nothing if it holds anything else."""
    plain = re.sub(r"[\s\u2010-\u2015-]", "", plain_digits(text))
    return plain if plain.isdecimal() else ""
