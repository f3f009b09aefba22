"""Kinds about days: a date, a month of a year, a date of which only a part is known.

Day, month and year are typed apart (GOV.UK Design System, Date input).
"""

from datetime import date
from typing import ClassVar, Literal

from services.definitions.kinds.base import Problem, Question, Reading, Typed, ValueType, text_of
from services.definitions.kinds.matching import folded
from services.definitions.rules import Value

MONTHS = (
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    ("ion", "chw", "maw", "ebr", "mai", "meh", "gor", "aws", "med", "hyd", "tac", "rha"),
    ("ينا", "فبر", "مار", "ابر", "ماي", "يون", "يول", "اغس", "سبت", "اكت", "نوف", "ديس"),
)
"""The first three letters of each month, in English, Welsh and Arabic: no two are the same."""


class _Days(Question):
    """Day, month and year, or some of them, in one span of time."""

    when_is: Literal["past", "future", "any"] = "any"
    """`past` allows today; `future` allows today too."""
    missing_code: ClassVar[str] = "missing_date"

    def numbers(self, typed: Typed, needed: tuple[str, ...]) -> dict[str, int] | Problem:
        """Return the number of each part that was typed, or what is wrong with the first wrong one."""
        texts = {part: text_of(typed, part) for part in self.parts}
        for part in needed:
            if not texts[part]:
                return Problem(f"date_without_{part}", part=part)
        numbers = {}
        for part, text in texts.items():
            number = _month(text) if part == "month" else _digits(text)
            if text and number is None:
                return Problem("date_wrong", part=part)
            if number is not None:
                numbers[part] = number
        return numbers if len(texts["year"]) == 4 else Problem("year_wrong", part="year")

    def read_span(self, numbers: dict[str, int], *, today: date) -> Reading:
        """Return the value of the parts, or a problem if there is no such time or it is not meant."""
        first = self.parts[0]
        try:
            day = date(numbers["year"], numbers.get("month", 1), numbers.get("day", 1))
        except ValueError:
            wrong = "month" if "day" not in numbers else "day"
            return Reading(problems=(Problem("date_wrong", part=wrong),))
        now, text = today.isoformat(), day.isoformat()[: (4, 7, 10)[len(numbers) - 1]]
        if self.when_is == "past" and text > now[: len(text)]:
            return Reading(problems=(Problem(f"{self.kind}_not_past", part=first),))
        if self.when_is == "future" and text < now[: len(text)]:
            return Reading(problems=(Problem(f"{self.kind}_not_future", part=first),))
        if not 1890 <= day.year <= today.year + 100:
            return Reading(problems=(Problem("year_wrong", part="year"),))
        return Reading(text)

    def parse(self, typed: Typed, *, today: date) -> Reading:
        numbers = self.numbers(typed, self.parts)
        if isinstance(numbers, Problem):
            return Reading(problems=(numbers,))
        return self.read_span(numbers, today=today)

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        if not isinstance(value, str):
            return {}
        named = dict(zip(("year", "month", "day"), value.split("-"), strict=False))
        return {part: str(int(named[part])) if part != "year" else named[part] for part in named}


class Date(_Days):
    """A day. Stored as ISO 8601 text."""

    kind: Literal["date"] = "date"
    value_type: ClassVar[ValueType] = ValueType.DATE
    fixed_parts: ClassVar[tuple[str, ...]] = ("day", "month", "year")


class MonthYear(_Days):
    """A month of a year. Stored as ISO 8601 text: "2026-05"."""

    kind: Literal["month_year"] = "month_year"
    value_type: ClassVar[ValueType] = ValueType.MONTH
    fixed_parts: ClassVar[tuple[str, ...]] = ("month", "year")
    missing_code: ClassVar[str] = "missing_month"


class PartialDate(_Days):
    """As much of a date as someone knows: a year, a month of a year, or a day. Stored as ISO 8601 text."""

    kind: Literal["partial_date"] = "partial_date"
    value_type: ClassVar[ValueType] = ValueType.STRUCTURE
    fixed_parts: ClassVar[tuple[str, ...]] = ("day", "month", "year")
    missing_code: ClassVar[str] = "missing_partial_date"

    @property
    def missing_part(self) -> str:
        return "year"

    def parse(self, typed: Typed, *, today: date) -> Reading:
        numbers = self.numbers(typed, ("month", "year") if text_of(typed, "day") else ("year",))
        if isinstance(numbers, Problem):
            return Reading(problems=(numbers,))
        return self.read_span(numbers, today=today)


def _digits(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    """A month by number, or by its name or the first three letters of it."""
    short = folded(text)[:3]
    for names in MONTHS:
        if short in names and text.isalpha():
            return names.index(short) + 1
    return _digits(text)
