"""Checkers: what is met, not met and not known, why, and what their authors' examples must show."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.definitions.channels import Channel
from services.definitions.checkers.judging import Result, result_of
from services.definitions.checkers.knowing import Judge
from services.definitions.checks.compiler import faults
from services.definitions.document import Document, words_in
from services.definitions.journey import Answers, scope_at, walk
from services.definitions.kinds import Question
from services.definitions.rules import Rule, Value
from tests.definitions.documents import (
    OPTIONS,
    TODAY,
    answered_documents,
    ask,
    form,
    repeat,
    step,
    words,
)

YES = {"op": "equals", "question": "here", "value": True}
OUTCOME = {"met": words("Yes."), "not_met": words("No."), "not_known": words("Perhaps.")}


def need(key: str = "lives_here", rule: Any = None, **more: Any) -> dict[str, Any]:
    return {"key": key, "title": words(key), "rule": rule or YES, **more}


def example(found: Any = "met", **more: Any) -> dict[str, Any]:
    case: dict[str, Any] = {"title": "Ann", "on": TODAY, "answers": {"here": True}}
    return {**case, "expected": {"lives_here": found}, **more}


def checker(*steps: Any, needs: Any = None, **more: Any) -> Document:
    changes: dict[str, Any] = {
        "kind": "checker",
        "declaration": None,
        "next_steps": None,
        "return_address": (),
        "requirements": needs or [need()],
        "outcome": OUTCOME,
        "examples": [example()],
    }
    return form(*(steps or [step("here", ask("yes_no", "here", required=False))]), **{**changes, **more})


def said(document: Document, **values: Value) -> Result:
    return result_of(document, Answers(values), channel=Channel.ONLINE, today=TODAY)


def outcomes(document: Document, answers: Answers) -> list[str]:
    result = result_of(document, answers, channel=Channel.ONLINE, today=TODAY)
    return [each.found for each in result.judgements]


def problems(document: Document) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.about) for fault in faults(document)]


# -- three values -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "found"),
    [({"here": True}, "met"), ({"here": False}, "not_met"), ({"here": None}, "not_known")],
)
def test_a_requirement_is_met_not_met_or_not_known(answers: dict[str, Value], found: str) -> None:
    result = said(checker(), **answers)
    assert [result.judgements[0].found, result.found] == [found, found]
    assert result.judgements[0].missing == (("here",) if found == "not_known" else ())
    assert result.judgements[0].because == (() if found == "not_known" else ("here",))


def test_what_a_verdict_rests_on_is_told_with_where_to_change_it() -> None:
    document = checker(
        step("here", ask("yes_no", "here")),
        step("jobs", ask("text", "job"), repeat="jobs"),
        repeats=[repeat("jobs")],
        needs=[need(rule={"op": "count", "repeat": "jobs", "is": ">", "value": 1})],
    )
    result = said(document, here=True)
    here, jobs = result.told(document, ["here", "jobs"])
    assert (here.label, here.value) == (words("here"), True)
    assert (jobs.label, jobs.question) == (words("jobs"), None)
    assert [each.stop and each.stop.key for each in (here, jobs)] == ["here", "jobs"]
    assert result.words(document) == OUTCOME["not_known"]
    assert result.words(document.model_copy(update={"outcome": None})) is None


def test_what_is_not_asked_yet_is_not_known() -> None:
    assert said(checker()).found == "not_known"


def benefits(*needs: Any) -> Document:
    return checker(
        step("benefit", ask("one_of", "benefit", required=False)),
        step(
            "points",
            ask("whole_number", "points", required=False),
            when={"op": "equals", "question": "benefit", "value": "red"},
        ),
        needs=needs
        or [
            need(
                rule={
                    "op": "any",
                    "rules": [
                        {"op": "equals", "question": "benefit", "value": "green"},
                        {"op": "number", "question": "points", "is": ">=", "value": 8},
                    ],
                }
            )
        ],
        examples=[example(answers={"benefit": "green"})],
    )


@pytest.mark.parametrize(
    ("answers", "found", "missing", "because"),
    [
        ({}, "not_known", ("benefit",), ()),
        ({"benefit": None}, "not_known", ("benefit",), ()),
        ({"benefit": "blue"}, "not_met", (), ("benefit",)),
        ({"benefit": "green"}, "met", (), ("benefit",)),
        ({"benefit": "red"}, "not_known", ("points",), ()),
        ({"benefit": "red", "points": None}, "not_known", ("points",), ()),
        ({"benefit": "red", "points": 8}, "met", (), ("points",)),
        ({"benefit": "red", "points": 7}, "not_met", (), ("benefit", "points")),
        ({"benefit": "blue", "points": 8}, "not_met", (), ("benefit",)),
    ],
)
def test_a_question_that_answers_lead_past_counts_as_answered_and_one_still_open_does_not(
    answers: dict[str, Value], found: str, missing: tuple[str, ...], because: tuple[str, ...]
) -> None:
    [judgement] = said(benefits(), **answers).judgements
    assert (judgement.found, judgement.missing, judgement.because) == (found, missing, because)


def test_only_answers_that_change_something_are_given_as_reasons() -> None:
    green = {"op": "equals", "question": "benefit", "value": "green"}
    both = {"op": "all", "rules": [{"op": "not", "rule": green}, {"op": "channel", "value": "online"}, YES]}
    document = checker(
        step("here", ask("yes_no", "here", required=False)),
        step("benefit", ask("one_of", "benefit", required=False)),
        needs=[need(rule=both)],
    )
    [judgement] = said(document, here=False, benefit="red").judgements
    assert (judgement.found, judgement.because) == ("not_met", ("here",))
    [judgement] = said(document, here=True, benefit=None).judgements
    assert (judgement.found, judgement.missing) == ("not_known", ("benefit",))


def test_what_several_questions_wait_for_is_asked_for_once() -> None:
    red = {"op": "equals", "question": "benefit", "value": "red"}
    both = ask("yes_no", "a", required=False), ask("yes_no", "b", required=False)
    rules = [{"op": "equals", "question": key, "value": True} for key in ("a", "b")]
    document = checker(
        step("benefit", ask("one_of", "benefit", required=False)),
        step("more", *both, when=red),
        needs=[need(rule={"op": "any", "rules": rules})],
    )
    assert said(document).judgements[0].missing == ("benefit",)


def test_a_requirement_can_rest_on_no_answer_at_all() -> None:
    [judgement] = said(checker(needs=[need(rule={"op": "channel", "value": "online"})])).judgements
    assert (judgement.found, judgement.because) == ("met", ())


def test_one_requirement_not_met_decides_although_others_are_not_known() -> None:
    other = {"op": "answered", "question": "more"}
    document = checker(
        step("here", ask("yes_no", "here", required=False)),
        step("more", ask("text", "more", required=False)),
        needs=[need(), need("other", other), need("by_the_way", other, decides=False)],
    )
    assert said(document, here=False).found == "not_met"
    assert said(document, here=True).found == "not_known"
    assert said(document, here=True, more="x").found == "met"
    assert said(document, here=True, more="x").words(document) == words("Yes.")
    told = said(checker(needs=[need(not_met=words("Ask your own council."))]), here=False).judgements[0]
    assert told.words == words("Ask your own council.")


# -- rows ---------------------------------------------------------------------------------------


def jobs(rule: Any, **more: Any) -> Document:
    return checker(
        step("works", ask("yes_no", "works", required=False)),
        step(
            "job",
            ask("whole_number", "hours", required=False),
            ask("text", "place", required=False),
            repeat="jobs",
            when={"op": "equals", "question": "works", "value": True},
        ),
        step("shift", ask("yes_no", "night", required=False), repeat="shifts"),
        repeats=[repeat("jobs", minimum=1), repeat("shifts", inside="jobs")],
        needs=[need(rule=rule)],
        **more,
    )


LONG = {"op": "number", "question": "hours", "is": ">", "value": 16}
NIGHT = {"op": "equals", "question": "night", "value": True}


@pytest.mark.parametrize(
    ("rule", "values", "rows", "found"),
    [
        ({"op": "any_row", "repeat": "jobs", "rule": LONG}, {}, {}, "not_known"),
        ({"op": "any_row", "repeat": "jobs", "rule": LONG}, {"works": True}, {}, "not_known"),
        (
            {"op": "any_row", "repeat": "jobs", "rule": LONG},
            {"works": False},
            {"a": {"hours": 20}},
            "not_met",
        ),
        ({"op": "any_row", "repeat": "jobs", "rule": LONG}, {"works": True}, {"a": {"hours": 20}}, "met"),
        (
            {"op": "any_row", "repeat": "jobs", "rule": LONG},
            {"works": True},
            {"a": {"hours": None}},
            "not_known",
        ),
        (
            {"op": "every_row", "repeat": "jobs", "rule": LONG},
            {"works": True},
            {"a": {"hours": 20}, "b": {}},
            "not_known",
        ),
        (
            {"op": "every_row", "repeat": "jobs", "rule": LONG},
            {"works": True},
            {"a": {"hours": 2}, "b": {}},
            "not_met",
        ),
        ({"op": "every_row", "repeat": "jobs", "rule": LONG}, {"works": False}, {}, "not_met"),
        ({"op": "count", "repeat": "jobs", "is": ">=", "value": 1}, {"works": True}, {"a": {}}, "met"),
        ({"op": "count", "repeat": "jobs", "is": ">=", "value": 1}, {}, {}, "not_known"),
        (
            {"op": "sum", "repeat": "jobs", "question": "hours", "is": ">", "value": 16},
            {"works": True},
            {"a": {"hours": 9}, "b": {"hours": 9}},
            "met",
        ),
        (
            {"op": "sum", "repeat": "jobs", "question": "hours", "is": ">", "value": 16},
            {"works": True},
            {"a": {"hours": 19}, "b": {}},
            "not_known",
        ),
    ],
)
def test_rows_are_judged_one_by_one(rule: Any, values: Any, rows: Any, found: str) -> None:
    assert outcomes(jobs(rule), Answers(values, {"jobs": rows})) == [found]


def test_rows_inside_rows_are_judged_in_the_row_that_holds_them() -> None:
    inner = {"op": "any_row", "repeat": "shifts", "rule": NIGHT}
    document = jobs({"op": "any_row", "repeat": "jobs", "rule": inner})
    rows: Any = {"jobs": {"a": {"hours": 1}, "b": {"hours": 1}}, "shifts": {"s": {"night": True}}}
    assert outcomes(document, Answers({"works": True}, rows, {"s": "b"})) == ["met"]
    assert outcomes(document, Answers({"works": True}, rows, {"s": "gone"})) == ["not_known"]
    every_night = jobs({"op": "every_row", "repeat": "shifts", "rule": NIGHT})
    assert outcomes(every_night, Answers({"works": True}, rows, {"s": "b"})) == ["not_known"]


def test_whether_an_inner_list_is_asked_can_be_open_too() -> None:
    inner = {"op": "any_row", "repeat": "shifts", "rule": NIGHT}
    document = jobs({"op": "any_row", "repeat": "jobs", "rule": inner})
    assert said(document, works=True).judgements[0].missing == ("jobs",)


def test_what_to_answer_for_a_list_is_the_list_or_what_leads_to_it() -> None:
    rule = {"op": "any_row", "repeat": "jobs", "rule": LONG}
    assert said(jobs(rule)).judgements[0].missing == ("works",)
    assert said(jobs(rule), works=True).judgements[0].missing == ("jobs",)
    answers = Answers({"works": True}, {"jobs": {"a": {"hours": 20}}})
    result = result_of(jobs(rule), answers, channel=Channel.ONLINE, today=TODAY)
    assert result.judgements[0].because == ("jobs",)


# -- numbers worked out -------------------------------------------------------------------------


def added(formula: Any, **more: Any) -> Document:
    return checker(
        step("a", ask("whole_number", "a", required=False), ask("yes_no", "b", required=False)),
        step(
            "c",
            ask("whole_number", "c", required=False),
            when={"op": "equals", "question": "b", "value": True},
        ),
        step("d", ask("whole_number", "d", required=False), repeat="rows"),
        step("e", ask("computed", "e", formula=formula), ask("text", "f", required=False)),
        repeats=[repeat("rows")],
        needs=[need(rule={"op": "number", "question": "e", "is": ">=", "value": 10})],
        **more,
    )


def test_a_number_is_known_once_all_it_is_worked_out_from_is() -> None:
    document = added({"op": "sum", "questions": ["a", "c"]})
    assert outcomes(document, Answers({"a": 12, "b": False})) == ["met"]
    assert outcomes(document, Answers({"a": 12, "b": True})) == ["not_known"]
    assert outcomes(document, Answers({"a": 12})) == ["not_known"]
    difference = added({"op": "difference", "first": "a", "second": "c"})
    assert outcomes(difference, Answers({"a": 12, "b": False})) == ["not_met"]
    rows = added({"op": "sum", "repeat": "rows", "question": "d"})
    assert outcomes(rows, Answers({}, {"rows": {"x": {"d": 12}}})) == ["met"]
    assert outcomes(rows, Answers({}, {"rows": {"x": {"d": 12}, "y": {}}})) == ["not_known"]
    assert outcomes(rows, Answers({}, {})) == ["not_known"]


# -- against every way in which the rest may turn out -------------------------------------------


def _sorts(question: Question) -> list[Value]:
    match question.kind:
        case "yes_no":
            return [True, False]
        case "one_of":
            return list(OPTIONS)
        case "several_of":
            return [["red"], ["green"], ["red", "blue"]]
        case "whole_number":
            return [0, 3, 9]
        case "date":
            return [(TODAY - timedelta(days=days)).isoformat() for days in (1, 9_000, 21_000)]
    return ["text"]


def _completions(document: Document, answers: Answers, limit: int) -> list[Answers] | None:
    """Every way to answer all that is open outside lists and in the rows there are; None for too many."""
    gaps: list[tuple[str, str, Question]] = []
    for key, question in document.questions.items():
        home = document.step_of[key].repeat
        places: Any = {"": answers.values} if home is None else answers.rows.get(home, {})
        gaps += [(row, key, question) for row, values in places.items() if values.get(key) is None]
    choices = [_sorts(question) for _row, _key, question in gaps]
    total = 1
    for each in choices:
        total *= len(each)
    if total > limit:
        return None
    found = []
    for chosen in product(*choices):
        values, rows = (
            dict(answers.values),
            {k: {r: dict(v) for r, v in g.items()} for k, g in answers.rows.items()},
        )
        for (row, key, question), value in zip(gaps, chosen, strict=True):
            home = document.step_of[question.key].repeat
            (rows[home][row] if home else values)[key] = value
        found.append(Answers(values, rows))
    return found


def _rules(document: Document) -> list[Rule]:
    rules = [each.when for each in document.steps if each.when and not each.repeat]
    rules += [q.when for each in document.steps if not each.repeat for q in each.questions if q.when]
    return rules


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=answered_documents(), channel=st.sampled_from(Channel))
def test_what_is_judged_holds_however_the_open_answers_turn_out(
    made: tuple[Document, Answers], channel: Channel
) -> None:
    document, answers = made
    judge = Judge(TODAY, channel)
    known = judge.known_of(document, answers)
    judged = [(rule, judge.judge(rule, known)) for rule in _rules(document)]
    for completion in _completions(document, answers, 300) or []:
        journey = walk(document, completion, channel=channel, today=TODAY)
        scope = scope_at(journey, channel=channel, today=TODAY)
        for rule, verdict in judged:
            assert verdict is None or rule.holds(scope) is verdict, rule


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=answered_documents(), channel=st.sampled_from(Channel))
def test_once_all_is_answered_everything_is_known(made: tuple[Document, Answers], channel: Channel) -> None:
    document, answers = made
    rows = {
        group.key: {f"{group.key}{number}": {} for number in range(group.minimum)}
        for group in document.repeats
    }
    [complete, *_more] = _first_completion(document, Answers(answers.values, rows))
    journey = walk(document, complete, channel=channel, today=TODAY)
    scope = scope_at(journey, channel=channel, today=TODAY)
    judge = Judge(TODAY, channel)
    known = judge.known_of(document, complete)
    assert all(judge.judge(rule, known) is rule.holds(scope) for rule in _rules(document))


def _first_completion(document: Document, answers: Answers) -> list[Answers]:
    values = {key: answers.values.get(key) for key in document.questions}
    full = {
        key: found if found is not None else _sorts(document.questions[key])[0]
        for key, found in values.items()
    }
    rows = {
        group: {row: {key: full[key] for key in full} for row in found}
        for group, found in answers.rows.items()
    }
    outside = {key: full[key] for key in full if document.step_of[key].repeat is None}
    inside = {
        group: {
            row: {key: value for key, value in given.items() if document.step_of[key].repeat == group}
            for row, given in found.items()
        }
        for group, found in rows.items()
    }
    return [Answers(outside, inside)]


# -- what stops one from being published --------------------------------------------------------


def test_a_sound_checker_has_no_faults() -> None:
    assert problems(checker()) == []


def test_an_application_needs_what_is_sent_and_a_checker_what_is_judged() -> None:
    bare = form(step("a"), declaration=None, next_steps=None, return_address=["one line"])
    assert problems(bare) == [
        ("application_lacks", "made", "declaration"),
        ("application_lacks", "made", "next_steps"),
        ("application_lacks", "made", "return_address"),
    ]
    with pytest.raises(ValueError, match="no declaration"):
        _ = bare.declared
    empty = checker(needs=None, examples=[], outcome=None).model_copy(update={"requirements": ()})
    assert [about for _code, _where, about in problems(empty)] == ["requirements", "outcome", "examples"]
    assert said(empty).words(empty) is None
    mixed = form(step("here", ask("yes_no", "here")), requirements=[need()], leads_to="other")
    assert [(code, about) for code, _where, about in problems(mixed)] == [
        ("only_in_checker", "requirements"),
        ("only_in_checker", "leads_to"),
    ]


def test_a_checker_is_not_signed_and_keeps_answers_for_a_day() -> None:
    assert checker(draft_days=90).life_days == 1
    assert form(step("here"), draft_days=90).life_days == 90
    assert form(step("here")).declared.kind == "declaration"


def test_a_checker_takes_nothing_in_and_finds_nobody() -> None:
    asked = ask("date", "born", identifies="date_of_birth")
    document = checker(step("here", ask("yes_no", "here"), ask("evidence", "proof"), asked))
    assert problems(document) == [
        ("not_in_checker", "proof", "evidence"),
        ("not_in_checker", "born", "identifies"),
    ]


def test_requirements_are_told_apart_typed_and_decide() -> None:
    twice = checker(needs=[need(), need()])
    assert problems(twice) == [("key_twice", "lives_here", "requirement")]
    wrong = checker(needs=[need(rule={"op": "age", "question": "here", "is": ">", "years": 3})])
    assert problems(wrong) == [("wrong_type", "lives_here", "here")]
    unknown = checker(needs=[need(rule={"op": "answered", "question": "gone"})])
    assert problems(unknown) == [("unknown_or_later_question", "lives_here", "gone")]
    assert problems(checker(needs=[need(decides=False)])) == [("nothing_decides", "made", "")]
    never = {"op": "all", "rules": [YES, {"op": "not", "rule": YES}]}
    assert problems(checker(needs=[need(rule=never)], examples=[example("not_met")])) == [
        ("never_met", "lives_here", "")
    ]


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({"answers": {"gone": True}}, ("example_unknown", "Ann", "gone")),
        ({"answers": {"hours": 3}}, ("example_unknown", "Ann", "hours")),
        ({"answers": {}, "rows": {"gone": [{}]}}, ("example_unknown", "Ann", "gone")),
        ({"answers": {}, "rows": {"shifts": [{}]}}, ("example_unknown", "Ann", "shifts")),
        ({"answers": {}, "rows": {"jobs": [{"works": True}]}}, ("example_unknown", "Ann", "works")),
        ({"answers": {"works": "red"}}, ("example_wrong_value", "Ann", "works")),
        ({"answers": {"called": "Ann"}}, ("example_wrong_value", "Ann", "called")),
        ({"answers": {"called": 7}}, ("example_wrong_value", "Ann", "called")),
        ({"answers": {}, "rows": {"jobs": [{"hours": 1.5}]}}, None),
        ({"expected": {"other": "met", "lives_here": "met"}}, ("example_unknown", "Ann", "other")),
        ({"answers": {"works": True, "idle": "x"}}, ("example_not_asked", "Ann", "idle")),
        ({"answers": {"works": True}, "rows": {}}, ("example_differs", "Ann", "lives_here: not_known")),
        ({"answers": {"works": None}, "rows": {}}, ("example_differs", "Ann", "lives_here: not_known")),
        ({"answers": {"works": False}, "rows": {}}, ("example_differs", "Ann", "lives_here: not_met")),
    ],
)
def test_example_cases_are_run(case: Any, fault: tuple[str, str, str] | None) -> None:
    def made() -> Document:
        whole = {
            "answers": {"works": True, "called": {"given": "Ann", "family": "Lee"}},
            "rows": {"jobs": [{"hours": 20}]},
        }
        return checker(
            step("works", ask("yes_no", "works", required=False), ask("name", "called", required=False)),
            step("idle", ask("text", "idle"), when={"op": "equals", "question": "works", "value": False}),
            step(
                "job",
                ask("whole_number", "hours", required=False),
                repeat="jobs",
                when={"op": "equals", "question": "works", "value": True},
            ),
            step("shift", ask("yes_no", "night", required=False), repeat="shifts"),
            repeats=[repeat("jobs"), repeat("shifts", inside="jobs")],
            needs=[need(rule={"op": "any_row", "repeat": "jobs", "rule": LONG})],
            examples=[example(**{**whole, **case})],
        )

    if fault is None:
        with pytest.raises(ValueError, match="rows"):
            made()
    else:
        assert problems(made()) == [fault]


def test_ages_in_examples_are_counted_to_the_day_of_the_example() -> None:
    old = {"op": "age", "question": "born", "is": ">=", "years": 66}
    cases = [
        example(found, title=found, on=on, answers={"born": "1960-01-01"})
        for found, on in (("not_met", date(2025, 12, 31)), ("met", date(2026, 1, 1)))
    ]
    document = checker(step("born", ask("date", "born")), needs=[need(rule=old)], examples=cases)
    assert problems(document) == []


def test_examples_are_no_words_to_translate_and_requirements_are() -> None:
    paths = {path for path, _texts in words_in(checker())}
    assert "requirements[lives_here].title" in paths
    assert "outcome.not_met" in paths
    assert not any(path.startswith("examples") for path in paths)
