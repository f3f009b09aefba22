"""Kinds whose answer is a number that an authority gave: to a person, to an organisation."""

import re
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from stdnum.exceptions import ValidationError as NotValid
from stdnum.gb import nhs
from stdnum.no import orgnr

from services.definitions.kinds.base import (
    Problem,
    Question,
    Reading,
    Typed,
    ValueType,
    plain_digits,
    text_of,
)

# HMRC National Insurance Manual NIM39110: the letters that are never used, and suffix A to D.
NINO = re.compile(r"^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$")
# Companies House, URI customer guide: digits, or a prefix and digits; some societies end in letters.
COMPANY = re.compile(r"^(?:\d{8}|[A-Z]{2}\d{6}|R0\d{6}|(?:IP|NP|SP)\d{4,5}[A-Z]{1,2})$")
# Charity Commission: six or seven digits; a linked charity has a further number behind a hyphen.
CHARITY = re.compile(r"^(\d{6,7})(?:-(\d{1,3}))?$")

Mask = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9* /.-]{2,34}$")]
"""A letter, 9 a digit, * either; other letters, digits and marks stand for themselves."""
SAMPLE_LETTERS, SAMPLE_DIGITS = "ABCDEFGHJKLMNPRSTUVWXYZ", "1234567890"


class Identifier(Question):
    """A number that an authority gave, checked by its own rule."""

    kind: Literal["identifier"] = "identifier"
    scheme: Literal["nino", "nhs", "mask"]
    masks: tuple[Mask, ...] = Field(default=(), max_length=5)
    """What the number can look like, if the scheme is "mask": "AA999999A"."""
    value_type: ClassVar[ValueType] = ValueType.TEXT

    @model_validator(mode="after")
    def _masks_belong_to_the_scheme(self) -> Self:
        if (self.scheme == "mask") != bool(self.masks):
            raise ValueError("masks go with the scheme 'mask', and only with it")
        for mask in self.masks:
            if not set(mask) & set("A9*"):
                raise ValueError(f"mask {mask!r} leaves nothing to fill in")
        return self

    @property
    def groups(self) -> tuple[int, ...]:
        """Return how many letters stand together, for the boxes on paper."""
        if self.scheme == "mask":
            longest = max(self.masks, key=lambda mask: len(_bare(mask)))
            alike = len({re.sub(r"[A-Z0-9*]", "A", mask) for mask in self.masks}) == 1
            runs = re.findall(r"[A-Z0-9*]+", longest)
            return tuple(len(run) for run in runs) if alike else (len(_bare(longest)),)
        return {"nino": (2, 2, 2, 2, 1), "nhs": (3, 3, 4)}[self.scheme]

    @property
    def length(self) -> int:
        """Return how many letters and digits it has."""
        return sum(self.groups)

    @property
    def example(self) -> str:
        """Return what a number of these masks looks like."""
        return ", ".join(_sample(mask) for mask in self.masks)

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = plain_digits(re.sub(r"[\W_]", "", text_of(typed))).upper()
        if self.scheme == "mask":
            fitted = next((_fit(mask, text) for mask in self.masks if _fit(mask, text)), None)
            detail = {"example": self.example}
            return Reading(fitted) if fitted else Reading(problems=(Problem("mask_wrong", detail=detail),))
        good = bool(NINO.match(text)) if self.scheme == "nino" else _passes(nhs, text)
        return Reading(text) if good else Reading(problems=(Problem(f"{self.scheme}_wrong"),))


class OrganisationNumber(Question):
    """The number of a company, a charity or a Norwegian organisation."""

    kind: Literal["organisation_number"] = "organisation_number"
    scheme: Literal["company", "charity", "norway"]
    """Companies House (UK), Charity Commission (England and Wales), Brønnøysundregistrene."""
    value_type: ClassVar[ValueType] = ValueType.TEXT

    @property
    def groups(self) -> tuple[int, ...]:
        """Return how many letters stand together, for the boxes on paper."""
        return {"company": (2, 6), "charity": (7, 3), "norway": (3, 3, 3)}[self.scheme]

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = plain_digits(re.sub(r"[^\w-]|_", "", text_of(typed))).upper()
        value = {"company": _company, "charity": _charity, "norway": _norway}[self.scheme](text)
        return Reading(value) if value else Reading(problems=(Problem(f"{self.scheme}_number_wrong"),))


def _company(text: str) -> str | None:
    """Leading noughts are part of the number, though people leave them out."""
    number = text.replace("-", "")
    number = number.zfill(8) if number.isdecimal() and len(number) > 5 else number
    return number if COMPANY.match(number) else None


def _charity(text: str) -> str | None:
    return text if CHARITY.match(text) else None


def _norway(text: str) -> str | None:
    """Nine digits, the last a modulus-11 check digit (Brønnøysundregistrene)."""
    number = text.replace("-", "")
    return number if _passes(orgnr, number) else None


def _passes(authority: object, text: str) -> bool:
    """Tell whether a module of python-stdnum takes the number as it stands."""
    try:
        return bool(authority.validate(text) == text)  # type: ignore[attr-defined]  # a module
    except NotValid:
        return False


def _bare(mask: str) -> str:
    return re.sub(r"[^A-Z0-9*]", "", mask)


def _fits(sign: str, letter: str) -> bool:
    is_letter, is_digit = "A" <= letter <= "Z", "0" <= letter <= "9"
    return {"A": is_letter, "9": is_digit, "*": is_letter or is_digit}.get(sign, sign == letter)


def _fit(mask: str, text: str) -> str | None:
    """Return the text with the mask's own marks, or None if it does not fit."""
    bare = _bare(mask)
    if len(bare) != len(text) or not all(map(_fits, bare, text)):
        return None
    letters = iter(text)
    return "".join(next(letters) if sign in bare else sign for sign in mask)


def _sample(mask: str) -> str:
    letters, digits = iter(SAMPLE_LETTERS * 2), iter(SAMPLE_DIGITS * 4)
    return "".join({"A": letters, "9": digits, "*": digits}.get(sign, iter(sign)).__next__() for sign in mask)
