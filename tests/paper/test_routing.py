"""Whoever does what the paper says answers exactly the questions that the web would ask."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.definitions.channels import Channel
from services.definitions.checks.compiler import faults
from services.definitions.document import Document
from services.definitions.journey import Answers, walk
from services.definitions.rules import Scope, Value
from services.paper.routing import END, ENDING, Leg, routing

TODAY = date(2026, 11, 20)
WORDS = {"en": "Words"}


def document(*steps: dict[str, Any], repeats: tuple[str | tuple[str, str], ...] = ()) -> Document:
    made = Document.model_validate(
        {
            "key": "form",
            "title": WORDS,
            "summary": WORDS,
            "languages": ["en"],
            "sections": [{"key": "all", "title": WORDS}],
            "steps": [{"section": "all", "title": WORDS, **step} for step in steps],
            "repeats": [
                {"key": key, "title": WORDS, "item": WORDS, "inside": holder}
                for key, holder in ((of, None) if isinstance(of, str) else of for of in repeats)
            ],
            "declaration": {
                "kind": "declaration",
                "key": "declaration",
                "label": WORDS,
                "statements": [WORDS],
            },
            "next_steps": WORDS,
            "return_address": ["1 Street", "Town"],
            "privacy": WORDS,
        }
    )
    assert [fault for fault in faults(made) if fault.code != "unreachable"] == []
    return made


def ask(key: str, kind: str = "text", *options: str, **more: Any) -> dict[str, Any]:
    if options:
        more["options"] = [{"key": option, "label": WORDS} for option in options]
    return {"key": key, "kind": kind, "label": WORDS, **more}


def step(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"key": questions[0]["key"].replace("_", "-"), "questions": list(questions), **more}


def equals(question: str, value: str | bool) -> dict[str, Any]:
    return {"op": "equals", "question": question, "value": value}


def ending(key: str, when: dict[str, Any]) -> dict[str, Any]:
    return {"key": key, "ends": True, "guidance": WORDS, "when": when}


WHO = step(ask("who", "one_of", "me", "child", "group"))


def test_options_say_where_to_go_and_branches_come_together_again() -> None:
    found = routing(
        document(
            WHO,
            step(ask("my_name"), ask("my_age", "whole_number"), when=equals("who", "me")),
            step(ask("child_name"), when=equals("who", "child")),
            step(ask("address")),
        )
    )
    assert found.legs == {
        "who": Leg(go_to={"me": "my_name", "child": "child_name", "group": "address"}),
        "my_name": Leg(),
        "my_age": Leg(then="address"),
        "child_name": Leg(),
        "address": Leg(),
    }


def test_a_condition_that_arrows_cannot_carry_is_printed_once_for_its_range() -> None:
    walks = {"op": "number", "question": "metres", "is": "<", "value": 50}
    found = routing(
        document(
            step(ask("metres", "whole_number")),
            step(ask("aid"), ask("breath"), when=walks),
            step(ask("pain"), when=walks),
            step(ask("parking")),
        )
    )
    rule = found.legs["aid"].only_if[0]
    assert found.legs["aid"] == Leg(only_if=(rule,), otherwise="parking", until="pain")
    assert found.legs["breath"] == found.legs["pain"] == found.legs["parking"] == Leg()


def test_only_what_the_arrows_leave_open_is_asked_of_the_reader() -> None:
    both = {"op": "all", "rules": [equals("who", "child"), {"op": "answered", "question": "school"}]}
    found = routing(
        document(
            WHO,
            step(ask("school", required=False), when=equals("who", "child")),
            step(ask("teacher"), when=both),
            step(ask("address")),
        )
    )
    assert [rule.op for rule in found.legs["teacher"].only_if] == ["answered"]


def test_what_is_only_asked_online_is_not_on_paper() -> None:
    online = {"op": "channel", "value": "online"}
    found = routing(document(step(ask("name")), step(ask("photo"), when=online), step(ask("address"))))
    assert list(found.legs) == ["name", "address"]
    assert found.legs["name"] == Leg()


def test_a_branch_that_ends_the_form_leads_to_the_declaration() -> None:
    found = routing(document(WHO, step(ask("child_name"), when=equals("who", "child"))))
    assert found.legs["who"].go_to == {"me": END, "child": "child_name", "group": END}


def test_an_end_of_the_way_is_a_place_of_its_own() -> None:
    found = routing(document(WHO, ending("too-many", equals("who", "group")), step(ask("address"))))
    assert found.legs["who"].go_to == {"me": "address", "child": "address", "group": "end.too-many"}
    assert found.legs["end.too-many"] == Leg()


def test_an_end_that_no_arrow_leads_to_says_for_whom_it_is() -> None:
    few = {"op": "number", "question": "metres", "is": "<", "value": 50}
    rest = {"op": "answered", "question": "metres"}
    form = document(
        step(ask("metres", "whole_number", required=False)),
        step(ask("aid"), when=rest),
        ending("far", {"op": "not", "rule": few}),
        step(ask("pain")),
    )
    found = routing(form)
    assert found.legs["end.far"].only_if == (form.steps_by_key["far"].when,)
    assert found.legs["end.far"].otherwise == "pain"
    assert found.legs["aid"].until == "aid", "an end has no number to name"


def test_a_repeat_is_one_place_outside_and_a_short_form_inside() -> None:
    found = routing(
        document(
            step(ask("any", "yes_no")),
            step(ask("medicine"), ask("still", "yes_no"), repeat="medicines", when=equals("any", True)),
            step(ask("dose"), repeat="medicines", when=equals("still", True)),
            step(ask("address")),
            repeats=("medicines",),
        )
    )
    assert found.legs["any"].go_to == {True: "medicines", False: "address"}
    assert found.rows["medicines"] == {
        "medicine": Leg(),
        "still": Leg(go_to={True: "dose", False: END}),
        "dose": Leg(),
    }


def test_a_repeat_inside_another_is_one_place_in_its_rows() -> None:
    found = routing(
        document(
            step(ask("person"), ask("works", "yes_no"), repeat="people"),
            step(ask("job"), ask("paid", "yes_no"), repeat="jobs", when=equals("works", True)),
            step(ask("hours"), repeat="jobs", when=equals("paid", True)),
            step(ask("school", "yes_no"), repeat="people"),
            step(ask("address")),
            repeats=("people", ("jobs", "people")),
        )
    )
    assert list(found.legs) == ["people", "address"]
    assert found.rows["people"]["works"] == Leg(go_to={True: "jobs", False: "school"})
    assert list(found.rows["people"]) == ["person", "works", "jobs", "school"]
    assert found.rows["jobs"]["paid"] == Leg(go_to={True: "hours", False: END})


# -- any form, any reader ---------------------------------------------------------------------

KINDS = ("text", "whole_number", "yes_no", "one_of", "several_of")
OPTIONS = ("a", "b", "c")


@st.composite
def rules(
    draw: st.DrawFn, earlier: list[dict[str, Any]], depth: int = 2, lists: tuple[str, ...] = ()
) -> dict[str, Any]:
    if lists and draw(st.integers(0, 4)) == 0:
        limit = {"is": draw(st.sampled_from(["<", ">"])), "value": draw(st.integers(0, 2))}
        return {"op": "count", "repeat": draw(st.sampled_from(lists)), **limit}
    if depth and draw(st.integers(0, 2)) == 0:
        op = draw(st.sampled_from(["all", "any", "not"]))
        if op == "not":
            return {"op": "not", "rule": draw(rules(earlier, depth - 1, lists))}
        return {"op": op, "rules": draw(st.lists(rules(earlier, depth - 1, lists), min_size=1, max_size=3))}
    about = draw(st.sampled_from(earlier))
    key = {"question": about["key"]}
    if draw(st.integers(0, 4)) == 0:
        return {"op": "answered", **key}
    match about["kind"]:
        case "yes_no":
            return {"op": "equals", "value": draw(st.booleans()), **key}
        case "one_of":
            some = draw(st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=2, unique=True))
            return draw(
                st.sampled_from(
                    [{"op": "in", "values": some, **key}, {"op": "equals", "value": some[0], **key}]
                )
            )
        case "several_of":
            return {"op": "includes", "value": draw(st.sampled_from(OPTIONS)), **key}
        case "whole_number":
            return {"op": "number", "is": "<", "value": 5, **key}
    return {"op": "channel", "value": draw(st.sampled_from(["online", "paper"]))}


@st.composite
def forms(draw: st.DrawFn) -> Document:
    steps: list[dict[str, Any]] = []
    outside: list[dict[str, Any]] = []
    repeats = []
    for number in range(draw(st.integers(1, 5))):
        in_repeat = number > 0 and draw(st.integers(0, 4)) == 0
        steps_here: list[dict[str, Any]] = []
        seen = list(outside)
        for part in range(draw(st.integers(1, 2)) if in_repeat else 1):
            when = draw(rules(seen, 2, tuple(repeats))) if seen and draw(st.booleans()) else None
            questions = []
            for letter in "xy"[: draw(st.integers(1, 2))]:
                kind = draw(st.sampled_from(KINDS))
                options = OPTIONS if kind.endswith("_of") else ()
                question = ask(f"q{number}_{part}{letter}", kind, *options, required=draw(st.booleans()))
                if seen and draw(st.integers(0, 3)) == 0:
                    question["when"] = draw(rules(seen, 2, tuple(repeats)))
                questions.append(question)
                seen.append(question)
            made = step(*questions, **({"when": when} if when else {}))
            steps_here.append({**made, "repeat": f"r{number}"} if in_repeat else made)
        steps += steps_here
        if in_repeat:
            repeats.append(f"r{number}")
        else:
            outside = seen
            if draw(st.integers(0, 4)) == 0:
                steps.append(ending(f"stop-{number}", draw(rules(seen, 2, tuple(repeats)))))
    return document(*steps, repeats=tuple(repeats))


@st.composite
def answers_to(draw: st.DrawFn, form: Document) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for question in form.questions.values():
        some: dict[str, st.SearchStrategy[Value]] = {
            "text": st.just("words"),
            "whole_number": st.integers(0, 9),
            "yes_no": st.booleans(),
            "one_of": st.sampled_from(OPTIONS),
            "several_of": st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True),
        }
        value = draw(some[question.kind])
        values[question.key] = None if not question.required and draw(st.booleans()) else value
    return values


def follow(
    legs: Mapping[str, Leg], answers: Mapping[str, Value], scope: Scope, groups: Mapping[str, Any]
) -> dict[str, Any]:
    """Do what the paper says, from its first place; return what was answered."""
    order = [*legs, END]
    answered: dict[str, Any] = {}
    rows: dict[str, tuple[Any, ...]] = {}
    place = order[0]
    while place != END:
        leg = legs[place]
        so_far = Scope({**scope.values, **answered}, TODAY, Channel.PAPER, {**scope.rows, **rows})
        if leg.only_if and not all(rule.holds(so_far) for rule in leg.only_if):
            place = leg.otherwise
            continue
        if place.startswith(ENDING):
            break
        if place in groups:
            row = follow(groups[place], answers, so_far, {})
            rows[place] = (row,)
            choice = None
        else:
            choice = answered[place] = answers[place]
        if leg.go_to:
            place = leg.go_to[choice]
        elif leg.then is not None:
            place = leg.then
        else:
            place = order[order.index(place) + 1]
    return answered | rows


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_following_the_paper_asks_what_the_walk_asks(data: st.DataObject) -> None:
    form = data.draw(forms())
    values = data.draw(answers_to(form))
    rows = {repeat.key: {"row": values} for repeat in form.repeats}
    asked = walk(form, Answers(values, rows), channel=Channel.PAPER, today=TODAY).relevant
    found = routing(form)
    written = follow(found.legs, values, Scope({}, TODAY, Channel.PAPER), found.rows) if found.legs else {}
    expected = {**asked.values, **{key: tuple(rows.values()) for key, rows in asked.rows.items()}}
    assert written == expected
