"""A question of every kind, with what people type, the value that makes, and how it is read back."""

from typing import Any, NamedTuple

from pydantic import TypeAdapter

from services.definitions.kinds import KINDS, AnyQuestion, Question

QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
KIND_NAMES = tuple(kind.model_fields["kind"].default for kind in KINDS)
TYPED_KINDS = tuple(name for name in KIND_NAMES if name != "computed")
"""The kinds that somebody answers."""


class Sample(NamedTuple):
    """One question with one good and one wrong answer. `lines` is the answer as it is read, in English."""

    more: dict[str, Any]
    typed: dict[str, str | list[str]]
    value: Any
    lines: list[str]
    wrong: dict[str, str | list[str]]
    code: str


def three(english: str, welsh: str, arabic: str) -> dict[str, str]:
    """A text in each of our languages."""
    return {"en": english, "cy": welsh, "ar": arabic}


OPTIONS = [
    {"key": "bus", "label": three("By bus", "Ar y bws", "بالحافلة")},
    {"key": "train", "label": three("By train", "Ar y trên", "بالقطار")},
    {"key": "none", "label": three("None of these", "Dim un o’r rhain", "لا شيء مما سبق"), "exclusive": True},
]
ADDRESS = {"line1": "1 Quay Street", "town": "Lantern Bay", "postcode": "ZZ1 1AA"}
DAY = {"day": "31", "month": "2", "year": "2026"}

SAMPLES: dict[str, Sample] = {
    "text": Sample({"max_length": 40}, {"": " Ann "}, "Ann", ["Ann"], {"": "x" * 41}, "too_long"),
    "long_text": Sample(
        {"max_length": 50}, {"": "One\r\ntwo"}, "One\ntwo", ["One\ntwo"], {"": "y" * 51}, "too_long"
    ),
    "whole_number": Sample({"maximum": 50}, {"": "25"}, 25, ["25"], {"": "twelve"}, "number_wrong"),
    "decimal": Sample(
        {"places": 1, "unit": three("metres", "metr", "متر")},
        {"": "12,5"},
        "12.5",
        ["12.5 metres"],
        {"": "12.55"},
        "decimal_too_precise",
    ),
    "money": Sample({}, {"": "£1,200.50"}, 120050, ["£1,200.50"], {"": "lots"}, "money_wrong"),
    "yes_no": Sample({}, {"": "yes"}, True, ["Yes"], {"": "maybe"}, "unknown_choice"),
    "one_of": Sample({"options": OPTIONS}, {"": "bus"}, "bus", ["By bus"], {"": "plane"}, "unknown_choice"),
    "several_of": Sample(
        {"options": OPTIONS},
        {"": ["bus", "train"]},
        ["bus", "train"],
        ["By bus", "By train"],
        {"": ["bus", "none"]},
        "exclusive_choice",
    ),
    "select": Sample(
        {"options": OPTIONS}, {"": "Ar y trên"}, "train", ["By train"], {"": "plane"}, "unknown_choice"
    ),
    "country": Sample({}, {"": "yr almaen"}, "DE", ["Germany"], {"": "Atlantis"}, "country_wrong"),
    "date": Sample(
        {}, {"day": "1", "month": "Feb", "year": "1980"}, "1980-02-01", ["1 February 1980"], DAY, "date_wrong"
    ),
    "month_year": Sample(
        {},
        {"month": "5", "year": "2026"},
        "2026-05",
        ["May 2026"],
        {"month": "13", "year": "2026"},
        "date_wrong",
    ),
    "partial_date": Sample(
        {},
        {"day": "", "month": "May", "year": "1944"},
        "1944-05",
        ["May 1944"],
        {"day": "3", "year": "1944"},
        "date_without_month",
    ),
    "time": Sample({}, {"": "2.30 pm"}, "14:30", ["2:30pm"], {"": "25:00"}, "time_wrong"),
    "name": Sample(
        {"known_as": True},
        {"title": "Dr", "given": "Ann", "family": "Lee", "known_as": "Annie"},
        {"title": "Dr", "given": "Ann", "family": "Lee", "known_as": "Annie"},
        ["Dr Ann Lee", "Known as Annie"],
        {"given": "z" * 101},
        "too_long",
    ),
    "address": Sample(
        {"where": "any"},
        {**ADDRESS, "country": "Wales"},
        {**ADDRESS, "country": "GB"},
        ["1 Quay Street", "Lantern Bay", "ZZ1 1AA", "United Kingdom"],
        {**ADDRESS, "postcode": "12345", "country": "GB"},
        "postcode_wrong",
    ),
    "email": Sample(
        {}, {"": "ann@example.org"}, "ann@example.org", ["ann@example.org"], {"": "ann"}, "email_wrong"
    ),
    "phone": Sample({}, {"": "01632 960001"}, "+441632960001", ["01632 960001"], {"": "999"}, "phone_wrong"),
    "identifier": Sample(
        {"scheme": "mask", "masks": ["AA 999-9"]},
        {"": "ab١٢٣4"},
        "AB 123-4",
        ["AB 123-4"],
        {"": "AB12345"},
        "mask_wrong",
    ),
    "organisation_number": Sample(
        {"scheme": "norway"},
        {"": "974760673"},
        "974760673",
        ["974 760 673"],
        {"": "974760674"},
        "norway_number_wrong",
    ),
    "bank_account": Sample(
        {},
        {"account_name": "Ann Lee", "sort_code": "30-94-30", "account_number": "1234567"},
        {"account_name": "Ann Lee", "sort_code": "309430", "account_number": "01234567"},
        ["Ann Lee", "Sort code 30-94-30", "Account number 01234567"],
        {"account_name": "Ann Lee", "sort_code": "3094", "account_number": "12345678"},
        "sort_code_wrong",
    ),
    "iban": Sample(
        {},
        {"": "gb33 bukb 2020 1555 5555 55"},
        "GB33BUKB20201555555555",
        ["GB33 BUKB 2020 1555 5555 55"],
        {"": "GB33BUKB20201555555556"},
        "iban_wrong",
    ),
    "evidence": Sample(
        {},
        {"way": "post"},
        {"way": "post"},
        ["Send a copy by post"],
        {"way": "pigeon"},
        "unknown_choice",
    ),
    "declaration": Sample(
        {"statements": [three("It is true.", "Mae’n wir.", "هذا صحيح.")]},
        {"": "agreed"},
        True,
        ["Agreed"],
        {"": "no"},
        "declaration_needed",
    ),
}


def sample_question(kind: str, **more: Any) -> Question:
    """Return the sample question of a kind."""
    label = three("What is it?", "Beth yw e?", "ما هو؟")
    hint = three("Look on your letter.", "Edrychwch ar eich llythyr.", "انظر في رسالتك.")
    own = SAMPLES[kind].more if kind in SAMPLES else {"formula": {"op": "age", "question": "born"}}
    return QUESTION.validate_python(
        {"kind": kind, "key": "asked", "label": label, "hint": hint, **own, **more}
    )
