"""Which questions of different forms ask the same."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.definitions.checks.compiler import faults
from services.definitions.topics import TOPICS, pairs
from tests.definitions.documents import ask, form, repeat, step

RIGHT: dict[str, dict[str, Any]] = {
    "person.name": {"kind": "name"},
    "person.date_of_birth": {"kind": "date"},
    "person.address": {"kind": "address"},
    "person.email": {"kind": "email"},
    "person.phone": {"kind": "phone"},
    "person.nino": {"kind": "identifier", "scheme": "nino"},
    "person.nhs_number": {"kind": "identifier", "scheme": "nhs"},
    "person.nationality": {"kind": "country"},
    "person.bank_account": {"kind": "bank_account"},
}


def found(question: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    document = form(step("a", question, **more), repeats=[repeat("rows")] if more else [])
    return [(fault.code, fault.where, fault.about) for fault in faults(document)]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_shared_topic_is_asked_by_the_kind_that_fits_it(topic: str) -> None:
    kind = dict(RIGHT[topic])
    assert found(ask(kind.pop("kind"), "a", **kind, same_as=topic)) == []
    assert found(ask("yes_no", "a", same_as=topic)) == [("topic_of_wrong_kind", "a", topic)]


def test_a_word_that_no_form_shares_is_found_out() -> None:
    assert found(ask("text", "a", same_as="person.nmae")) == [("topic_unknown", "a", "person.nmae")]


def test_a_publisher_has_topics_of_their_own() -> None:
    assert found(ask("whole_number", "a", same_as="household.savings")) == []
    wrong = found(ask("evidence", "a", same_as="household.proof"))
    assert wrong == [("topic_of_wrong_kind", "a", "household.proof")]


def test_what_a_row_of_a_list_asks_is_of_somebody_else() -> None:
    wrong = found(ask("name", "a", same_as="person.name"), repeat="rows")
    assert wrong == [("topic_in_rows", "a", "person.name")]


def test_a_topic_has_a_subject_and_what_is_asked() -> None:
    with pytest.raises(ValidationError):
        form(step("a", ask("name", "a", same_as="name")))


def test_questions_pair_by_topic_and_by_what_identifies_a_person() -> None:
    one = form(
        step("a", ask("name", "a", identifies="name")),
        step("b", ask("text", "b")),
        step("r", ask("email", "r", identifies="email"), repeat="rows"),
        repeats=[repeat("rows")],
    )
    two = form(
        step(
            "x",
            ask("name", "x", same_as="person.name"),
            ask("email", "m", identifies="email"),
            title={"en": "X"},
        )
    )
    assert [(pair.earlier.key, pair.asked.key, pair.topic) for pair in pairs(one, two)] == [
        ("a", "x", "person.name")
    ]
