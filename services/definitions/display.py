"""What an answer reads like: the same lines on the check page, the receipt, the desk and in mail."""

from collections.abc import Mapping
from datetime import date

import phonenumbers
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat

from services.definitions.kinds import (
    Address,
    Date,
    Declaration,
    Evidence,
    Identifier,
    Name,
    OneOf,
    Phone,
    Question,
    SeveralOf,
    WholeNumber,
    YesNo,
)
from services.definitions.languages import shown
from services.definitions.rules import Value
from services.definitions.widgets import WAY_WORDS


def answer_lines(
    question: Question, value: Value, language: str, *, files: Mapping[str, str] | None = None
) -> list[str]:
    """Return the lines of an answer; the words "Not answered" for None.

    `files` gives the names of uploaded files by id. Our own words follow the language in use.
    """
    if value is None:
        return [_("Not answered")]
    match question, value:
        case YesNo(), bool():
            return [_("Yes") if value else _("No")]
        case Declaration(), _any:
            return [_("Agreed")]
        case Evidence(), dict():
            return _evidence(value, files or {})
        case ((OneOf() | SeveralOf()), _any):
            return _chosen(question, value, language)
    return _typed(question, value, language)


def _typed(question: Question, value: Value, language: str) -> list[str]:
    match question, value:
        case Date(), str():
            return [date_format(date.fromisoformat(value), "DATE_FORMAT")]
        case Name(), dict():
            return [" ".join(value[part] for part in question.parts if value.get(part))]
        case Address(), dict():
            return [value[part] for part in question.parts if value.get(part)]
        case Phone(), str():
            return [_phone(value)]
        case Identifier(scheme=scheme), str():
            return [_grouped(value, (2, 2, 2, 2, 1) if scheme == "nino" else (3, 3, 4))]
        case WholeNumber(unit=unit), int():
            return [f"{value} {shown(unit, language)}".strip()]
    return [str(value)]


def _chosen(question: OneOf | SeveralOf, value: Value, language: str) -> list[str]:
    chosen = value if isinstance(value, list) else [value]
    return [shown(option.label, language) for option in question.options if option.key in chosen]


def _evidence(value: dict[str, str], files: Mapping[str, str]) -> list[str]:
    way = value["way"]
    said = _("Uploaded") if way == "upload" else str(WAY_WORDS[way])
    names = (files.get(pk) for pk in value.get("files", "").split(","))
    return [said, *(name for name in names if name)]


def _phone(value: str) -> str:
    number = phonenumbers.parse(value)
    british = number.country_code == phonenumbers.country_code_for_region("GB")
    style = PhoneNumberFormat.NATIONAL if british else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def _grouped(text: str, sizes: tuple[int, ...]) -> str:
    groups, at = [], 0
    for size in sizes:
        groups.append(text[at : at + size])
        at += size
    return " ".join(groups)
