"""What each kind of question looks like as controls: boxes with their labels and attributes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.definitions.kinds import (
    Address,
    BankAccount,
    Country,
    Date,
    DecimalNumber,
    Email,
    Iban,
    Identifier,
    LongText,
    Money,
    MonthYear,
    Name,
    OrganisationNumber,
    PartialDate,
    Phone,
    Question,
    Select,
    Text,
    Time,
    WholeNumber,
)
from services.definitions.kinds.texts import ONE_LINE

Attributes = Mapping[str, str | int | Promise]


@dataclass(frozen=True, slots=True)
class Box:
    """One control to type in. `part` is the part of the question it fills."""

    part: str = ""
    label: Promise | str = ""
    type: str = "text"
    """Of the input element; "select" for a list to choose from, "hidden" for what nobody types."""
    attrs: Attributes = field(default_factory=dict)
    prefix: str = ""
    hint: Promise | str = ""


# Autofill detail tokens (WCAG 2.2, 1.3.5): given only where the question is about whoever fills it in.
PURPOSE = {
    "bday": {"day": "bday-day", "month": "bday-month", "year": "bday-year"},
    "name": {"title": "honorific-prefix", "given": "given-name", "family": "family-name"},
    "street-address": {
        "line1": "address-line1",
        "line2": "address-line2",
        "town": "address-level2",
        "region": "address-level1",
        "postcode": "postal-code",
        "country": "country",
    },
}
SUGGEST: Attributes = {"data-suggest": _("Answers that fit:")}  # suggest.js makes it a box to type in
CODE: Attributes = {"spellcheck": "false", "autocapitalize": "characters"}
PLAIN: Attributes = {"spellcheck": "false"}
NUMERIC: Attributes = {"inputmode": "numeric", "spellcheck": "false"}

DATE = (
    Box("day", _("Day"), attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
    Box("month", _("Month"), attrs={"class": "govuk-input--width-2"}),  # a name is an answer too
    Box("year", _("Year"), attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
)
NAME = (
    Box("title", _("Title (optional)"), attrs={"class": "govuk-input--width-5"}),
    Box("given", _("First name"), attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
    Box("family", _("Last name"), attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
    Box("known_as", _("What you like to be called (optional)"), attrs={"class": "govuk-input--width-20"}),
)
ADDRESS = (
    Box("line1", _("Address line 1")),
    Box("line2", _("Address line 2 (optional)")),
    Box("town", _("Town or city"), attrs={"class": "govuk-input--width-20"}),
    Box("postcode", _("Postcode"), attrs={"class": "govuk-input--width-10", **CODE}),
    Box("uprn", type="hidden"),
)
ABROAD = (
    *ADDRESS[:3],
    Box("region", _("State, province or county (optional)"), attrs={"class": "govuk-input--width-20"}),
    Box(
        "postcode",
        _("Postal code (needed in the UK)"),
        attrs={"class": "govuk-input--width-10", **CODE},
    ),
    Box("country", pgettext_lazy("address", "Country"), type="select", attrs=SUGGEST),
    ADDRESS[-1],
)
BANK_ACCOUNT = (
    Box(
        "account_name",
        _("Name on the account"),
        attrs={"class": "govuk-input--width-20", "spellcheck": "false"},
    ),
    Box(
        "sort_code",
        _("Sort code"),
        attrs={"class": "govuk-input--width-5", **NUMERIC},
        hint=_("6 digits, like 30 94 30"),
    ),
    Box(
        "account_number",
        _("Account number"),
        attrs={"class": "govuk-input--width-10", **NUMERIC},
        hint=_("Between 6 and 8 digits"),
    ),
    Box(
        "roll_number",
        _("Building society roll number (if you have one)"),
        attrs={"class": "govuk-input--width-10", **CODE},
        hint=_("It is on your card, statement or passbook"),
    ),
)


def boxes(question: Question) -> tuple[Box, ...]:
    """Return the boxes of a question that is typed or chosen from a list; none if it is ticked."""
    return _purposed(_several(question) or _alone(question), question)


def _several(question: Question) -> tuple[Box, ...]:
    found: tuple[Box, ...] = ()
    match question:
        case Date() | MonthYear() | PartialDate():
            found = DATE
        case Name():
            found = NAME
        case Address(where=where):
            found = ADDRESS if where == "uk" else ABROAD
        case BankAccount():
            found = BANK_ACCOUNT
    return tuple(box for box in found if box.part in question.parts)


def _alone(question: Question) -> tuple[Box, ...]:
    match question:
        case Text(max_length=longest):
            return (Box(attrs={"class": "govuk-input--width-20"} if longest <= 40 else {}),)
        case LongText(lines=lines):
            return (Box(attrs={"rows": lines}),)
        case Email():
            return (Box(type="email", attrs={"spellcheck": "false", "autocapitalize": "none"}),)
        case Phone():
            return (Box(type="tel", attrs={"class": "govuk-input--width-20"}),)
        case Money():
            # No inputmode: the keypad of some telephones has no key for the point (GOV.UK, Text input).
            return (Box(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}, prefix="£"),)
        case Select() | Country():
            return (Box(type="select", attrs=SUGGEST),)
    return _code(question)


def _code(question: Question) -> tuple[Box, ...]:
    """Return the box of what has few signs and no words in it."""
    width, more = "5", PLAIN
    match question:
        case WholeNumber():
            more = NUMERIC
        case DecimalNumber() | Time():
            pass
        case Identifier(scheme="nhs"):
            width, more = "20", NUMERIC
        case Identifier(length=length):
            width, more = ("10" if length <= 10 else "20"), CODE
        case OrganisationNumber(scheme="company"):
            width, more = "10", CODE
        case OrganisationNumber():
            width = "10"
        case Iban():
            return (Box(attrs=CODE),)
        case _:
            return ()
    return (Box(attrs={"class": f"govuk-input--width-{width}", **more}),)


def _purposed(parts: tuple[Box, ...], question: Question) -> tuple[Box, ...]:
    """Return the boxes with the purpose of each, if the question has one."""
    purpose = question.autocomplete or ""
    purposes = {"": purpose} if len(parts) == 1 else PURPOSE.get(purpose, {})
    return tuple(
        replace(box, attrs={**box.attrs, "autocomplete": purposes[box.part]})
        if purposes.get(box.part)
        else box
        for box in parts
    )


def limit(question: Question) -> int:
    """Return how many letters a text may have, if people need to know; 0 if not."""
    match question:
        case LongText(max_length=longest):
            return longest
        case Text(max_length=longest) if longest != ONE_LINE:
            return longest
    return 0


def html_name(question: Question, part: str) -> str:
    """Return the control's name in a request: the question's key, and the part where it has several."""
    return f"{question.key}-{part}" if part else question.key
