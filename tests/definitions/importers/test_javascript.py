"""Conditions in JavaScript are read as rules or refused, never run."""

from typing import Any

import pytest

from services.definitions.importers.javascript import DEEPEST, LONGEST, NotUnderstood, read_assignment
from services.definitions.importers.nav_conditions import Conditions, Known, Never, Place, Refused

KNOWN = [
    Known("colour", "one_of", ("colour",), options={"red": "red", "3Blue": "n3_blue"}),
    Known("ways", "several_of", ("ways",), options={"bus": "bus", "car": "car"}),
    Known("agrees", "yes_no", ("agrees",), options={"ja": "yes", "nei": "no"}),
    Known("ticked", "yes_no", ("box", "ticked")),
    Known("count", "decimal", ("count",)),
    Known("town", "text", ("home", "town")),
    Known("town_2", "text", ("work", "town")),
    Known("colour_2", "one_of", ("cars", "colour"), "cars", {"red": "red"}),
]
OUTSIDE, AT_WORK, IN_ROW = Place(()), Place(("work",)), Place(("cars",), "cars")
RED = {"op": "equals", "question": "colour", "value": "red"}
BLUE = {"op": "equals", "question": "colour", "value": "n3_blue"}
YES = {"op": "equals", "question": "agrees", "value": True}
CAR = {"op": "includes", "question": "ways", "value": "car"}
ROW_RED = {"op": "equals", "question": "colour_2", "value": "red"}
TICKED = {"op": "equals", "question": "ticked", "value": True}
EITHER = {"op": "in", "question": "colour", "values": ["red", "n3_blue"]}
PAPER = {"op": "channel", "value": "paper"}


def rule(code: str, place: Place = OUTSIDE) -> Any:
    return Conditions(KNOWN, {"cars": "cars"}).scripted(code, place)


def negated(inner: Any) -> dict[str, Any]:
    return {"op": "not", "rule": inner}


def rows(op: str) -> dict[str, Any]:
    return {"op": op, "repeat": "cars", "rule": ROW_RED}


def number(sign: str, value: Any) -> dict[str, Any]:
    return {"op": "number", "question": "count", "is": sign, "value": value}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('show = data.colour === "red"', RED),
        ("show = data.colour == '3Blue';", BLUE),
        ("show = (data['colour'] !== 'red')", negated(RED)),
        ("show = 'red' === data.colour", RED),
        ("show = data.colour === 'red' || data.colour === '3Blue'", EITHER),
        ("show = data.colour === 'red' && data.agrees === 'ja'", {"op": "all", "rules": [RED, YES]}),
        ("show = data.agrees === 'nei'", {"op": "equals", "question": "agrees", "value": False}),
        ("show = data.ways.car === true", CAR),
        ("show = data.ways.car !== true", negated(CAR)),
        ("show = data.ways.car", CAR),
        ("show = !data.ways.car", negated(CAR)),
        ("show = data.ways.includes('car')", CAR),
        ("show = data.agrees", YES),
        ("show = data.box.ticked === false", negated({"op": "equals", "question": "ticked", "value": True})),
        ("show = submission.data.count > 3", number(">", 3)),
        ("show = 2.5 <= data.count", number(">=", "2.5")),
        ("show = data.count === 4", number("==", 4)),
        ("show = data.colour", {"op": "answered", "question": "colour"}),
        ("show = data.colour === undefined", negated({"op": "answered", "question": "colour"})),
        ("show = ['red', '3Blue'].includes(data.colour)", EITHER),
        ("show = instance.isSubmissionPaper()", PAPER),
        ("show = instance.isSubmissionDigital()", negated(PAPER)),
        ("show = data.cars.some(c => c.colour === 'red')", rows("any_row")),
        ("show = _.every(data.cars, (c) => c.colour === 'red')", rows("every_row")),
        ("var hide = data.agrees === 'ja' // why\n; show = !hide;", negated(YES)),
        ("/* always */ show = true", None),
    ],
)
def test_a_known_pattern_becomes_a_rule(code: str, expected: Any) -> None:
    assert rule(code) == expected


def test_a_name_means_the_nearest_question_of_that_name() -> None:
    assert rule("show = data.home.town === 'X'")["question"] == "town"
    assert rule("show = data.town === 'X'", AT_WORK)["question"] == "town_2"
    assert rule("show = row.colour === 'red'", IN_ROW) == ROW_RED
    assert rule("show = data.colour === 'red'", OUTSIDE) == RED


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("show = data.colour === 'green'", "no answer"),
        ("show = data.colours === 'red'", "does not ask"),
        ("show = data.cars.colour === 'red'", "another list"),
        ("show = data.colour > 3", "not a number"),
        ("show = data.colour === data.agrees", "two answers"),
        ("show = data.ways.car === 'yes'", "true or false"),
        ("show = utils.isBornBeforeYear(1990, 'born')", "not known"),
        ("show = data.houses.some(c => c.colour)", "no list"),
        ("show = [1].includes(3)", "not known"),
        ("show = component.key === 'a'", "not an answer"),
        ("show = 'text' && true", "cannot be compared"),
        ("show = alert(1)", "not known"),
        ("alert('x')", "more than set"),
        ("if (data.a) { show = true }", "not understood"),
        ("if (data.a) show = true", "more than set"),
        ("hide = true", "does not set"),
        ("", "does not set"),
        ("show = data.count + 1", "not understood"),
        ("show = (data.colour", "expected"),
        ("show = data[x]", "worked out"),
        ("show = data.1", "no member"),
        ("show = true.x", "no members"),
        ("show = [", "not understood"),
        ("show = true false", "expected"),
        (f"show = {'!' * (DEEPEST + 1)}data.a", "too deeply"),
        (f"show = true{' ' * LONGEST}", "too long"),
    ],
)
def test_anything_else_is_refused_with_a_reason(code: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        rule(code)


def test_rows_of_another_list_are_not_looked_into() -> None:
    with pytest.raises(Refused, match="another list"):
        Conditions([KNOWN[-1]], {"cars": "cars"}).scripted("show = data.colour === 'red'", OUTSIDE)


def test_a_condition_that_is_never_met_is_told_apart() -> None:
    with pytest.raises(Never):
        rule("show = false;")


def test_code_is_not_run() -> None:
    with pytest.raises(NotUnderstood):
        read_assignment("show = (function() { throw 1 })()", "show")


@pytest.mark.parametrize(
    ("conditional", "expected"),
    [
        ({"when": "colour", "eq": "red", "show": True}, RED),
        ({"when": "colour", "eq": "red", "show": "false"}, negated(RED)),
        ({"when": "ways", "eq": "car", "show": True}, CAR),
        ({"when": "box.ticked", "eq": "true", "show": True}, TICKED),
        ({"when": "count", "eq": 3, "show": True}, number("==", 3)),
    ],
)
def test_a_simple_condition_becomes_a_rule(conditional: dict[str, Any], expected: Any) -> None:
    assert Conditions(KNOWN, {}).simple(conditional, OUTSIDE) == expected
