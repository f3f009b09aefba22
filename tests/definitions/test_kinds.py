"""Every kind of question: what is read from good, wrong, blank and hostile input, and given back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.definitions.kinds import KINDS, AnyQuestion, Question
from services.definitions.kinds.base import LONGEST_TYPED
from services.definitions.kinds.dates import MONTHS
from tests.definitions.documents import TODAY, ask, words

QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
ALL_KINDS = sorted(kind.model_fields["kind"].default for kind in KINDS)
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
    ("yes_no", {}, {"": "yes"}, True),
    ("yes_no", {}, {"": ["no"]}, False),
    ("one_of", {}, {"": "red"}, "red"),
    ("several_of", {}, {"": ["blue", "red", "red"]}, ["red", "blue"]),
    ("several_of", {}, {"": ["", "red"]}, ["red"]),
    ("several_of", {}, {"": "green"}, ["green"]),
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
    assert [(problem.code, problem.part) for problem in reading.problems] == [BLANK[kind]]
    optional = question(kind, required=False).read(typed, today=TODAY)
    assert (optional.value, optional.problems) == (None, ())


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_parts_that_are_not_the_questions_do_not_answer_it(kind: str) -> None:
    reading = question(kind).read({"junk": "yes", "kind": "text"}, today=TODAY)
    assert [problem.code for problem in reading.problems] == [BLANK[kind][0]]


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
        optional={"line2": PART},
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


def test_an_identifier_knows_how_many_boxes_paper_gives_it() -> None:
    assert question("identifier").length == 9
    assert question("identifier", scheme="nhs").length == 10


def test_no_month_begins_like_another_in_english_or_welsh() -> None:
    assert all(len(set(names)) == 12 for names in MONTHS)
    english, welsh = MONTHS
    assert not set(english) & set(welsh)


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
