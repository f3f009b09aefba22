"""The JSON Schema (2020-12) of an answer as data: what `answer_data` gives as `value`, kind by kind."""

from functools import singledispatch
from typing import Any

from services.definitions.kinds import (
    Address,
    BankAccount,
    Computed,
    Country,
    Date,
    DecimalNumber,
    Declaration,
    Email,
    Evidence,
    Iban,
    Identifier,
    LongText,
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
    Text,
    Time,
    WholeNumber,
    YesNo,
)
from services.definitions.kinds.parts import LONGEST_PART

Schema = dict[str, Any]


def schema_of(question: Question, language: str) -> Schema:
    """Return the schema of a question's answer, with its words; null where it may be left blank."""
    made = answered(question)
    words = {"title": question.label[language]}
    if question.hint and language in question.hint:
        words["description"] = question.hint[language]
    return {**words, **(made if question.required else {"anyOf": [made, {"type": "null"}]})}


@singledispatch
def answered(question: Question) -> Schema:
    """Return the schema of an answer that is not blank. Its `type` is a single one, except where nobody
    sends it; its `pattern` says how a text is written. Raises ValueError for a kind that has none.
    """
    raise ValueError(f"no schema for kind {question.kind!r}")


@answered.register
def _text(question: Text | LongText) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": question.max_length}


@answered.register
def _code(question: Phone | Identifier | OrganisationNumber | Iban) -> Schema:
    return {"type": "string", "minLength": 1}


@answered.register
def _email(question: Email) -> Schema:
    return {"type": "string", "format": "email"}


@answered.register
def _whole(question: WholeNumber) -> Schema:
    return {"type": "integer", "minimum": question.minimum, "maximum": question.maximum}


@answered.register
def _decimal(question: DecimalNumber) -> Schema:
    return {"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,9})?$"}


@answered.register
def _money(question: Money) -> Schema:
    said = "In whole pence."
    limits = {"minimum": question.minimum_pence, "maximum": question.maximum_pence}
    return {"type": "integer", "description": said, **limits}


@answered.register
def _yes_no(question: YesNo) -> Schema:
    return {"type": "boolean"}


@answered.register
def _declaration(question: Declaration) -> Schema:
    return {"type": "boolean", "const": True, "readOnly": True}


@answered.register
def _one_of(question: OneOf | Select) -> Schema:
    return {"type": "string", "enum": [option.key for option in question.options]}


@answered.register
def _several_of(question: SeveralOf) -> Schema:
    options = {"type": "string", "enum": [option.key for option in question.options]}
    return {"type": "array", "items": options, "minItems": 1, "uniqueItems": True}


@answered.register
def _country(question: Country) -> Schema:
    return {"type": "string", "pattern": "^[A-Z]{2}$"}


@answered.register
def _date(question: Date) -> Schema:
    return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@answered.register
def _month(question: MonthYear) -> Schema:
    return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}


@answered.register
def _partial_date(question: PartialDate) -> Schema:
    return {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}


@answered.register
def _time(question: Time) -> Schema:
    return {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}


@answered.register
def _name(question: Name) -> Schema:
    either = [{"required": [part]} for part in ("given", "family")]
    return {**_parts(question.parts), "anyOf": either}


@answered.register
def _address(question: Address) -> Schema:
    code, number = {"country": {"pattern": "^[A-Z]{2}$"}}, {"uprn": {"pattern": "^[0-9]{1,12}$"}}
    return {**_parts(question.parts, **code, **number), "required": list(question.needed)}


@answered.register
def _bank_account(question: BankAccount) -> Schema:
    digits = {"sort_code": {"pattern": "^[0-9]{6}$"}, "account_number": {"pattern": "^[0-9]{8}$"}}
    return {**_parts(question.parts, **digits), "required": list(question.needed)}


@answered.register
def _evidence(question: Evidence) -> Schema:
    files = "The ids of files that the person sent, separated by commas."
    parts = {
        "way": {"type": "string", "enum": list(question.ways)},
        "files": {"type": "string", "description": files, "readOnly": True},
    }
    return {"type": "object", "properties": parts, "required": ["way"], "additionalProperties": False}


@answered.register
def _computed(question: Computed) -> Schema:
    return {"type": ["integer", "string"], "readOnly": True}


def _parts(names: tuple[str, ...], **more: Schema) -> Schema:
    text = {"type": "string", "minLength": 1, "maxLength": LONGEST_PART}
    parts = {name: {**text, **more.get(name, {})} for name in names}
    return {"type": "object", "properties": parts, "additionalProperties": False}
