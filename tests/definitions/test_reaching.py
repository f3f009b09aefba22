"""Steps that nobody can be asked: every one that is reported really is one. Compared with brute force."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from services.definitions.asking import applicable
from services.definitions.channels import Channel
from services.definitions.checks.compiler import faults
from services.definitions.checks.reaching import way_to
from services.definitions.document import Document
from services.definitions.journey import Answers, scope_at, walk
from services.definitions.kinds import Question
from services.definitions.values import Value
from tests.definitions.documents import OPTIONS, TODAY, ask, form, random_documents, repeat, step


def never(*steps: Any, **more: Any) -> list[str]:
    """What is reported as never asked, in a document without other faults."""
    found = faults(form(*steps, **more))
    assert {fault.code for fault in found} <= {"unreachable"}
    return [fault.where for fault in found]


def is_(question: str, value: object) -> dict[str, Any]:
    return {"op": "equals", "question": question, "value": value}


def both(*rules: dict[str, Any]) -> dict[str, Any]:
    return {"op": "all", "rules": list(rules)}


def no(rule: dict[str, Any]) -> dict[str, Any]:
    return {"op": "not", "rule": rule}


def number(question: str, comparison: str, value: object, op: str = "number") -> dict[str, Any]:
    limit = "years" if op == "age" else "value"
    return {"op": op, "question": question, "is": comparison, limit: value}


GATE = step("gate", ask("yes_no", "gate"))
COLOUR = step("colour", ask("one_of", "colour"))
NOT_ANY = both(*(no(is_("colour", option)) for option in OPTIONS))


def test_a_step_that_wants_two_answers_at_once_is_never_asked() -> None:
    assert never(GATE, step("b", when=both(is_("gate", True), is_("gate", False)))) == ["b"]
    assert never(COLOUR, step("b", when=NOT_ANY)) == ["b"]
    assert never(GATE, step("b", when={"op": "any", "rules": [is_("gate", True), is_("gate", False)]})) == []


def test_a_question_that_may_be_left_blank_leaves_a_way() -> None:
    assert never(step("colour", ask("one_of", "colour", required=False)), step("b", when=NOT_ANY)) == []


def test_what_an_earlier_step_excludes_is_never_asked_later() -> None:
    inner = step("colour", ask("one_of", "colour"), when=is_("gate", True))
    assert never(GATE, inner, step("b", when=both(is_("gate", False), is_("colour", "red")))) == ["b"]
    assert never(GATE, inner, step("b", when=both(is_("gate", True), is_("colour", "red")))) == []
    assert never(GATE, inner, step("b", when=both(is_("gate", False), NOT_ANY))) == []


def test_a_question_of_a_step_that_is_reached_is_reported_by_itself() -> None:
    inside = step("b", ask("text", "b"), ask("text", "c", when=is_("gate", False)), when=is_("gate", True))
    assert never(GATE, inside) == ["c"]


def test_what_stands_behind_an_unreachable_step_is_unreachable_too() -> None:
    closed = step("b", ask("yes_no", "b"), when=both(is_("gate", True), is_("gate", False)))
    assert never(GATE, closed, step("c", when={"op": "answered", "question": "b"})) == ["b", "c"]


@pytest.mark.parametrize(
    ("kind", "more", "rules", "expected"),
    [
        ("whole_number", {}, [("<", 3), (">", 5)], True),
        ("whole_number", {}, [(">", 3), ("<", 4)], True),
        ("whole_number", {"maximum": 10}, [(">", 10)], True),
        ("whole_number", {}, [(">", 3), ("<", 5)], False),
        ("whole_number", {}, [(">", "3.5"), ("<", "4.5")], False),
        ("decimal", {"places": 1}, [(">", 3), ("<", "3.1")], True),
        ("decimal", {"places": 2}, [(">", 3), ("<", "3.1")], False),
        ("money", {}, [(">=", 100), ("<=", 100)], False),
        ("money", {"maximum_pence": 500}, [(">", 500)], True),
    ],
)
def test_limits_of_numbers_are_compared(kind: str, more: Any, rules: Any, expected: bool) -> None:
    when = both(*(number("n", comparison, value) for comparison, value in rules))
    assert never(step("n", ask(kind, "n", **more)), step("b", when=when)) == (["b"] if expected else [])


def test_days_and_ages_are_compared_but_not_with_each_other() -> None:
    born = step("born", ask("date", "born"))
    nobody = both(number("born", "<", 18, "age"), number("born", ">", 65, "age"))
    assert never(born, step("b", when=nobody)) == ["b"]
    no_day = both(number("born", "<", "2000-01-01", "date"), number("born", ">", "2000-01-01", "date"))
    assert never(born, step("b", when=no_day)) == ["b"]
    unknown = both(number("born", ">", "2020-01-01", "date"), number("born", ">", 65, "age"))
    assert never(born, step("b", when=unknown)) == []
    answered = both(unknown, no({"op": "answered", "question": "born"}))
    assert never(born, step("b", when=answered)) == ["b"]
    far = both(number("born", ">", "9999-12-31", "date"), number("born", "<", "0001-01-01", "date"))
    assert never(born, step("b", when=far)) == ["b"]
    assert never(born, step("b", when=number("born", ">", 2500, "age"))) == ["b"]


def test_ticks_exclude_each_other_only_where_the_form_says_so() -> None:
    def ticked(value: str) -> dict[str, Any]:
        return {"op": "includes", "question": "ticks", "value": value}

    ticks = ask("several_of", "ticks")
    assert never(step("t", ticks), step("b", when=both(ticked("red"), ticked("blue")))) == []
    assert never(step("t", ticks), step("b", when=both(*(no(ticked(option)) for option in OPTIONS)))) == ["b"]
    ticks["options"] = [{**option, "exclusive": option["key"] == "red"} for option in ticks["options"]]
    assert never(step("t", ticks), step("b", when=both(ticked("red"), ticked("blue")))) == ["b"]
    many = [{"key": f"o{at}", "label": {"en": "x"}} for at in range(6)]
    none = both(*(no(ticked(option["key"])) for option in many))
    assert never(step("t", ask("several_of", "ticks", options=many)), step("b", when=none)) == []


def test_texts_lists_and_channels() -> None:
    text = step("t", ask("text", "t"))
    assert never(text, step("b", when=both(is_("t", "x"), is_("t", "y")))) == ["b"]
    assert never(text, step("b", when=no(is_("t", "x")))) == []
    assert never(COLOUR, step("b", when={"op": "in", "question": "colour", "values": []})) == ["b"]
    address = step("a", ask("address", "a"))
    assert never(address, step("b", when=no({"op": "answered", "question": "a"}))) == ["b"]
    phone, paper = ({"op": "channel", "value": value} for value in ("phone", "paper"))
    assert never(text, step("b", when=both(phone, paper))) == ["b"]
    assert never(text, step("b", when=phone), step("c", when=paper)) == []


def test_a_computed_number_may_be_anything_or_nothing() -> None:
    count = step("n", ask("computed", "n", formula={"op": "sum", "questions": ["a"]}))
    whole = step("a", ask("whole_number", "a"))
    assert never(whole, count, step("b", when=both(number("n", ">", 3), number("n", "<", 4)))) == []
    assert never(whole, count, step("b", when=both(number("n", "<", 3), number("n", ">", 4)))) == ["b"]
    assert never(whole, count, step("b", when=no({"op": "answered", "question": "n"}))) == []


ROWS = step("row", ask("yes_no", "adult"), repeat="people", when=is_("gate", True))
ANY_ADULT = {"op": "any_row", "repeat": "people", "rule": is_("adult", True)}


def test_rows_may_say_anything_as_long_as_there_can_be_rows() -> None:
    people = [repeat("people")]
    assert never(GATE, ROWS, step("b", when=ANY_ADULT), repeats=people) == []
    assert never(GATE, ROWS, step("b", when=both(is_("gate", False), ANY_ADULT)), repeats=people) == ["b"]
    assert never(GATE, ROWS, step("b", when=both(ANY_ADULT, no(ANY_ADULT))), repeats=people) == ["b"]


def test_a_repeat_that_is_never_asked_is_reported_once() -> None:
    closed = {**ROWS, "when": both(is_("gate", True), is_("gate", False))}
    more = step("more", repeat="people", when=is_("adult", True))
    pets = step("pet", repeat="pets", when=is_("adult", True))
    repeats = [repeat("people"), repeat("pets", inside="people")]
    assert never(GATE, closed, more, pets, repeats=repeats) == ["row"]
    open_ = step("more", repeat="people", when=both(is_("adult", True), is_("gate", False)))
    assert never(GATE, ROWS, open_, pets, repeats=repeats) == ["more"]


def test_a_search_that_takes_too_long_reports_nothing() -> None:
    gates = [step(f"g{at}", ask("yes_no", f"g{at}")) for at in range(12)]
    odd = both(*({"op": "any", "rules": [is_(f"g{at}", True), is_(f"g{at}", False)]} for at in range(11)))
    assert never(*gates, step("b", when=both(odd, is_("g11", True), is_("g11", False)))) == []


# -- brute force --------------------------------------------------------------------------------


def answers_to(question: Question) -> Iterator[Value]:
    """Every answer that the random rules could tell apart."""
    match question.kind:
        case "yes_no":
            yield from (True, False)
        case "one_of":
            yield from OPTIONS
        case "several_of":
            for chosen in range(1, 8):
                yield [option for at, option in enumerate(OPTIONS) if chosen >> at & 1]
        case "whole_number":
            yield from range(7)
        case "date":
            yield from (f"{TODAY.year - age}-01-01" for age in (0, 70))
        case _:
            yield "text"
    if not question.required:
        yield None


WALKS = 300


def asked_by_anyone(document: Document) -> tuple[set[str], bool]:
    """Questions that ways of answering everything before them lead to, and whether every way was tried."""
    found: set[str] = set()
    waiting: list[tuple[Channel, dict[str, Value]]] = [(channel, {}) for channel in Channel]
    walks = 0
    while waiting and walks < WALKS:
        channel, values = waiting.pop()
        walks += 1
        journey = walk(document, Answers(values), channel=channel, today=TODAY)
        if journey.next is None or journey.next.step is None:
            continue
        scope = scope_at(journey, channel=channel, today=TODAY)
        asked = applicable(journey.next.step, journey.relevant.values, scope)
        question = next(question for question in asked if question.key not in values)
        found.add(question.key)
        waiting += [(channel, {**values, question.key: value}) for value in answers_to(question)]
    return found, not waiting


@settings(max_examples=50, deadline=None)
@given(random_documents())
def test_nothing_is_reported_that_someone_can_be_asked(document: Document) -> None:
    reported: set[str] = set()
    for fault in faults(document):
        assert fault.code == "unreachable"
        here = document.steps_by_key.get(fault.where)
        reported |= {question.key for question in here.questions} if here else {fault.where}
    found, tried_all = asked_by_anyone(document)
    assert not reported & found
    kinds = {question.kind for question in document.questions.values()}
    if tried_all and not document.repeats and "date" not in kinds:
        assert reported | found == set(document.questions)


def test_answers_that_lead_to_a_step_are_found() -> None:
    document = form(
        step("a", ask("yes_no", "a")),
        step("b", ask("whole_number", "b"), when=is_("a", True)),
        step("c", when=number("b", ">", 3)),
        step("open"),
    )
    way = way_to(document, document.steps_by_key["c"])
    assert way["a"] is True
    reached = walk(document, Answers({**way, "c": "x", "open": "x"}), channel=Channel.ONLINE, today=TODAY)
    assert reached.stop("c")
    assert way_to(document, document.steps_by_key["open"]) == {}


def test_no_answers_lead_to_a_step_that_nobody_is_asked() -> None:
    document = form(
        step("a", ask("yes_no", "a")),
        step("b", when=both(is_("a", True), is_("a", False))),
        step("c", ask("text", "c", required=False), when=no({"op": "answered", "question": "a"})),
    )
    assert way_to(document, document.steps_by_key["b"]) == {}
    assert way_to(document, document.steps_by_key["c"]) == {}


def test_a_date_that_is_compared_and_also_only_answered_is_searched_by_its_days() -> None:
    early, late = number("born", "<", "2000-01-01", "date"), number("born", ">", "2001-01-01", "date")
    answered = {"op": "answered", "question": "born"}
    born = step("born", ask("date", "born", required=False))
    assert never(born, step("b", when=both(answered, early))) == []
    assert never(born, step("b", when=both(answered, early, late))) == ["b"]
