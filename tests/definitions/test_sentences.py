"""A condition reads as a sentence that follows "if"."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from services.definitions.rules import Rule
from services.definitions.sentences import say
from tests.definitions.documents import ask, form, repeat, step

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
DOCUMENT = form(
    step("a", ask("one_of", "colour"), ask("money", "pay"), ask("date", "born"), ask("several_of", "ticks")),
    step("r", ask("decimal", "hours"), repeat="jobs"),
    repeats=[repeat("jobs", title={"en": "Your jobs"})],
)
RED = {"op": "equals", "question": "colour", "value": "red"}
PAID = {"op": "number", "question": "pay", "is": ">=", "value": 120050}
BORN = {"op": "answered", "question": "born"}


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
    ],
)
def test_a_rule_is_a_plain_sentence(rule: dict[str, Any], said: str) -> None:
    assert say(RULE.validate_python(rule), DOCUMENT, "en") == said


def test_words_of_another_language_keep_their_direction() -> None:
    assert "\u2068red\u2069" in say(RULE.validate_python(RED), DOCUMENT, "ar")
