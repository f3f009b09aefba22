"""What each kind of question looks like as controls: boxes with their labels and attributes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.definitions.kinds import (
    Address,
    Date,
    Email,
    Identifier,
    LongText,
    Name,
    Phone,
    Question,
    Text,
    WholeNumber,
)

Attributes = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Box:
    """One control to type in. `part` is the part of the question it fills."""

    part: str = ""
    label: Promise | str = ""
    type: str = "text"
    attrs: Attributes = field(default_factory=dict)


# Autofill detail tokens (WCAG 2.2, 1.3.5): given only where the question is about whoever fills it in.
PURPOSE = {
    "bday": {"day": "bday-day", "month": "bday-month", "year": "bday-year"},
    "name": {"title": "honorific-prefix", "given": "given-name", "family": "family-name"},
    "street-address": {
        "line1": "address-line1",
        "line2": "address-line2",
        "town": "address-level2",
        "postcode": "postal-code",
    },
}
CODE = {"spellcheck": "false", "autocapitalize": "characters"}

DATE = (
    Box("day", _("Day"), attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
    Box("month", _("Month"), attrs={"class": "govuk-input--width-2"}),  # a name is an answer too
    Box("year", _("Year"), attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
)
NAME = (
    Box("title", _("Title (optional)"), attrs={"class": "govuk-input--width-5"}),
    Box("given", _("First name"), attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
    Box("family", _("Last name"), attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
)
ADDRESS = (
    Box("line1", _("Address line 1")),
    Box("line2", _("Address line 2 (optional)")),
    Box("town", _("Town or city"), attrs={"class": "govuk-input--width-20"}),
    Box("postcode", _("Postcode"), attrs={"class": "govuk-input--width-10", **CODE}),
)


def boxes(question: Question) -> tuple[Box, ...]:
    """Return the boxes of a question that is typed; none if it is answered by choosing."""
    match question:
        case Date():
            return _purposed(DATE, question)
        case Name():
            return _purposed(NAME, question)
        case Address():
            return _purposed(ADDRESS, question)
    alone = _alone(question)
    if alone and question.autocomplete:
        alone = Box(
            alone.part, alone.label, alone.type, {**alone.attrs, "autocomplete": question.autocomplete}
        )
    return (alone,) if alone else ()


def _alone(question: Question) -> Box | None:
    match question:
        case Text(max_length=longest):
            return Box(attrs={"class": "govuk-input--width-20"} if longest <= 40 else {})
        case LongText(lines=lines):
            return Box(attrs={"rows": lines})
        case Email():
            return Box(type="email", attrs={"spellcheck": "false", "autocapitalize": "none"})
        case Phone():
            return Box(type="tel", attrs={"class": "govuk-input--width-20"})
        case WholeNumber():
            return Box(attrs={"class": "govuk-input--width-5", "inputmode": "numeric", "spellcheck": "false"})
        case Identifier(scheme="nhs"):
            return Box(
                attrs={"class": "govuk-input--width-20", "inputmode": "numeric", "spellcheck": "false"}
            )
        case Identifier():
            return Box(attrs={"class": "govuk-input--width-10", **CODE})
    return None


def _purposed(parts: tuple[Box, ...], question: Question) -> tuple[Box, ...]:
    """Return the boxes with the purpose of each, if the question has one."""
    purposes = PURPOSE.get(question.autocomplete or "")
    if purposes is None:
        return parts
    return tuple(
        Box(box.part, box.label, box.type, {**box.attrs, "autocomplete": purposes[box.part]}) for box in parts
    )


def html_name(question: Question, part: str) -> str:
    """Return the control's name in a request: the question's key, and the part where it has several."""
    return f"{question.key}-{part}" if part else question.key
