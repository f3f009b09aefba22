"""Questions in an order that decides them, put together to steps; comparisons of the XGov engines."""

from typing import Any

import pytest

from services.definitions.importers.comparisons import Refused, compared
from services.definitions.importers.components import Asked
from services.definitions.importers.making import answered, equals, includes, negate
from services.definitions.importers.naming import Names
from services.definitions.importers.pieces import CIRCLE, MOST_QUESTIONS, Piece, in_order, steps_of
from services.definitions.importers.report import Report


def question(key: str, *when: Any, page: str = "p", repeat: str | None = None) -> Piece:
    content = {"kind": "text", "key": key, "label": {"en": key}}
    return Piece("question", content, key, page, page, {"en": page}, when, repeat)


def block(text: str, *when: Any, page: str = "p", repeat: str | None = None) -> Piece:
    content = {"kind": "guidance", "text": {"en": text}}
    return Piece("block", content, text, page, page, {"en": page}, when, repeat)


def ordered(*pieces: Piece) -> tuple[list[str], Report]:
    report = Report()
    return [piece.place for piece in in_order(pieces, report)], report


def made(*pieces: Piece) -> tuple[list[dict[str, Any]], Report]:
    report = Report()
    return steps_of(in_order(pieces, report), Names(), report), report


def blocks(step: dict[str, Any]) -> list[tuple[str, str | None, bool]]:
    return [(b["text"]["en"], b.get("before"), "when" in b) for b in step.get("blocks", [])]


def test_a_question_comes_after_the_one_that_decides_it_and_else_stays() -> None:
    keys, report = ordered(question("a", answered("c")), question("b"), question("c"), question("d"))
    assert keys == ["b", "c", "a", "d"]
    assert [remark.place for remark in report.changed] == ["a"]


def test_a_circle_is_broken_where_it_is_and_reported() -> None:
    keys, report = ordered(
        question("x", answered("a")), question("a", answered("b")), question("b", answered("a"))
    )
    assert keys == ["a", "x", "b"]
    assert [(remark.place, remark.reason) for remark in report.not_carried] == [("a", CIRCLE)]


def test_a_question_that_decides_itself_is_asked_of_everyone() -> None:
    report = Report()
    (piece,) = in_order([question("a", answered("a"))], report)
    assert piece.when == ()
    assert report.not_carried


def test_a_circle_in_the_rows_of_a_list_is_broken() -> None:
    keys, report = ordered(
        question("a", answered("z"), repeat="r"),
        question("b", answered("a"), repeat="r"),
        question("z", answered("b")),
    )
    assert keys == ["a", "b", "z"]
    assert [remark.place for remark in report.not_carried] == ["a"]


def test_a_rule_about_a_question_that_is_not_there_is_taken_off() -> None:
    keys, report = ordered(question("a", answered("gone")))
    assert keys == ["a"]
    assert "not here" in report.not_carried[0].reason


def test_the_questions_of_a_list_stay_together() -> None:
    keys, _report = ordered(
        question("a", repeat="r"), question("b", answered("z"), repeat="r"), question("y"), question("z")
    )
    assert keys == ["y", "z", "a", "b"]


def test_a_step_ends_where_a_question_depends_on_it_or_there_are_many() -> None:
    many = [question(f"q{number}") for number in range(MOST_QUESTIONS + 1)]
    steps, _report = made(*many, question("z", answered("q10")))
    assert [len(step["questions"]) for step in steps] == [MOST_QUESTIONS, 1, 1]


def test_what_all_questions_of_a_step_need_is_the_steps_condition() -> None:
    page, own = answered("before"), answered("first")
    steps, _report = made(
        question("before", page="o"),
        question("first", page="n"),
        question("a", page),
        question("b", page, own),
    )
    assert steps[2]["when"] == page
    assert [each.get("when") for each in steps[2]["questions"]] == [None, own]


def test_words_stand_before_the_question_they_stood_before_or_at_the_end() -> None:
    steps, _report = made(question("a"), block("middle"), question("b"), block("end"))
    assert blocks(steps[0]) == [("middle", "b", False), ("end", None, False)]


def test_words_that_an_answer_decides_are_shown_on_the_step_behind_it() -> None:
    red = equals("a", "red")
    steps, _report = made(question("a"), block("of red", red), question("z", page="q"))
    assert blocks(steps[0]) == []
    assert blocks(steps[1]) == [("of red", "z", True)]


