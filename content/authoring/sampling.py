"""Answers that someone might give, for looking at a form that is filled in."""

from datetime import date

from services.definitions.kinds import (
    Address,
    BankAccount,
    Country,
    Date,
    DecimalNumber,
    Email,
    LongText,
    Money,
    MonthYear,
    Name,
    OneOf,
    PartialDate,
    Phone,
    Question,
    Select,
    SeveralOf,
    Text,
    Time,
    WholeNumber,
    YesNo,
)
from services.definitions.values import Value

PERSON = {"given": "Rowan", "family": "Ashby"}
HOME = {"line1": "17 Mill Lane", "town": "Haverby", "postcode": "HV4 2QT"}
ACCOUNT = {"account_name": "Rowan Ashby", "sort_code": "200415", "account_number": "38290008"}
PLAIN: dict[type[Question], Value] = {
    YesNo: True,
    Country: "GB",
    Time: "14:30",
    Name: dict(PERSON),
    Address: dict(HOME),
    BankAccount: dict(ACCOUNT),
    Email: "rowan@example.org",
    Phone: "03069990123",
    Text: "Haverby",
    LongText: "I have lived here for three years.",
}


def sample(question: Question, today: date) -> Value:
    """Return an answer that the question takes; None where none of ours fits, or it takes a file."""
    value = _likely(question, today)
    return None if value is None or question.read(question.unread(value), today=today).problems else value


def _likely(question: Question, today: date) -> Value:
    match question:
        case OneOf() | Select():
            return question.options[0].key
        case SeveralOf():
            return [each.key for each in question.options if not each.exclusive][:1] or None
        case Date(when_is=when) | MonthYear(when_is=when) | PartialDate(when_is=when):
            day = today.replace(year=today.year + (1 if when == "future" else -30), day=1).isoformat()
            return day[:7] if isinstance(question, MonthYear) else day
        case WholeNumber() | DecimalNumber():
            return question.minimum
        case Money():
            return question.minimum_pence
    return PLAIN.get(type(question))
