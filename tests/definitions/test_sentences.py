"""A condition reads as a sentence that follows "if"."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from services.definitions.kinds import Computed
from services.definitions.rules import Rule
from services.definitions.sentences import say, say_how, words
from tests.definitions.documents import ask, form, repeat, step

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
DOCUMENT = form(
    step("a", ask("one_of", "colour"), ask("money", "pay"), ask("date", "born"), ask("several_of", "ticks")),
    step("r", ask("decimal", "hours"), repeat="jobs"),
    step("m", ask("yes_no", "moved"), ask("country", "land"), ask("text", "town")),
    repeats=[repeat("jobs", title={"en": "Your jobs"})],
)
RED = {"op": "equals", "question": "colour", "value": "red"}
PAID = {"op": "number", "question": "pay", "is": ">=", "value": 120050}
BORN = {"op": "answered", "question": "born"}
LONG = {"op": "number", "question": "hours", "is": ">", "value": 40}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (RED, "your answer to question 1 is “red”"),
        ({"op": "not", "rule": RED}, "your answer to question 1 is not “red”"),
        (
            {"op": "in", "question": "colour", "values": ["red", "blue"]},
            "your answer to question 1 is “red” or “blue”",
        ),
        ({"op": "not", "rule": BORN}, "you did not answer question 3"),
        (PAID, "your answer to question 2 is £1,200.50 or more"),
        (
            {"op": "date", "question": "born", "is": "<", "value": "2000-01-31"},
            "the date in question 3 is before 31 January 2000",
        ),
        (
            {"op": "not", "rule": {"op": "includes", "question": "ticks", "value": "blue"}},
            "you did not tick “blue” in question 4",
        ),
        (
            {"op": "count", "repeat": "jobs", "is": ">", "value": 2},
            "the number you list in “Your jobs” is more than 2",
        ),
        (
            {"op": "sum", "repeat": "jobs", "question": "hours", "is": "<=", "value": "37.50"},
            "your answers to question 5 add up to 37.50 or less",
        ),
        (
            {"op": "all", "rules": [{"op": "any", "rules": [RED, PAID]}, BORN]},
            "either your answer to question 1 is “red” or your answer to question 2 is £1,200.50 or more"
            " and you answered question 3",
        ),
        ({"op": "channel", "value": "paper"}, "you do this on paper"),
        ({"op": "equals", "question": "moved", "value": True}, "your answer to question 6 is “Yes”"),
        ({"op": "equals", "question": "land", "value": "FR"}, "your answer to question 7 is “France”"),
        ({"op": "equals", "question": "town", "value": "Ely"}, "your answer to question 8 is “Ely”"),
        ({"op": "includes", "question": "ticks", "value": "blue"}, "you ticked “blue” in question 4"),
        ({"op": "not", "rule": {"op": "not", "rule": RED}}, "your answer to question 1 is “red”"),
        ({"op": "not", "rule": PAID}, "it is not true that your answer to question 2 is £1,200.50 or more"),
        (
            {"op": "age", "question": "born", "is": ">=", "years": 65},
            "the age from question 3 is 65 or more",
        ),
        (
            {"op": "any_row", "repeat": "jobs", "rule": LONG},
            "for at least one in “Your jobs”, your answer to question 5 is more than 40",
        ),
        (
            {"op": "every_row", "repeat": "jobs", "rule": LONG},
            "for each one in “Your jobs”, your answer to question 5 is more than 40",
        ),
        (
            {"op": "any", "rules": [{"op": "all", "rules": [RED, BORN]}, PAID]},
            "your answer to question 1 is “red” and you answered question 3"
            ", or your answer to question 2 is £1,200.50 or more",
        ),
    ],
)
def test_a_rule_is_a_plain_sentence(rule: dict[str, Any], said: str) -> None:
    assert say(RULE.validate_python(rule), DOCUMENT, "en") == said


def test_words_of_another_language_keep_their_direction() -> None:
    assert "\u2068red\u2069" in say(RULE.validate_python(RED), DOCUMENT, "ar")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ({"op": "count", "repeat": "jobs"}, "Count how many you list in “Your jobs”."),
        ({"op": "age", "question": "born"}, "Write the age today, in full years, from question 3."),
        (
            {"op": "difference", "first": "pay", "second": "hours"},
            "Take the number in question 5 away from the one in question 2.",
        ),
        (
            {"op": "sum", "repeat": "jobs", "question": "hours"},
            "Add up all your answers to question 5 in “Your jobs”.",
        ),
        ({"op": "sum", "questions": ["pay", "hours"]}, "Add up your answers to these questions: 2, 5."),
    ],
)
def test_how_to_work_a_number_out_on_paper_is_a_plain_sentence(formula: dict[str, Any], said: str) -> None:
    question = Computed.model_validate(ask("computed", "total", formula=formula))
    assert say_how(question, DOCUMENT, "en") == said


def test_a_text_that_nobody_wrote_is_empty_and_one_not_translated_is_the_first() -> None:
    assert [words(None, "cy"), words({}, "cy"), words({"en": "Red"}, "cy")] == ["", "", "Red"]