def test_words_are_not_put_where_they_would_not_be_reached() -> None:
    red = equals("a", "red")
    steps, _report = made(
        question("a"),
        block("of red", red),
        question("only", equals("a", "blue"), page="q"),
        question("all", page="s"),
    )
    assert [blocks(step) for step in steps] == [[], [], [("of red", "all", True)]]


def test_words_that_nothing_follows_are_shown_to_everyone_and_reported() -> None:
    steps, report = made(question("a"), block("of red", equals("a", "red")))
    assert blocks(steps[0]) == [("of red", None, False)]
    assert report.not_carried[0].place == "of red"


def test_words_in_a_list_stay_in_its_rows() -> None:
    steps, report = made(
        question("a", repeat="r"), block("of red", equals("a", "red"), repeat="r"), question("z", page="q")
    )
    assert [blocks(step) for step in steps] == [[("of red", None, False)], []]
    assert report.not_carried


def test_words_alone_make_no_step() -> None:
    assert made(block("alone"))[0] == []


def asked(kind: str) -> Asked:
    return Asked("q", kind, True, "/p", options={"Red": "red"})


def years(sign: str) -> dict[str, Any]:
    return {"op": "age", "question": "q", "is": sign, "years": 18}


AGO = {"period": 18, "unit": "years", "direction": "past"}


@pytest.mark.parametrize(
    ("kind", "operator", "value", "rule"),
    [
        ("yes_no", "is", True, equals("q", True)),
        ("yes_no", "is not", "true", negate(equals("q", True))),
        ("declaration", "is", "anything", equals("q", True)),
        ("select", "is", "Red", equals("q", "red")),
        ("several_of", "does not contain", "Red", negate(includes("q", "red"))),
        ("decimal", "is at least", "2.5", {"op": "number", "question": "q", "is": ">=", "value": "2.5"}),
        ("decimal", "is", 3, {"op": "number", "question": "q", "is": "==", "value": 3}),
        (
            "date",
            "is before",
            "2026-05-01T00:00",
            {"op": "date", "question": "q", "is": "<", "value": "2026-05-01"},
        ),
        ("date", "is after", AGO, years("<")),
        ("date", "is before", {"timePeriod": "18", "timeUnit": "years"}, years(">=")),
        ("text", "is", "Bath", equals("q", "Bath")),
    ],
)
def test_a_comparison_becomes_a_rule(kind: str, operator: str, value: Any, rule: Any) -> None:
    assert compared(asked(kind), operator, value) == rule


@pytest.mark.parametrize(
    ("kind", "operator", "value"),
    [
        ("one_of", "is", "Green"),
        ("one_of", "is longer than", "3"),
        ("decimal", "is", "many"),
        ("date", "is", "tomorrow"),
        ("date", "is", AGO),
        ("date", "is after", {**AGO, "unit": "days"}),
        ("text", "has length", "5"),
    ],
)
def test_a_comparison_that_rules_cannot_say_is_refused(kind: str, operator: str, value: Any) -> None:
    with pytest.raises(Refused):
        compared(asked(kind), operator, value)


def ending(title: str, *when: Any) -> Piece:
    content = {"title": {"en": title}, "guidance": {"en": "Call us."}}
    return Piece("ending", content, title, "p", title, None, when)


def test_an_end_of_the_way_is_a_step_of_its_own_behind_what_decides_it() -> None:
    steps, report = made(ending("Too far", answered("b")), question("a"), question("b"), question("c"))
    assert [each["key"] for each in steps] == ["a", "too-far", "c"]
    assert next(each for each in steps if each.get("ends"))["when"] == answered("b")
    assert not report.not_carried


def test_no_words_are_put_on_an_end_of_the_way() -> None:
    steps, _report = made(
        question("a"), block("Mind this", page="Stop"), ending("Stop", answered("a")), question("b", page="q")
    )
    assert [bool(blocks(each)) for each in steps if each.get("ends")] == [False]
    assert sum(len(blocks(each)) for each in steps) == 1


def test_without_its_condition_an_end_only_says_its_words() -> None:
    steps, report = made(question("a"), ending("Stop", answered("gone")), question("b", page="q"))
    assert not any(each.get("ends") for each in steps)
    assert [text for each in steps for text, _before, _when in blocks(each)] == ["Call us."]
    assert {remark.what for remark in report.not_carried} == {"conditions", "steps"}
    steps, report = made(question("a"), ending("Stop"), question("b", page="q"))
    assert not any(each.get("ends") for each in steps)
