"""The address kind: in the United Kingdom, abroad, or anywhere."""

import re
from collections.abc import Mapping
from typing import Literal
from zlib import crc32

from services.definitions.kinds import countries
from services.definitions.kinds.base import Problem, Reading, Typed, plain_digits, text_of
from services.definitions.kinds.matching import folded
from services.definitions.kinds.parts import Parts
from services.definitions.rules import Value

# Royal Mail PAF Programmers' Guide, postcode formats. Area ZZ is not allocated: we use it in samples.
POSTCODE = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$")
# The Unique Property Reference Number has up to 12 digits (GeoPlace).
UPRN = re.compile(r"^\d{1,12}$")
LOCAL = ("line1", "line2", "town", "postcode")
ABROAD = ("line1", "line2", "town", "region", "postcode", "country")


class Address(Parts):
    """An address. `country` is an ISO 3166 code; `uprn` is there if it was found by looking it up."""

    kind: Literal["address"] = "address"
    where: Literal["uk", "international", "any"] = "uk"

    @property
    def parts(self) -> tuple[str, ...]:
        return (*(LOCAL if self.where == "uk" else ABROAD), "uprn")

    @property
    def needed(self) -> tuple[str, ...]:
        return {
            "uk": ("line1", "town", "postcode"),
            "international": ("line1", "town", "country"),
            "any": ("line1", "town"),
        }[self.where]

    def missing(self) -> tuple[Problem, ...]:
        """Each line that is needed is told apart: the others stay unmarked."""
        return tuple(Problem(f"address_without_{part}", part) for part in self.needed)

    def is_blank(self, typed: Typed) -> bool:
        """A country that was offered, or a number nobody sees, is no address."""
        return not any(text_of(typed, part) for part in self.parts if part not in ("country", "uprn"))

    def finish(self, texts: Mapping[str, str]) -> Reading:
        """A British address has its postcode in full; where it may be anywhere, no country means Britain."""
        value = {part: text for part, text in texts.items() if part != "uprn"}
        if self.where != "uk":
            code = countries.meant(texts.get("country", "GB"))
            if code is None:
                return Reading(problems=(Problem("country_wrong", "country"),))
            value["country"] = code
        if value.get("country", "GB") == "GB":
            if "postcode" not in texts:
                return Reading(problems=(Problem("address_without_postcode", "postcode"),))
            found = POSTCODE.match(plain_digits(texts["postcode"]).upper())
            if not found:
                return Reading(problems=(Problem("postcode_wrong", "postcode"),))
            value["postcode"] = f"{found[1]} {found[2]}"
        number, _dot, made_for = plain_digits(texts.get("uprn", "")).partition(".")
        if UPRN.match(number) and made_for in ("", _mark(value)):
            value["uprn"] = number
        return Reading(value)

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        """The UPRN goes along with a mark of its address: once that is typed over, the number is dropped."""
        if not isinstance(value, dict):
            return {}
        typed: dict[str, str | list[str]] = dict(value)
        if "uprn" in value:
            typed["uprn"] = f"{value['uprn']}.{_mark(value)}"
        return typed


def _mark(value: Mapping[str, str]) -> str:
    place = "|".join(folded(value.get(part, "")) for part in LOCAL)
    return f"{crc32(place.encode()):08x}"
