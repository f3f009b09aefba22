"""Kinds answered by choosing: yes or no, one of, several of, from a long list, a country."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from services.definitions.kinds import countries
from services.definitions.kinds.base import (
    Key,
    Model,
    Problem,
    Question,
    Reading,
    Typed,
    ValueType,
    Words,
    text_of,
)
from services.definitions.kinds.matching import folded, index
from services.definitions.rules import Value


class Option(Model):
    """One thing to choose."""

    key: Key
    label: Words
    hint: Words | None = None
    exclusive: bool = False
    """"None of these": cannot be ticked together with another."""


def _chosen(typed: Typed) -> list[str]:
    item = typed.get("", [])
    return [text for text in (item if isinstance(item, list) else [item]) if text.strip()]


class YesNo(Question):
    """Yes or no."""

    kind: Literal["yes_no"] = "yes_no"
    value_type: ClassVar[ValueType] = ValueType.BOOLEAN
    missing_code: ClassVar[str] = "missing_yes_no"

    def parse(self, typed: Typed, *, today: date) -> Reading:
        match _chosen(typed):
            case ["yes"]:
                return Reading(value=True)
            case ["no"]:
                return Reading(value=False)
        return Reading(problems=(Problem("unknown_choice"),))

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        return {} if value is None else {"": "yes" if value else "no"}


class OneOf(Question):
    """One option of a list."""

    kind: Literal["one_of"] = "one_of"
    options: tuple[Option, ...] = Field(min_length=2)
    value_type: ClassVar[ValueType] = ValueType.CHOICE
    missing_code: ClassVar[str] = "missing_choice"

    def parse(self, typed: Typed, *, today: date) -> Reading:
        chosen = _chosen(typed)
        if len(chosen) != 1 or chosen[0] not in {option.key for option in self.options}:
            return Reading(problems=(Problem("unknown_choice"),))
        return Reading(chosen[0])


class SeveralOf(Question):
    """Any number of options of a list; kept in the list's order."""

    kind: Literal["several_of"] = "several_of"
    options: tuple[Option, ...] = Field(min_length=2)
    value_type: ClassVar[ValueType] = ValueType.CHOICES
    missing_code: ClassVar[str] = "missing_choices"

    def parse(self, typed: Typed, *, today: date) -> Reading:
        chosen = set(_chosen(typed))
        if chosen - {option.key for option in self.options}:
            return Reading(problems=(Problem("unknown_choice"),))
        if len(chosen) > 1 and any(option.exclusive for option in self.options if option.key in chosen):
            return Reading(problems=(Problem("exclusive_choice"),))
        return Reading([option.key for option in self.options if option.key in chosen])

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        return {"": list(value)} if isinstance(value, list) else {}


class Select(Question):
    """One option of a list too long to show at once. Its words may be typed, in any language."""

    kind: Literal["select"] = "select"
    options: tuple[Option, ...] = Field(min_length=2)
    value_type: ClassVar[ValueType] = ValueType.CHOICE
    missing_code: ClassVar[str] = "missing_choice"

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = text_of(typed)
        if any(option.key == text for option in self.options):
            return Reading(text)
        named = index((option.key, option.label.values()) for option in self.options)
        key = named.get(folded(text))
        return Reading(key) if key else Reading(problems=(Problem("unknown_choice"),))


class Country(Question):
    """A country of the world. Stored as its ISO 3166-1 alpha-2 code."""

    kind: Literal["country"] = "country"
    value_type: ClassVar[ValueType] = ValueType.CHOICE
    missing_code: ClassVar[str] = "missing_country"

    @property
    def options(self) -> tuple[countries.CountryOption, ...]:
        """Return every country as something to choose."""
        return countries.options()

    def parse(self, typed: Typed, *, today: date) -> Reading:
        code = countries.meant(text_of(typed))
        return Reading(code) if code else Reading(problems=(Problem("country_wrong"),))
