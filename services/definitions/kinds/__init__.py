"""Every kind of question. A kind is a class here and four templates under templates/kinds/<kind>/."""

from typing import Annotated

from pydantic import Field

from services.definitions.kinds.base import Problem, Question, Reading, Typed, ValueType, Words
from services.definitions.kinds.choices import OneOf, Option, SeveralOf, YesNo
from services.definitions.kinds.dates import Date
from services.definitions.kinds.declaration import Declaration
from services.definitions.kinds.evidence import Evidence
from services.definitions.kinds.numbers import WholeNumber
from services.definitions.kinds.people import Address, Name
from services.definitions.kinds.texts import Email, Identifier, LongText, Phone, Text

KINDS: tuple[type[Question], ...] = (
    Text,
    LongText,
    WholeNumber,
    YesNo,
    OneOf,
    SeveralOf,
    Date,
    Name,
    Address,
    Email,
    Phone,
    Identifier,
    Evidence,
    Declaration,
)

AnyQuestion = Annotated[
    Text
    | LongText
    | WholeNumber
    | YesNo
    | OneOf
    | SeveralOf
    | Date
    | Name
    | Address
    | Email
    | Phone
    | Identifier
    | Evidence
    | Declaration,
    Field(discriminator="kind"),
]

__all__ = [
    "KINDS",
    "Address",
    "AnyQuestion",
    "Date",
    "Declaration",
    "Email",
    "Evidence",
    "Identifier",
    "LongText",
    "Name",
    "OneOf",
    "Option",
    "Phone",
    "Problem",
    "Question",
    "Reading",
    "SeveralOf",
    "Text",
    "Typed",
    "ValueType",
    "WholeNumber",
    "Words",
    "YesNo",
]
