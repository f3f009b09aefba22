"""What an answer reads like: the same lines on the check page, the receipt, the desk and in mail."""

from collections.abc import Mapping
from datetime import date, time
from html import unescape

import phonenumbers
from django.utils.formats import date_format
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from phonenumbers import PhoneNumberFormat

from services.definitions.clock import time_words
from services.definitions.document import Document
from services.definitions.kinds import (
    Address,
    BankAccount,
    Computed,
    Country,
    Date,
    DecimalNumber,
    Declaration,
    Evidence,
    Iban,
    Identifier,
    Money,
    MonthYear,
    Name,
    OneOf,
    OrganisationNumber,
    PartialDate,
    Phone,
    Question,
    Select,
    SeveralOf,
    Time,
    WholeNumber,
    YesNo,
    countries,
)
from services.definitions.kinds.numbers import pounds
from services.definitions.kinds.places import ABROAD
from services.definitions.languages import shown
from services.definitions.rules import Value
from services.definitions.screen.widgets import WAY_WORDS

TITLE_MOST = 60
"""How many letters of an answer are enough to know a row again."""
UNSEEN_PARTS = {"country", "uprn"}
"""Parts of an address that are not lines as they stand."""


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
        case ((OneOf() | SeveralOf() | Select()), _any):
            return _chosen(question, value, language)
        case ((Name() | Address() | BankAccount()), dict()):
            return _several(question, value, language)
    return [_alone(question, value, language)]


def _several(question: Name | Address | BankAccount, value: dict[str, str], language: str) -> list[str]:
    match question:
        case Name():
            lines = [" ".join(value[part] for part in question.fixed_parts if value.get(part))]
            known_as = value.get("known_as")
            return [*lines, _("Known as %(name)s") % {"name": known_as}] if known_as else lines
        case Address():
            lines = [value[part] for part in question.parts if value.get(part) and part not in UNSEEN_PARTS]
            country = value.get("country")
            return [*lines, _country(country, language)] if country else lines
    lines = [
        value["account_name"],
        _("Sort code %(number)s") % {"number": grouped(value["sort_code"], (2, 2, 2), "-")},
        _("Account number %(number)s") % {"number": value["account_number"]},
    ]
    roll = value.get("roll_number")
    return [*lines, _("Roll number %(number)s") % {"number": roll}] if roll else lines


def row_title(document: Document, values: Mapping[str, Value], language: str) -> str:
    """Return by what a row is known again: its first answer that tells it from others, as one plain line.

    "" if there is none yet: a yes or no, or a number that was worked out, tells nothing.
    """
    for key, value in values.items():
        question = document.questions[key]
        if value in (None, "", []) or isinstance(question, YesNo | Computed | Evidence | Declaration):
            continue
        for line in answer_lines(question, value, language):
            plain = unescape(strip_tags(line)) if isinstance(line, SafeString) else line
            return Truncator(" ".join(plain.split())).chars(TITLE_MOST)
    return ""


def postal_lines(address: Mapping[str, str]) -> list[str]:
    """Return an address as it stands on an envelope: abroad, with the country in English capitals,
    as Royal Mail asks for it.
    """
    lines = [address[part] for part in ABROAD if address.get(part) and part not in UNSEEN_PARTS]
    country = address.get("country", "GB")
    return lines if country == "GB" else [*lines, _country(country, "en").upper()]


def _alone(question: Question, value: Value, language: str) -> str:
    match question, value:
        case ((Date() | MonthYear() | PartialDate()), str()):
            return _day(value)
        case Time(), str():
            return time_words(time.fromisoformat(value))
        case ((Money() | Computed(money=True)), int()):
            return pounds(value)
        case ((WholeNumber(unit=unit) | DecimalNumber(unit=unit) | Computed(unit=unit)), _any):
            return format_html("{} {}", str(value), shown(unit, language)) if unit else str(value)
        case Country(), str():
            return _country(value, language)
    return _code(question, str(value))


def _code(question: Question, value: str) -> str:
    match question:
        case Phone():
            return phone_words(value)
        case Identifier(scheme="nino" | "nhs") | OrganisationNumber(scheme="norway"):
            return grouped(value, question.groups)
        case Iban():
            return grouped(value, (4,) * 9)
    return value


def _day(value: str) -> str:
    """A day, a month of a year, or a year."""
    style = {4: "Y", 7: pgettext("month", "F Y"), 10: "DATE_FORMAT"}[len(value)]
    return date_format(date.fromisoformat(f"{value}-01-01"[:10]), style)


def _country(code: str, language: str) -> str:
    return countries.names(language).get(code, code)


def _chosen(question: OneOf | SeveralOf | Select, value: Value, language: str) -> list[str]:
    chosen = value if isinstance(value, list) else [value]
    return [shown(option.label, language) for option in question.options if option.key in chosen]


def _evidence(value: dict[str, str], files: Mapping[str, str]) -> list[str]:
    way = value["way"]
    said = _("Uploaded") if way == "upload" else str(WAY_WORDS[way])
    names = (files.get(pk) for pk in value.get("files", "").split(","))
    return [said, *(name for name in names if name)]


def phone_words(value: str) -> str:
    """Return a number as people here write it: British ones without the country code."""
    number = phonenumbers.parse(value)
    british = number.country_code == phonenumbers.country_code_for_region("GB")
    style = PhoneNumberFormat.NATIONAL if british else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def grouped(text: str, sizes: tuple[int, ...], mark: str = " ") -> str:
    """Return a number in groups of so many signs."""
    groups, at = [], 0
    for size in sizes:
        groups.append(text[at : at + size])
        at += size
    return mark.join(group for group in groups if group)
