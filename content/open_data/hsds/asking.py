"""What a program may ask of a list, by the names that the standard's OpenAPI description gives."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime

from content.open_data.identifiers import is_uuid

PER_PAGE = 50
MOST_PER_PAGE = 500
FORMATS = ("json", "ndjson")
PARAMETERS: dict[str, dict[str, Any]] = {
    "search": {"type": "string", "description": "Only what has all these words in its name or description."},
    "page": {"type": "integer", "minimum": 1, "default": 1, "description": "Which page, from 1."},
    "per_page": {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST_PER_PAGE,
        "default": PER_PAGE,
        "description": "How many on a page.",
    },
    "format": {
        "type": "string",
        "enum": list(FORMATS),
        "default": "json",
        "description": "ndjson gives everything without pages, one to a line.",
    },
    "modified_after": {
        "type": "string",
        "format": "date-time",
        "description": "Only what changed at this moment or later: a date, or a date with a time.",
    },
    "full": {"type": "boolean", "default": False, "description": "With everything that belongs to each."},
    "minimal": {
        "type": "boolean",
        "default": False,
        "description": "Only the id of each and when it changed.",
    },
    "full_service": {
        "type": "boolean",
        "default": False,
        "description": "With whole services inside the organisation, not only their names.",
    },
    "organization_id": {
        "type": "string",
        "format": "uuid",
        "description": "Only services of this organisation.",
    },
    "taxonomy_id": {
        "type": "string",
        "format": "uuid",
        "description": "Only what has a term of this taxonomy.",
    },
    "taxonomy_term_id": {"type": "string", "format": "uuid", "description": "Only what has this term."},
}
"""Each with its JSON Schema. Lists offer some of them."""
PAGED = ("search", "page", "per_page", "format")


class BadQuestion(Exception):
    """A parameter that cannot be understood. `parameter` names it; the text says what would do."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of a list."""

    words: tuple[str, ...]
    page: int
    per_page: int
    format: str
    modified_after: datetime | None
    flags: frozenset[str]
    ids: dict[str, str]


def asked(query: QueryDict, offered: tuple[str, ...]) -> Question:
    """Return what a query string asks. Raises BadQuestion at the first thing that is not understood."""
    for name in query:
        if name not in offered:
            raise BadQuestion(
                name, f"There is no parameter of this name here. There are: {', '.join(offered)}."
            )
    given = {name: str(query[name]) for name in query if query[name] != ""}
    return Question(
        words=tuple(given.get("search", "").casefold().split()),
        page=_number(given, "page", 1, most=None),
        per_page=_number(given, "per_page", PER_PAGE, most=MOST_PER_PAGE),
        format=_format(given),
        modified_after=_moment(given),
        flags=frozenset(
            name for name in given if PARAMETERS[name]["type"] == "boolean" and _flag(given, name)
        ),
        ids={name: _id(given, name) for name in given if PARAMETERS[name].get("format") == "uuid"},
    )


def _number(given: dict[str, str], name: str, default: int, *, most: int | None) -> int:
    text = given.get(name, str(default))
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if value < 1 or (most and value > most):
        wanted = f"a whole number from 1 to {most}" if most else "a whole number from 1"
        raise BadQuestion(name, f"This must be {wanted}.")
    return value


def _format(given: dict[str, str]) -> str:
    value = given.get("format", "json")
    if value not in FORMATS:
        raise BadQuestion("format", "This must be json or ndjson.")
    return value


def _flag(given: dict[str, str], name: str) -> bool:
    if given[name] not in ("true", "false"):
        raise BadQuestion(name, "This must be true or false.")
    return given[name] == "true"


def _id(given: dict[str, str], name: str) -> str:
    if not is_uuid(given[name].lower()):
        raise BadQuestion(name, "This must be a UUID, like 123e4567-e89b-12d3-a456-426614174000.")
    return given[name].lower()


def _moment(given: dict[str, str]) -> datetime | None:
    """Return the moment, in UTC unless it says otherwise."""
    text = given.get("modified_after")
    if text is None:
        return None
    text = text.replace(" ", "+")  # a plus sign that nobody escaped
    try:
        day = parse_date(text)
        found = datetime(day.year, day.month, day.day) if day else parse_datetime(text)  # noqa: DTZ001 -- below
    except ValueError:
        found = None
    if found is None:
        raise BadQuestion("modified_after", "This must be a date or a time, like 2026-11-02T09:00:00Z.")
    return found if found.tzinfo else found.replace(tzinfo=UTC)
