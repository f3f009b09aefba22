"""The time of day, as people write it: 2:30pm, 14.30, 1430, half a day's clock or a whole one."""

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
from services.definitions.kinds.matching import folded

CLOCK = re.compile(r"^(\d{1,2})(?:[:.h٫]?(\d{2}))?(\D*)$")
# Before noon and after, folded. Welsh: y bore, y prynhawn, yr hwyr. Arabic: صباحًا, مساءً.
HALVES = {
    "": "",
    "h": "",
    "am": "am",
    "yb": "am",
    "ص": "am",
    "صباحا": "am",
    "pm": "pm",
    "yp": "pm",
    "yh": "pm",
    "م": "pm",
    "مساء": "pm",
}
NAMED = {
    "midnight": "00:00",
    "hannernos": "00:00",
    "noon": "12:00",
    "midday": "12:00",
    "hannerdydd": "12:00",
    "منتصفالليل": "00:00",
    "الظهر": "12:00",
}


class Time(Question):
    """A time of day. Stored by the 24-hour clock: "14:30"."""

    kind: Literal["time"] = "time"
    value_type: ClassVar[ValueType] = ValueType.TIME
    missing_code: ClassVar[str] = "missing_time"

    def parse(self, typed: Typed, *, today: date) -> Reading:
        text = "".join(plain_digits(text_of(typed)).lower().split())
        if named := NAMED.get(folded(text)):
            return Reading(named)
        found = CLOCK.match(text)
        half = HALVES.get(folded(found[3])) if found else None
        if found is None or half is None:
            return Reading(problems=(Problem("time_wrong"),))
        hour, minute = int(found[1]), int(found[2] or 0)
        if not half and _is_either_half(found[1], found[2]):
            return Reading(problems=(Problem("time_morning_or_afternoon"),))
        if half and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (half == "pm")
        if hour > 23 or minute > 59 or (half == "am" and hour > 11) or (half == "pm" and hour < 12):
            return Reading(problems=(Problem("time_wrong"),))
        return Reading(f"{hour:02}:{minute:02}")


def _is_either_half(hour: str, minute: str | None) -> bool:
    """Tell whether a time without am or pm may be meant by either clock: "2:30", "9", but not "02:30"."""
    return 1 <= int(hour) <= 12 and (len(hour) == 1 or minute is None)
