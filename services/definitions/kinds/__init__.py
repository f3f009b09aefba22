"""Every kind of question. A kind is a class here and four templates under templates/kinds/<kind>/."""

from typing import Annotated

from pydantic import Field

from services.definitions.kinds.banking import BankAccount, Iban
from services.definitions.kinds.base import Problem, Question, Reading, Typed, ValueType, Words
from services.definitions.kinds.choices import Country, OneOf, Option, Select, SeveralOf, YesNo
from services.definitions.kinds.computed import Computed
from services.definitions.kinds.dates import Date, MonthYear, PartialDate
from services.definitions.kinds.declaration import Declaration
from services.definitions.kinds.evidence import Evidence
from services.definitions.kinds.identifiers import Identifier, OrganisationNumber
from services.definitions.kinds.numbers import DecimalNumber, Money, WholeNumber
from services.definitions.kinds.people import Name
from services.definitions.kinds.places import Address
from services.definitions.kinds.texts import Email, LongText, Phone, Text
from services.definitions.kinds.times import Time

KINDS: tuple[type[Question], ...] = (
    Text,
    LongText,
    WholeNumber,
    DecimalNumber,
    Money,
    YesNo,
    OneOf,
    SeveralOf,
    Select,
    Country,
    Date,
    MonthYear,
    PartialDate,
    Time,
    Name,
    Address,
    Email,
    Phone,
    Identifier,
    OrganisationNumber,
    BankAccount,
    Iban,
    Computed,
    Evidence,
    Declaration,
)

AnyQuestion = Annotated[
    Text
    | LongText
    | WholeNumber
    | DecimalNumber
    | Money
    | YesNo
    | OneOf
    | SeveralOf
    | Select
    | Country
    | Date
    | MonthYear
    | PartialDate
    | Time
    | Name
    | Address
    | Email
    | Phone
    | Identifier
    | OrganisationNumber
    | BankAccount
    | Iban
    | Computed
    | Evidence
    | Declaration,
    Field(discriminator="kind"),
]

__all__ = [
    "KINDS",
    "Address",
    "AnyQuestion",
    "BankAccount",
    "Computed",
    "Country",
    "Date",
    "DecimalNumber",
    "Declaration",
    "Email",
    "Evidence",
    "Iban",
    "Identifier",
    "LongText",
    "Money",
    "MonthYear",
    "Name",
    "OneOf",
    "Option",
    "OrganisationNumber",
    "PartialDate",
    "Phone",
    "Problem",
    "Question",
    "Reading",
    "Select",
    "SeveralOf",
    "Text",
    "Time",
    "Typed",
    "ValueType",
    "WholeNumber",
    "Words",
    "YesNo",
]
