"""Every kind of question: what is read from good, wrong, blank and hostile input, and given back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.definitions.kinds import AnyQuestion, Computed, Evidence, Question, countries
from services.definitions.kinds.base import LONGEST_TYPED
from services.definitions.kinds.dates import MONTHS
from services.definitions.kinds.numbers import pounds
from tests.definitions.documents import TODAY, ask, words
from tests.definitions.samples import TYPED_KINDS

QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
ALL_KINDS = sorted(TYPED_KINDS)
NHS_NUMBER = "4857773457"


def question(kind: str, **more: Any) -> Question:
    return QUESTION.validate_python(ask(kind, "asked", **more))


def with_none(kind: str = "several_of") -> Question:
    options = [
        {"key": "pain", "label": words("Pain")},
        {"key": "slow", "label": words("Slow")},
        {"key": "none", "label": words("None of these"), "exclusive": True},
    ]
    return question(kind, options=options)


def month(month: str, year: str) -> dict[str, str]:
    return {"month": month, "year": year}


def account(**parts: str) -> dict[str, str]:
    return {"account_name": "A Lee", "sort_code": "309430", "account_number": "12345678", **parts}


def abroad(**parts: str) -> dict[str, str]:
    return {"line1": "1 Rue de la Paix", "town": "Paris", **parts}


def day(day: str, month: str, year: str) -> dict[str, str]:
    return {"day": day, "month": month, "year": year}


def home(**parts: str) -> dict[str, str]:
    return {"line1": "1 Quay Street", "town": "Lantern Bay", "postcode": "ZZ1 1AA", **parts}


HOME = home()

GOOD = [
    ("text", {}, {"": "  Ann \n  Lee "}, "Ann Lee"),
    ("text", {"max_length": 3}, {"": "abc"}, "abc"),
    ("text", {}, {"": ["first", "second"]}, "first"),
    ("long_text", {}, {"": " one\r\ntwo\rthree \n"}, "one\ntwo\nthree"),
    ("whole_number", {}, {"": " 1,200 "}, 1200),
    ("whole_number", {}, {"": "٢٥"}, 25),
    ("whole_number", {"minimum": -5}, {"": "-5"}, -5),
    ("whole_number", {}, {"": "\u00a01\u00a0200 "}, 1200),
    ("whole_number", {"minimum": -5}, {"": "\u22125"}, -5),
    ("decimal", {}, {"": "12.5"}, "12.50"),
    ("decimal", {"places": 1}, {"": "12,5"}, "12.5"),
    ("decimal", {}, {"": "1,200.50"}, "1200.50"),
    ("decimal", {}, {"": ".5"}, "0.50"),
    ("decimal", {"minimum": "-1"}, {"": "-0.00"}, "0.00"),
    ("decimal", {"places": 3}, {"": "٠٫١٢٥"}, "0.125"),
    ("decimal", {"places": 0}, {"": "7.0"}, "7"),
    ("money", {}, {"": "£1,200"}, 120000),
    ("money", {}, {"": "12.5"}, 1250),
    ("money", {}, {"": "12,50"}, 1250),
    ("money", {}, {"": "50p"}, 50),
    ("money", {}, {"": "£ ١٢٫٥٠"}, 1250),
    ("money", {"minimum_pence": -5000}, {"": "-£3.20"}, -320),
    ("yes_no", {}, {"": "yes"}, True),
    ("yes_no", {}, {"": ["no"]}, False),
    ("one_of", {}, {"": "red"}, "red"),
    ("several_of", {}, {"": ["blue", "red", "red"]}, ["red", "blue"]),
    ("several_of", {}, {"": ["", "red"]}, ["red"]),
    ("several_of", {}, {"": "green"}, ["green"]),
    ("select", {}, {"": "red"}, "red"),
    ("select", {}, {"": " RED "}, "red"),
    ("country", {}, {"": "FR"}, "FR"),
    ("country", {}, {"": "ffrainc"}, "FR"),
    ("country", {}, {"": "فرنسا"}, "FR"),
    ("country", {}, {"": "cote d'ivoire"}, "CI"),
    ("country", {}, {"": "Wales"}, "GB"),
    ("country", {}, {"": "uk"}, "GB"),
    ("country", {}, {"": "u.s.a."}, "US"),
    ("month_year", {}, month("5", "2026"), "2026-05"),
    ("month_year", {}, month("مايو", "٢٠٢٦"), "2026-05"),
    ("month_year", {"when_is": "past"}, month("10", "2026"), "2026-10"),
    ("month_year", {"when_is": "future"}, month("10", "2026"), "2026-10"),
    ("partial_date", {}, day("", "", "1944"), "1944"),
    ("partial_date", {}, day("", "May", "1944"), "1944-05"),
    ("partial_date", {}, day("3", "5", "1944"), "1944-05-03"),
    ("partial_date", {"when_is": "past"}, day("", "", "2026"), "2026"),
    ("time", {}, {"": "2:30pm"}, "14:30"),
    ("time", {}, {"": "2.30 p.m."}, "14:30"),
    ("time", {}, {"": "14.30"}, "14:30"),
    ("time", {}, {"": "1430"}, "14:30"),
    ("time", {}, {"": "0930"}, "09:30"),
    ("time", {}, {"": "14"}, "14:00"),
    ("time", {}, {"": "9am"}, "09:00"),
    ("time", {}, {"": "12am"}, "00:00"),
    ("time", {}, {"": "12:15 PM"}, "12:15"),
    ("time", {}, {"": "14:30pm"}, "14:30"),
    ("time", {}, {"": "0:05"}, "00:05"),
    ("time", {}, {"": "9.30 y.b."}, "09:30"),
    ("time", {}, {"": "7yh"}, "19:00"),
    ("time", {}, {"": "2yp"}, "14:00"),
    ("time", {}, {"": "٢:٣٠ م"}, "14:30"),
    ("time", {}, {"": "٩ صباحًا"}, "09:00"),
    ("time", {}, {"": "midday"}, "12:00"),
    ("time", {}, {"": "hanner nos"}, "00:00"),
    ("date", {}, day("27", "3", "1958"), "1958-03-27"),
    ("date", {}, day("7", "March", "2026"), "2026-03-07"),
    ("date", {}, day("7", "Mawrth", "2026"), "2026-03-07"),
    ("date", {}, day("7", "RHAG", "2026"), "2026-12-07"),
    ("date", {}, day("٢٧", "٣", "١٩٥٨"), "1958-03-27"),
    ("date", {}, day("29", "2", "2024"), "2024-02-29"),
    ("date", {"when_is": "past"}, day("1", "10", "2026"), "2026-10-01"),
    ("date", {"when_is": "future"}, day("1", "10", "2026"), "2026-10-01"),
    ("date", {}, day("1", "10", "2126"), "2126-10-01"),
    ("name", {}, {"given": " Ann ", "family": "Lee"}, {"given": "Ann", "family": "Lee"}),
    ("name", {}, {"title": "Dr", "family": "Lee"}, {"title": "Dr", "family": "Lee"}),
    ("name", {}, {"given": "Cher"}, {"given": "Cher"}),
    ("address", {}, home(postcode="zz11aa"), HOME),
    ("address", {}, home(line2="Flat ٢", postcode="ZZ١ ١AA"), home(line2="Flat ٢")),
    ("address", {}, home(postcode="SW1A 1AA"), home(postcode="SW1A 1AA")),
    ("address", {}, {**HOME, "uprn": "100012345678"}, {**HOME, "uprn": "100012345678"}),
    ("address", {}, {**HOME, "uprn": "house"}, HOME),
    ("address", {"where": "international"}, abroad(country="France"), abroad(country="FR")),
    (
        "address",
        {"where": "international"},
        abroad(region="Paris", postcode="75002", country="FR"),
        abroad(region="Paris", postcode="75002", country="FR"),
    ),
    ("address", {"where": "any"}, home(postcode="zz11aa"), home(country="GB")),
    ("address", {"where": "any"}, abroad(country="FR"), abroad(country="FR")),
    (
        "name",
        {"known_as": True},
        {"given": "Ann", "known_as": "Annie"},
        {"given": "Ann", "known_as": "Annie"},
    ),
    ("bank_account", {}, account(), account()),
    (
        "bank_account",
        {},
        account(sort_code="30-94-30", account_number="123 4567"),
        account(account_number="01234567"),
    ),
    ("bank_account", {}, account(sort_code="٣٠٩٤٣٠", roll_number="ab/12"), account(roll_number="AB/12")),
    ("iban", {}, {"": "gb33 BUKB-2020 1555 5555 55"}, "GB33BUKB20201555555555"),
    ("iban", {}, {"": "NO9386011117947"}, "NO9386011117947"),
    ("organisation_number", {}, {"": "1234567"}, "01234567"),
    ("organisation_number", {}, {"": "sc 123456"}, "SC123456"),
    ("organisation_number", {"scheme": "charity"}, {"": "1234567-1"}, "1234567-1"),
    ("organisation_number", {"scheme": "charity"}, {"": "٢١٩٠٩٩"}, "219099"),
    ("organisation_number", {"scheme": "norway"}, {"": "974 760 673"}, "974760673"),
    ("identifier", {"scheme": "mask", "masks": ["999999999"]}, {"": "123 456 789"}, "123456789"),
    ("identifier", {"scheme": "mask", "masks": ["A9", "GB-**"]}, {"": "gb7x"}, "GB-7X"),
    ("email", {}, {"": " ann@example.com "}, "ann@example.com"),
    ("phone", {}, {"": "01632 960 001"}, "+441632960001"),
    ("phone", {}, {"": "+33 1 23 45 67 89"}, "+33123456789"),
    ("phone", {}, {"": "٠١٦٣٢٩٦٠٠٠١"}, "+441632960001"),
    ("identifier", {}, {"": "jg 10-37 59.a"}, "JG103759A"),
    ("identifier", {}, {"": "JG ١٠٣٧٥٩ A"}, "JG103759A"),
    ("identifier", {"scheme": "nhs"}, {"": "485\u2011777\u20113457"}, NHS_NUMBER),
    ("evidence", {}, {"way": "post"}, {"way": "post"}),
    ("evidence", {}, {"way": "upload", "files": ["a", "b", "a"]}, {"way": "upload", "files": "a,b"}),
    ("evidence", {}, {"way": "upload", "files": "a, b,"}, {"way": "upload", "files": "a,b"}),
    ("evidence", {}, {"way": "post", "files": "a"}, {"way": "post"}),
    ("declaration", {}, {"": "agreed"}, True),
]

WRONG = [
    ("text", {"max_length": 3}, {"": "abcd"}, [("too_long", "")]),
    ("long_text", {"max_length": 3}, {"": "abcd"}, [("too_long", "")]),
    ("whole_number", {}, {"": "ten"}, [("number_wrong", "")]),
    ("whole_number", {}, {"": "1.5"}, [("number_wrong", "")]),
    ("whole_number", {}, {"": "9" * 13}, [("number_wrong", "")]),
    ("whole_number", {"maximum": 50}, {"": "51"}, [("number_out_of_range", "")]),
    ("whole_number", {}, {"": "-1"}, [("number_out_of_range", "")]),
    ("whole_number", {}, {"": "1,2"}, [("number_wrong", "")]),
    ("decimal", {}, {"": "much"}, [("decimal_wrong", "")]),
    ("decimal", {}, {"": "1.2.3"}, [("decimal_wrong", "")]),
    ("decimal", {}, {"": "12,5,0"}, [("decimal_wrong", "")]),
    ("decimal", {"places": 1}, {"": "1.25"}, [("decimal_too_precise", "")]),
    ("decimal", {"maximum": "2.5"}, {"": "2.51"}, [("decimal_out_of_range", "")]),
    ("money", {}, {"": "ten pounds"}, [("money_wrong", "")]),
    ("money", {}, {"": "1.234"}, [("money_wrong", "")]),
    ("money", {}, {"": "1.5p"}, [("money_wrong", "")]),
    ("money", {"maximum_pence": 100}, {"": "1.01"}, [("money_out_of_range", "")]),
    ("select", {}, {"": "pink"}, [("unknown_choice", "")]),
    ("country", {}, {"": "Atlantis"}, [("country_wrong", "")]),
    ("country", {}, {"": "EU"}, [("country_wrong", "")]),
    ("month_year", {}, month("", "2026"), [("date_without_month", "month")]),
    ("month_year", {}, month("5", ""), [("date_without_year", "year")]),
    ("month_year", {}, month("13", "2026"), [("date_wrong", "month")]),
    ("month_year", {"when_is": "past"}, month("11", "2026"), [("month_year_not_past", "month")]),
    ("month_year", {"when_is": "future"}, month("9", "2026"), [("month_year_not_future", "month")]),
    ("partial_date", {}, day("3", "", "1944"), [("date_without_month", "month")]),
    ("partial_date", {}, day("", "5", ""), [("date_without_year", "year")]),
    ("partial_date", {}, day("", "", "44"), [("year_wrong", "year")]),
    ("partial_date", {}, day("31", "2", "1944"), [("date_wrong", "day")]),
    ("partial_date", {"when_is": "past"}, day("", "", "2027"), [("partial_date_not_past", "day")]),
    ("partial_date", {"when_is": "future"}, day("", "9", "2026"), [("partial_date_not_future", "day")]),
    ("time", {}, {"": "soon"}, [("time_wrong", "")]),
    ("time", {}, {"": "24:00"}, [("time_wrong", "")]),
    ("time", {}, {"": "14:60"}, [("time_wrong", "")]),
    ("time", {}, {"": "14am"}, [("time_wrong", "")]),
    ("time", {}, {"": "0pm"}, [("time_wrong", "")]),
    ("time", {}, {"": "2:30"}, [("time_morning_or_afternoon", "")]),
    ("time", {}, {"": "12"}, [("time_morning_or_afternoon", "")]),
    ("address", {"where": "international"}, abroad(), [("address_without_country", "country")]),
    ("address", {"where": "any"}, abroad(), [("address_without_postcode", "postcode")]),
    ("address", {"where": "any"}, abroad(country="Atlantis"), [("country_wrong", "country")]),
    (
        "bank_account",
        {},
        {"sort_code": "309430"},
        [
            ("bank_account_without_account_name", "account_name"),
            ("bank_account_without_account_number", "account_number"),
        ],
    ),
    (
        "bank_account",
        {},
        account(sort_code="12x456", account_number="12345", roll_number="#"),
        [
            ("sort_code_wrong", "sort_code"),
            ("account_number_wrong", "account_number"),
            ("roll_number_wrong", "roll_number"),
        ],
    ),
    ("iban", {}, {"": "GB33BUKB20201555555556"}, [("iban_wrong", "")]),
    ("iban", {}, {"": "XX00"}, [("iban_wrong", "")]),
    ("organisation_number", {}, {"": "12345"}, [("company_number_wrong", "")]),
    ("organisation_number", {"scheme": "charity"}, {"": "12345"}, [("charity_number_wrong", "")]),
    ("organisation_number", {"scheme": "norway"}, {"": "974760674"}, [("norway_number_wrong", "")]),
    ("identifier", {"scheme": "mask", "masks": ["AA99"]}, {"": "A123"}, [("mask_wrong", "")]),
    ("identifier", {"scheme": "mask", "masks": ["AA99"]}, {"": "AB123"}, [("mask_wrong", "")]),
    ("yes_no", {}, {"": "maybe"}, [("unknown_choice", "")]),
    ("yes_no", {}, {"": ["yes", "no"]}, [("unknown_choice", "")]),
    ("one_of", {}, {"": "pink"}, [("unknown_choice", "")]),
    ("one_of", {}, {"": ["red", "blue"]}, [("unknown_choice", "")]),
    ("several_of", {}, {"": ["red", "pink"]}, [("unknown_choice", "")]),
    ("date", {}, day("", "3", "1958"), [("date_without_day", "day")]),
    ("date", {}, day("27", "", "1958"), [("date_without_month", "month")]),
    ("date", {}, day("27", "3", ""), [("date_without_year", "year")]),
    ("date", {}, day("x", "3", "1958"), [("date_wrong", "day")]),
    ("date", {}, day("27", "maybe not", "1958"), [("date_wrong", "month")]),
    ("date", {}, day("27", "3", "soon"), [("date_wrong", "year")]),
    ("date", {}, day("27", "3", "58"), [("year_wrong", "year")]),
    ("date", {}, day("27", "3", "1889"), [("year_wrong", "year")]),
    ("date", {}, day("27", "3", "2127"), [("year_wrong", "year")]),
    ("date", {}, day("29", "2", "2026"), [("date_wrong", "day")]),
    ("date", {}, day("31", "13", "2026"), [("date_wrong", "day")]),
    ("date", {}, day("1", "1", "0000"), [("date_wrong", "day")]),
    ("date", {"when_is": "past"}, day("2", "10", "2026"), [("date_not_past", "day")]),
    ("date", {"when_is": "future"}, day("30", "9", "2026"), [("date_not_future", "day")]),
    ("name", {}, {"given": "A" * 101}, [("too_long", "given")]),
    (
        "address",
        {},
        {"line2": "Flat 1"},
        [
            ("address_without_line1", "line1"),
            ("address_without_town", "town"),
            ("address_without_postcode", "postcode"),
        ],
    ),
    ("address", {}, home(town="L" * 101), [("too_long", "town")]),
    ("address", {}, home(postcode="ZZ1"), [("postcode_wrong", "postcode")]),
    ("address", {}, home(postcode="12345"), [("postcode_wrong", "postcode")]),
    ("email", {}, {"": "ann.example.com"}, [("email_wrong", "")]),
    ("email", {}, {"": "ann@example"}, [("email_wrong", "")]),
    ("email", {}, {"": "a@example.com,b@example.com"}, [("email_wrong", "")]),
    ("email", {}, {"": "a" * 250 + "@example.com"}, [("email_wrong", "")]),
    ("phone", {}, {"": "my phone"}, [("phone_wrong", "")]),
    ("phone", {}, {"": "999"}, [("phone_wrong", "")]),
    ("phone", {}, {"": "960001"}, [("phone_wrong", "")]),
    ("phone", {}, {"": "0" * 40}, [("phone_wrong", "")]),
    ("identifier", {}, {"": "QQ123456C"}, [("nino_wrong", "")]),
    ("identifier", {}, {"": "JG103759E"}, [("nino_wrong", "")]),
    ("identifier", {"scheme": "nhs"}, {"": "4857773456"}, [("nhs_wrong", "")]),
    ("evidence", {}, {"way": "pigeon"}, [("unknown_choice", "way")]),
    ("evidence", {"ways": ["post"]}, {"way": "upload", "files": "a"}, [("unknown_choice", "way")]),
    ("evidence", {}, {"way": "upload"}, [("missing_file", "files")]),
    ("evidence", {"max_files": 1}, {"way": "upload", "files": ["a,b"]}, [("too_many_files", "files")]),
    ("declaration", {}, {"": "no"}, [("declaration_needed", "")]),
]

BLANK = {
    "decimal": ("missing", ""),
    "money": ("missing", ""),
    "iban": ("missing", ""),
    "organisation_number": ("missing", ""),
    "select": ("missing_choice", ""),
    "country": ("missing_country", ""),
    "month_year": ("missing_month", "month"),
    "partial_date": ("missing_partial_date", "year"),
    "time": ("missing_time", ""),
    "bank_account": ("missing_bank_account", "account_name"),
    "text": ("missing", ""),
    "long_text": ("missing", ""),
    "whole_number": ("missing", ""),
    "email": ("missing", ""),
    "phone": ("missing", ""),
    "identifier": ("missing", ""),
    "yes_no": ("missing_yes_no", ""),
    "one_of": ("missing_choice", ""),
    "several_of": ("missing_choices", ""),
    "date": ("missing_date", "day"),
    "name": ("missing_name", "given"),
    "address": ("address_without_line1", "line1"),
    "evidence": ("missing_evidence_way", "way"),
    "declaration": ("declaration_needed", ""),
}


@pytest.mark.parametrize(("kind", "more", "typed", "value"), GOOD)
def test_what_fits_is_read_in_one_form(kind: str, more: dict[str, Any], typed: Any, value: object) -> None:
    reading = question(kind, **more).read(typed, today=TODAY)
    assert reading.problems == ()
    assert reading.value == value
    assert type(reading.value) is type(value)


@pytest.mark.parametrize(("kind", "more", "typed", "problems"), WRONG)
def test_what_does_not_fit_is_named_with_the_part_to_mend(
    kind: str, more: dict[str, Any], typed: Any, problems: list[tuple[str, str]]
) -> None:
    reading = question(kind, **more).read(typed, today=TODAY)
    assert reading.value is None
    assert [(problem.code, problem.part) for problem in reading.problems] == problems


def test_none_of_these_cannot_be_ticked_with_another() -> None:
    reading = with_none().read({"": ["pain", "none"]}, today=TODAY)
    assert [problem.code for problem in reading.problems] == ["exclusive_choice"]
    assert with_none().read({"": ["none"]}, today=TODAY).value == ["none"]
    assert with_none().read({"": ["slow", "pain"]}, today=TODAY).value == ["pain", "slow"]


def test_problems_carry_the_limits_their_sentence_needs() -> None:
    def detail(kind: str, typed: Any, **more: Any) -> dict[str, Any]:
        return dict(question(kind, **more).read(typed, today=TODAY).problems[0].detail)

    assert detail("text", {"": "abc"}, max_length=2) == {"limit": 2}
    assert detail("whole_number", {"": "9"}, minimum=1, maximum=8) == {"minimum": 1, "maximum": 8}
    assert detail("evidence", {"way": "upload", "files": "a,b"}, max_files=1) == {"limit": 1}


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize(
    "typed", [{}, {"": ""}, {"": " \t\n"}, {"": []}, {"": [""]}, {"day": " ", "way": ""}]
)
def test_blank_input_is_an_answer_only_where_the_question_may_be_left(kind: str, typed: Any) -> None:
    reading = question(kind).read(typed, today=TODAY)
    assert (reading.problems[0].code, reading.problems[0].part) == BLANK[kind]
    assert len(reading.problems) == 1 or kind == "address"
    optional = question(kind, required=False).read(typed, today=TODAY)
    assert (optional.value, optional.problems) == (None, ())


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_parts_that_are_not_the_questions_do_not_answer_it(kind: str) -> None:
    reading = question(kind).read({"junk": "yes", "kind": "text"}, today=TODAY)
    assert reading.problems[0].code == BLANK[kind][0]


def test_each_line_that_an_empty_address_needs_is_told_apart() -> None:
    reading = question("address").read({}, today=TODAY)
    assert [problem.part for problem in reading.problems] == ["line1", "town", "postcode"]


def test_a_title_alone_is_no_name() -> None:
    reading = question("name").read({"title": "Dr"}, today=TODAY)
    assert [problem.code for problem in reading.problems] == ["missing_name"]


HOSTILE = ["\x00", "a\x00b", "\ud800", "x" * (LONGEST_TYPED + 1)]


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=["nul", "nul inside", "half a letter", "endless"])
def test_what_no_database_takes_is_refused_in_every_part(kind: str, text: str) -> None:
    asked = question(kind)
    for part in asked.parts:
        for typed in ({part: text}, {part: [text]}):
            reading = asked.read(typed, today=TODAY)
            assert [problem.code for problem in reading.problems] in (["not_text"], ["too_long"])
            assert reading.problems[0].part == part


@pytest.mark.parametrize("kind", ALL_KINDS)
@given(data=st.data())
@settings(max_examples=40)
def test_anything_typed_is_read_or_refused_and_what_is_read_can_be_typed_again(
    kind: str, data: st.DataObject
) -> None:
    asked = question(kind)
    texts = st.text(max_size=30) | st.sampled_from(
        [
            "yes",
            "no",
            "red",
            "blue",
            "agreed",
            "upload",
            "post",
            "27",
            "3",
            "2026",
            "ZZ1 1AA",
            "٣",
            "a,b",
            "-7",
        ]
    )
    typed = data.draw(st.dictionaries(st.sampled_from(asked.parts), texts | st.lists(texts, max_size=3)))
    reading = asked.read(typed, today=TODAY)
    if reading.problems:
        assert reading.value is None
        assert all(problem.part in asked.parts for problem in reading.problems)
    elif reading.value is not None:
        again = asked.read(asked.unread(reading.value), today=TODAY)
        assert (again.value, again.problems) == (reading.value, ())


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=60)
PART = LINES.map(lambda text: " ".join(text.split())).filter(bool)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "decimal": st.decimals(0, 999_999, places=2).map(str),
    "money": st.integers(0, 99_999_999),
    "select": st.sampled_from(["red", "green", "blue"]),
    "country": st.sampled_from(countries.codes()),
    "month_year": st.dates(date(1890, 1, 1), date(2126, 12, 31)).map(lambda day: day.isoformat()[:7]),
    "partial_date": st.builds(
        lambda day, length: day.isoformat()[:length],
        st.dates(date(1890, 1, 1), date(2126, 12, 31)),
        st.sampled_from([4, 7, 10]),
    ),
    "time": st.times().map(lambda time: f"{time:%H:%M}"),
    "organisation_number": st.from_regex(r"[0-9]{8}|SC[0-9]{6}", fullmatch=True),
    "bank_account": st.fixed_dictionaries(
        {
            "account_name": PART,
            "sort_code": st.from_regex(r"[0-9]{6}", fullmatch=True),
            "account_number": st.from_regex(r"[0-9]{8}", fullmatch=True),
        },
        optional={"roll_number": st.from_regex(r"[A-Z0-9./-]{1,18}", fullmatch=True)},
    ),
    "iban": st.sampled_from(["GB33BUKB20201555555555", "NO9386011117947", "DE89370400440532013000"]),
    "text": PART,
    "long_text": LINES.map(lambda text: text.replace("\r", "\n").strip()).filter(bool),
    "whole_number": st.integers(0, 999_999),
    "yes_no": st.booleans(),
    "one_of": st.sampled_from(["red", "green", "blue"]),
    "several_of": st.sampled_from([["red"], ["red", "blue"], ["red", "green", "blue"]]),
    "date": st.dates(date(1890, 1, 1), date(2126, 12, 31)).map(date.isoformat),
    "name": st.fixed_dictionaries({"given": PART}, optional={"title": PART, "family": PART}),
    "address": st.fixed_dictionaries(
        {"line1": PART, "town": PART, "postcode": st.sampled_from(["ZZ1 1AA", "EC1A 1BB", "M1 1AE"])},
        optional={"line2": PART, "uprn": st.from_regex(r"[0-9]{1,12}", fullmatch=True)},
    ),
    "email": st.emails().filter(lambda text: not set(text) & set("<>(),;") and "." in text.split("@")[1]),
    "phone": st.integers(0, 999).map(lambda number: f"+441632960{number:03}"),
    "identifier": st.builds(
        "{}{}{:06}{}".format,
        st.sampled_from("ACEHJLMPRSTWXY"),
        st.sampled_from("ABCEHJLMPRSWXYZ"),
        st.integers(0, 999_999),
        st.sampled_from("ABCD"),
    ),
    "evidence": st.sampled_from(
        [{"way": "post"}, {"way": "upload", "files": "a"}, {"way": "upload", "files": "a,b"}]
    ),
    "declaration": st.just(True),
}


@pytest.mark.parametrize("kind", ALL_KINDS)
@given(data=st.data())
@settings(max_examples=40)
def test_every_value_can_be_typed_again(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    reading = question(kind).read(question(kind).unread(value), today=TODAY)
    assert (reading.value, reading.problems) == (value, ())


@given(st.integers(0, 999_999_999))
def test_every_nhs_number_with_its_check_digit_is_read(number: int) -> None:
    body = f"{number:09}"
    check = -sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), body, strict=True)) % 11
    reading = question("identifier", scheme="nhs").read({"": f"{body}{check}"}, today=TODAY)
    assert reading.value == (f"{body}{check}" if check < 10 else None)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_an_answer_left_blank_fills_nothing(kind: str) -> None:
    assert question(kind).unread(None) == {}


def test_a_property_number_goes_once_its_address_is_typed_over() -> None:
    asked = question("address")
    typed = {**asked.unread({**HOME, "uprn": "100012345678"})}
    assert asked.read(typed, today=TODAY).value == {**HOME, "uprn": "100012345678"}
    assert asked.read({**typed, "line1": "2 Quay Street"}, today=TODAY).value == home(line1="2 Quay Street")


def test_a_country_that_is_offered_alone_is_no_address() -> None:
    asked = question("address", where="any", required=False)
    assert asked.read({"country": "GB"}, today=TODAY).value is None


def test_every_country_is_known_by_each_of_its_names() -> None:
    assert len(countries.codes()) == 250  # ISO 3166-1 has 249; and Kosovo
    for option in countries.options():
        for name in option.label.values():
            assert countries.meant(name) == option.key
    assert countries.names("en")["DE"] == "Germany"
    assert countries.names("xx") == countries.names("en")


def test_rules_and_forms_know_every_country_as_an_option() -> None:
    asked = question("country")
    assert {option.key: option.label["cy"] for option in asked.options}["FR"] == "Ffrainc"


@pytest.mark.parametrize(("scheme", "groups"), [("company", (2, 6)), ("norway", (3, 3, 3))])
def test_a_number_of_an_organisation_knows_how_its_boxes_stand(scheme: str, groups: tuple[int, ...]) -> None:
    assert question("organisation_number", scheme=scheme).groups == groups


def test_a_name_that_two_options_share_chooses_neither() -> None:
    options = [{"key": "one", "label": words("Same")}, {"key": "two", "label": words("same!")}]
    reading = question("select", options=options).read({"": "Same"}, today=TODAY)
    assert [problem.code for problem in reading.problems] == ["unknown_choice"]


def test_money_is_read_as_people_write_it() -> None:
    assert [pounds(pence) for pence in (120000, 120050, -5, 0)] == ["£1,200", "£1,200.50", "-£0.05", "£0"]


def test_masks_say_how_their_boxes_stand_and_what_a_number_looks_like() -> None:
    masked = question("identifier", scheme="mask", masks=["AA 99-9*"])
    assert (masked.groups, masked.length, masked.example) == ((2, 2, 2), 6, "AB 12-34")
    several = question("identifier", scheme="mask", masks=["A9", "999-99"])
    assert (several.groups, several.example) == ((5,), "A1, 123-45")


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("whole_number", {"minimum": 2, "maximum": 1}),
        ("decimal", {"minimum": "0.2", "maximum": "0.1"}),
        ("money", {"minimum_pence": 2, "maximum_pence": 1}),
    ],
)
def test_limits_between_which_nothing_fits_are_noticed(kind: str, more: dict[str, Any]) -> None:
    assert question(kind, **more).limits_crossed
    assert not question(kind).limits_crossed


def test_an_identifier_knows_how_many_boxes_paper_gives_it() -> None:
    assert question("identifier").length == 9
    assert question("identifier", scheme="nhs").length == 10


def test_no_month_begins_like_another_in_any_language() -> None:
    assert all(len(set(names)) == 12 for names in MONTHS)
    assert len({name for names in MONTHS for name in names}) == 36


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "colour", "key": "a", "label": {"en": "A"}},
        {"kind": "text", "key": "A", "label": {"en": "A"}},
        {"kind": "text", "key": "a", "label": {}},
        {"kind": "text", "key": "a", "label": {"en": "A"}, "colour": "red"},
        {"kind": "one_of", "key": "a", "label": {"en": "A"}, "options": []},
        {"kind": "identifier", "key": "a", "label": {"en": "A"}, "scheme": "iban"},
        {"kind": "evidence", "key": "a", "label": {"en": "A"}, "ways": []},
        {"kind": "identifier", "key": "a", "label": {"en": "A"}, "scheme": "mask"},
        {"kind": "identifier", "key": "a", "label": {"en": "A"}, "scheme": "nhs", "masks": ["A9"]},
        {"kind": "identifier", "key": "a", "label": {"en": "A"}, "scheme": "mask", "masks": ["XYZ"]},
        {"kind": "text", "key": "a", "label": {"en": "A"}, "identifies": "shoe_size"},
    ],
)
def test_what_is_no_question_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        QUESTION.validate_python(content)


def test_a_kind_must_say_how_it_is_read() -> None:
    asked = Question(kind="new", key="asked", label={"en": "New"})
    with pytest.raises(NotImplementedError):
        asked.read({"": "typed"}, today=TODAY)


@pytest.mark.parametrize(
    ("money", "value", "typed"),
    [
        (False, 120050, {"": "120050"}),
        (True, 120050, {"": "1200.50"}),
        (False, "1.5", {"": "1.5"}),
        (False, None, {}),
    ],
)
def test_a_number_that_is_worked_out_is_never_typed_but_stands_on_paper(
    money: bool, value: Any, typed: dict[str, str]
) -> None:
    asked = ask("computed", "total", formula={"op": "sum", "questions": ["a", "b"]}, money=money)
    question = Computed.model_validate(asked)
    assert question.unread(value) == typed
    assert question.is_blank({"": "99"})
    reading = question.read({"": "99"}, today=TODAY)
    assert (reading.value, reading.problems) == (None, ())


def test_the_files_that_evidence_takes_are_told_by_their_media_types() -> None:
    question = Evidence.model_validate(ask("evidence", "proof", accepts=["pdf", "images"]))
    assert question.media_types[0] == "application/pdf"
    assert "image/jpeg" in question.media_types
    assert not any("officedocument" in each for each in question.media_types)


def test_stored_answers_stand_in_their_boxes_as_people_write_them() -> None:
    money, address = (QUESTION.validate_python(ask(kind, "asked")) for kind in ("money", "address"))
    assert [money.unread(pence) for pence in (120050, -5, None)] == [{"": "1200.50"}, {"": "-0.05"}, {}]
    assert address.unread(HOME) == HOME
    found = address.unread({**HOME, "uprn": "100012345678"})
    assert str(found["uprn"]).startswith("100012345678.")
