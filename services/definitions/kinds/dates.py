"""The date kind: day, month and year typed apart (GOV.UK Design System, Date input)."""

from datetime import date
from typing import ClassVar, Literal

from services.definitions.kinds.base import Problem, Question, Reading, Typed, ValueType, text_of
from services.definitions.rules import Value

MONTHS = (
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    ("ion", "chw", "maw", "ebr", "mai", "meh", "gor", "aws", "med", "hyd", "tac", "rha"),
)
"""The first three letters of each month, in English and in Welsh: no two are the same."""


class Date(Question):
    """A day. Stored as ISO 8601 text."""

    kind: Literal["date"] = "date"
    when_is: Literal["past", "future", "any"] = "any"
    """`past` allows today; `future` allows today too."""
    value_type: ClassVar[ValueType] = ValueType.DATE
    parts: ClassVar[tuple[str, ...]] = ("day", "month", "year")
    missing_code: ClassVar[str] = "missing_date"

    def parse(self, typed: Typed, *, today: date) -> Reading:
        texts = {part: text_of(typed, part) for part in self.parts}
        missing = [part for part in self.parts if not texts[part]]
        if missing:
            return Reading(problems=(Problem(f"date_without_{missing[0]}", part=missing[0]),))
        numbers = {
            "month": _month(texts["month"]),
            "day": _digits(texts["day"]),
            "year": _digits(texts["year"]),
        }
        for part in self.parts:
            if numbers[part] is None:
                return Reading(problems=(Problem("date_wrong", part=part),))
        if len(texts["year"]) != 4:
            return Reading(problems=(Problem("year_wrong", part="year"),))
        try:
            day = date(int(numbers["year"] or 0), int(numbers["month"] or 0), int(numbers["day"] or 0))
        except ValueError:
            return Reading(problems=(Problem("date_wrong", part="day"),))
        if self.when_is == "past" and day > today:
            return Reading(problems=(Problem("date_not_past", part="day"),))
        if self.when_is == "future" and day < today:
            return Reading(problems=(Problem("date_not_future", part="day"),))
        if not 1890 <= day.year <= today.year + 100:
            return Reading(problems=(Problem("year_wrong", part="year"),))
        return Reading(day.isoformat())

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        if not isinstance(value, str):
            return {}
        day = date.fromisoformat(value)
        return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _digits(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    """A month by number, or by its English or Welsh name or first three letters."""
    short = text.lower()[:3]
    for names in MONTHS:
        if short in names and text.isalpha():
            return names.index(short) + 1
    return _digits(text)
