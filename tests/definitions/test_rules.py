"""Conditions: each operator, what counts as an answer, and what may be written."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from services.definitions.channels import Channel
from services.definitions.comparing import BaseRule
from services.definitions.rules import (
    Equals,
    Not,
    Rule,
    Scope,
    as_date,
    every,
    full_years,
    questions_in,
    repeats_in,
)
from services.definitions.values import as_number, from_number
from tests.definitions.documents import TODAY

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
VALUES = {
    "who": "me",
    "several": ["pain", "slow"],
    "yes": True,
    "number": 8,
    "born": "1958-03-27",
    "blank": None,
    "text": "1",
    "word": "one",
    "price": "12.50",
    "month": "2026-05",
    "structure": {"way": "post"},
}
ROWS = {
    "people": ({"age": 20, "kind": "student"}, {"age": 40}, {"age": None}),
    "bills": ({"cost": "10.25"}, {"cost": "0.75"}, {}),
    "nobody": (),
}
SCOPE = Scope(VALUES, TODAY, Channel.ONLINE, ROWS)


def holds(**rule: object) -> bool:
    return RULE.validate_python(rule).holds(SCOPE)


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        ("who", "me", True),
        ("who", "you", False),
        ("yes", True, True),
        ("yes", False, False),
        ("yes", 1, False),
        ("number", 8, True),
        ("text", "1", True),
        ("text", 1, False),
        ("blank", "", False),
        ("unknown", "me", False),
        ("several", "pain", False),
    ],
)
def test_equals_compares_value_and_type(question: str, value: object, expected: bool) -> None:
    assert holds(op="equals", question=question, value=value) is expected


def test_in_holds_for_any_of_the_options() -> None:
    assert holds(op="in", question="who", values=["me", "you"])
    assert not holds(op="in", question="who", values=["you"])
    assert not holds(op="in", question="several", values=["pain"])
    assert not holds(op="in", question="blank", values=["None"])


def test_includes_looks_among_the_ticked_options() -> None:
    assert holds(op="includes", question="several", value="pain")
    assert not holds(op="includes", question="several", value="balance")
    assert not holds(op="includes", question="who", value="me")
    assert not holds(op="includes", question="blank", value="pain")


def test_a_question_left_blank_or_not_asked_is_not_answered() -> None:
    assert holds(op="answered", question="who")
    assert not holds(op="answered", question="blank")
    assert not holds(op="answered", question="unknown")


@pytest.mark.parametrize(
    ("comparison", "below", "same", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        (">", False, False, True),
        (">=", False, True, True),
        ("==", False, True, False),
    ],
)
def test_numbers_dates_and_ages_compare(comparison: str, below: bool, same: bool, above: bool) -> None:
    for limit, expected in ((9, below), (8, same), (7, above)):
        assert holds(op="number", question="number", **{"is": comparison}, value=limit) is expected
    for day, expected in (("1958-03-28", below), ("1958-03-27", same), ("1958-03-26", above)):
        assert holds(op="date", question="born", **{"is": comparison}, value=day) is expected
    for years, expected in ((69, below), (68, same), (67, above)):
        assert holds(op="age", question="born", **{"is": comparison}, years=years) is expected


@pytest.mark.parametrize("question", ["blank", "unknown", "yes", "word", "structure", "several"])
def test_what_is_no_number_or_date_compares_with_nothing(question: str) -> None:
    for comparison in ("<", ">=", "=="):
        assert not holds(op="number", question=question, **{"is": comparison}, value=1)
        assert not holds(op="date", question=question, **{"is": comparison}, value="2000-01-01")
        assert not holds(op="age", question=question, **{"is": comparison}, years=1)


@pytest.mark.parametrize(
    ("comparison", "value", "expected"),
    [
        ("==", "12.5", True),
        ("==", 12, False),
        (">", 12, True),
        ("<", "12.51", True),
        ("<=", "12.49", False),
        (">=", -3, True),
    ],
)
def test_decimals_compare_with_decimals_and_whole_numbers(
    comparison: str, value: int | str, expected: bool
) -> None:
    assert holds(op="number", question="price", **{"is": comparison}, value=value) is expected


def test_a_month_compares_as_its_first_day() -> None:
    assert holds(op="date", question="month", **{"is": "=="}, value="2026-05-01")
    assert holds(op="date", question="month", **{"is": "<"}, value="2026-05-02")


def test_rows_are_counted() -> None:
    assert holds(op="count", repeat="people", **{"is": "=="}, value=3)
    assert holds(op="count", repeat="people", **{"is": ">="}, value=2)
    assert not holds(op="count", repeat="people", **{"is": "<"}, value=3)


def test_answers_of_rows_add_up_and_blank_ones_add_nothing() -> None:
    assert holds(op="sum", repeat="people", question="age", **{"is": "=="}, value=60)
    assert holds(op="sum", repeat="bills", question="cost", **{"is": "=="}, value=11)
    assert holds(op="sum", repeat="bills", question="cost", **{"is": "<"}, value="11.01")
    assert not holds(op="sum", repeat="bills", question="cost", **{"is": ">"}, value=11)


@pytest.mark.parametrize("repeat", ["nobody", "unknown"])
@pytest.mark.parametrize("comparison", ["<", "<=", "==", ">=", ">"])
def test_no_rows_compare_with_nothing(repeat: str, comparison: str) -> None:
    assert not holds(op="count", repeat=repeat, **{"is": comparison}, value=0)
    assert not holds(op="sum", repeat=repeat, question="age", **{"is": comparison}, value=0)


def test_rows_without_a_number_compare_with_nothing() -> None:
    assert not holds(op="sum", repeat="people", question="kind", **{"is": "<"}, value=10)


def test_a_number_is_stored_so_that_it_reads_back() -> None:
    for stored in (0, -7, 1250, "12.50", "-0.5", "100"):
        number = as_number(stored)
        assert number is not None
        assert from_number(number) == stored
    for other in (True, None, "", "1e5", "12,50", "0x1", [], "1" * 20, "١"):
        assert as_number(other) is None


def test_the_channel_is_the_one_in_use() -> None:
    assert holds(op="channel", value="online")
    assert not holds(op="channel", value="paper")


def test_all_any_and_not_combine() -> None:
    true, false = {"op": "answered", "question": "who"}, {"op": "answered", "question": "blank"}
    assert holds(op="all", rules=[true, true])
    assert not holds(op="all", rules=[true, false])
    assert holds(op="any", rules=[false, true])
    assert not holds(op="any", rules=[false, false])
    assert holds(op="not", rule=false)
    assert not holds(op="not", rule=true)


def test_a_rule_over_rows_sees_each_row_and_the_answers_outside() -> None:
    student = {"op": "equals", "question": "kind", "value": "student"}
    adult = {"op": "number", "question": "age", "is": ">=", "value": 18}
    mine = {"op": "equals", "question": "who", "value": "me"}
    assert holds(op="any_row", repeat="people", rule={"op": "all", "rules": [student, mine]})
    assert not holds(op="every_row", repeat="people", rule=student)
    assert not holds(op="every_row", repeat="people", rule=adult)
    assert holds(op="every_row", repeat="people", rule=mine)


@pytest.mark.parametrize("repeat", ["nobody", "unknown"])
def test_a_rule_over_no_rows_never_holds(repeat: str) -> None:
    always = {"op": "answered", "question": "who"}
    assert not holds(op="any_row", repeat=repeat, rule=always)
    assert not holds(op="every_row", repeat=repeat, rule=always)


def test_a_scope_inside_a_row_puts_the_row_first_and_leaves_the_rest() -> None:
    inside = SCOPE.inside({"who": "you"})
    assert inside.values["who"] == "you"
    assert inside.values["number"] == 8
    assert SCOPE.values["who"] == "me"


def test_a_scope_without_a_question_forgets_only_that() -> None:
    left = SCOPE.without(["who", "unknown"])
    assert "who" not in left.values
    assert left.values["number"] == 8
    assert left.rows == SCOPE.rows


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2000, 2, 29), date(2028, 2, 29), 28),
        (date(2023, 10, 1), date(2026, 9, 30), 2),
        (date(2023, 10, 1), date(2026, 10, 1), 3),
        (date(2026, 10, 1), date(2026, 10, 1), 0),
    ],
)
def test_someone_is_a_year_older_on_their_birthday(born: date, today: date, years: int) -> None:
    assert full_years(born, today) == years


def test_only_an_iso_text_is_a_date() -> None:
    assert as_date("2026-10-01") == TODAY
    assert as_date("yesterday") is None
    assert as_date(20261001) is None
    assert as_date("2026-10") == TODAY
    assert as_date("2026-13") is None


def test_a_rule_names_every_question_it_depends_on() -> None:
    rule = RULE.validate_python(
        {
            "op": "any",
            "rules": [
                {"op": "not", "rule": {"op": "answered", "question": "a"}},
                {"op": "any_row", "repeat": "r", "rule": {"op": "includes", "question": "b", "value": "x"}},
                {"op": "channel", "value": "phone"},
            ],
        }
    )
    assert questions_in(rule) == {"a", "b"}
    assert repeats_in(rule) == {"r"}
    assert [inner.op for inner in every(rule)] == ["any", "not", "answered", "any_row", "includes", "channel"]


@pytest.mark.parametrize(
    "rule",
    [
        {"op": "eval", "code": "1"},
        {"question": "who"},
        {"op": "equals", "question": "who", "value": "me", "note": "extra"},
        {"op": "equals", "question": "who", "value": None},
        {"op": "number", "question": "n", "is": "!=", "value": 1},
        {"op": "number", "question": "n", "is": "<", "value": "twelve"},
        {"op": "number", "question": "n", "is": "<", "value": "1e5"},
        {"op": "sum", "question": "n", "is": "<", "value": 1},
        {"op": "count", "repeat": "r", "question": "n", "is": "<", "value": 1},
        {"op": "date", "question": "d", "is": "<", "value": "soon"},
        {"op": "channel", "value": "fax"},
        {"op": "all", "rules": []},
        {"op": "any", "rules": []},
    ],
)
def test_the_language_is_closed(rule: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        RULE.validate_python(rule)


def test_a_rule_never_changes() -> None:
    rule = Not(rule=Equals(question="who", value="me"))
    with pytest.raises(ValidationError):
        rule.rule = Equals(question="who", value="you")  # type: ignore[misc]


def test_a_rule_without_an_operator_cannot_be_asked() -> None:
    with pytest.raises(NotImplementedError):
        BaseRule().holds(SCOPE)
