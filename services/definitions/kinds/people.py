"""Kinds about people and places: name, address."""

import re
from datetime import date
from typing import ClassVar, Literal

from services.definitions.kinds.base import (
    Problem,
    Question,
    Reading,
    Typed,
    ValueType,
    plain_digits,
    text_of,
)
from services.definitions.rules import Value

# Royal Mail PAF Programmers' Guide, postcode formats. Area ZZ is not allocated: we use it in samples.
POSTCODE = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$")
LONGEST_PART = 100


class _Parts(Question):
    """An answer made of several texts, some of which may stay empty."""

    value_type: ClassVar[ValueType] = ValueType.STRUCTURE
    needed: ClassVar[tuple[str, ...]]

    def parse(self, typed: Typed, *, today: date) -> Reading:
        texts = {part: " ".join(text_of(typed, part).split()) for part in self.parts}
        problems = [Problem(f"{self.kind}_without_{part}", part) for part in self.needed if not texts[part]]
        problems += [
            Problem("too_long", part, {"limit": LONGEST_PART})
            for part, text in texts.items()
            if len(text) > LONGEST_PART
        ]
        if problems:
            return Reading(problems=tuple(problems))
        return self.finish({part: text for part, text in texts.items() if text})

    def finish(self, texts: dict[str, str]) -> Reading:
        """Return the value, or problems that concern the parts together."""
        return Reading(texts)

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        return dict(value) if isinstance(value, dict) else {}


class Name(_Parts):
    """A person's name: title if they want one, given and family names, at least one of the two."""

    kind: Literal["name"] = "name"
    parts: ClassVar[tuple[str, ...]] = ("title", "given", "family")
    needed: ClassVar[tuple[str, ...]] = ()
    missing_code: ClassVar[str] = "missing_name"

    @property
    def missing_part(self) -> str:
        return "given"

    def is_blank(self, typed: Typed) -> bool:
        return not (text_of(typed, "given") or text_of(typed, "family"))


class Address(_Parts):
    """A United Kingdom address."""

    kind: Literal["address"] = "address"
    parts: ClassVar[tuple[str, ...]] = ("line1", "line2", "town", "postcode")
    needed: ClassVar[tuple[str, ...]] = ("line1", "town", "postcode")
    missing_code: ClassVar[str] = "address_without_line1"

    def finish(self, texts: dict[str, str]) -> Reading:
        found = POSTCODE.match(plain_digits(texts["postcode"]).upper())
        if not found:
            return Reading(problems=(Problem("postcode_wrong", "postcode"),))
        return Reading({**texts, "postcode": f"{found[1]} {found[2]}"})
