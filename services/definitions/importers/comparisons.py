"""Conditions of the XGov and DEFRA form engines as rules of ours: a field, an operator, a value."""

from typing import Any

from services.definitions.importers.components import Asked
from services.definitions.importers.making import Content, equals, includes, negate
from services.definitions.values import as_date, as_number


class Refused(ValueError):
    """The condition cannot be said with our rules. The message is the reason."""


NUMBERS = {
    "is": "==",
    "is at least": ">=",
    "is at most": "<=",
    "is less than": "<",
    "is more than": ">",
}
DATES = {"is": "==", "is before": "<", "is after": ">", "is at least": ">=", "is at most": "<="}
OPPOSITE = {"is not": "is", "does not contain": "contains"}


def compared(asked: Asked, operator: str, value: Any) -> Content:
    """Return the rule that an answer compares so with a value. Raises Refused."""
    if operator in OPPOSITE:
        return negate(compared(asked, OPPOSITE[operator], value))
    if isinstance(value, dict):
        return _ago(asked, operator, value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    match asked.kind:
        case "yes_no" if operator == "is" and text in ("true", "false"):
            return equals(asked.key, text == "true")
        case "declaration":
            return equals(asked.key, True)
        case "one_of" | "select" if operator == "is":
            return equals(asked.key, _option(asked, text))
        case "several_of" if operator in ("contains", "is"):
            return includes(asked.key, _option(asked, text))
        case "whole_number" | "decimal" if operator in NUMBERS:
            return {"op": "number", "question": asked.key, "is": NUMBERS[operator], "value": _number(text)}
        case "date" if operator in DATES and as_date(text[:10]):
            return {"op": "date", "question": asked.key, "is": DATES[operator], "value": text[:10]}
        case "text" | "email" if operator == "is":
            return equals(asked.key, text)
    raise Refused(f"“{operator} {text}” cannot be asked of a question of the kind {asked.kind}")


def _number(text: str) -> int | str:
    number = as_number(text)
    if number is None:
        raise Refused(f"“{text}” is no number")
    return int(number) if number == int(number) else text


def _option(asked: Asked, value: str) -> str:
    if value not in asked.options:
        raise Refused(f"“{value}” is no option of the question it looks at")
    return asked.options[value]


def _ago(asked: Asked, operator: str, value: dict[str, Any]) -> Content:
    """So many years ago: an age. Other spans are not in our rules."""
    number = value.get("period", value.get("timePeriod"))
    unit = str(value.get("unit", value.get("timeUnit")))
    if asked.kind != "date" or unit != "years" or str(value.get("direction", "in the past")) not in PAST:
        raise Refused("it counts days or months from today")
    if operator not in YOUNGER:
        raise Refused(f"“{operator}” cannot be asked of an age")
    return {"op": "age", "question": asked.key, "is": YOUNGER[operator], "years": int(str(number))}


PAST = ("past", "in the past")
YOUNGER = {"is after": "<", "is at most": ">=", "is before": ">="}
"""Born after the day 18 years ago is younger than 18; before it, or on it, is 18 or older."""
