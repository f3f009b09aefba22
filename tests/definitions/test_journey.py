"""The walk: what is reached, which answers count, what is next; by example and by random documents."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.definitions.asking import applicable, read_step, worked_out
from services.definitions.channels import Channel
from services.definitions.checks.compiler import faults
from services.definitions.document import Document
from services.definitions.journey import (
    Answers,
    Journey,
    rows_in,
    scope_at,
    scope_in,
    walk,
)
from services.definitions.rules import Scope
from tests.definitions.documents import (
    TODAY,
    answered_documents,
    ask,
    ending,
    form,
    go,
    random_answers,
    random_documents,
    repeat,
    step,
)

YES = {"op": "equals", "question": "gate", "value": True}
GATED = form(
    step("gate", ask("yes_no", "gate")),
    step("inner", ask("one_of", "inner"), when=YES),
    step("deep", when={"op": "equals", "question": "inner", "value": "red"}),
    step("last"),
)
MANY = form(
    step("gate", ask("yes_no", "gate")),
    step("person", ask("text", "name"), ask("yes_no", "adult"), repeat="people", when=YES),
    step(
        "job", ask("text", "job"), repeat="people", when={"op": "equals", "question": "adult", "value": True}
    ),
    step(
        "tax",
        when={
            "op": "any_row",
            "repeat": "people",
            "rule": {"op": "equals", "question": "adult", "value": True},
        },
    ),
    repeats=[repeat("people", minimum=1, maximum=2)],
)
PARTS = form(
    step(
        "parts",
        ask("yes_no", "first", required=False),
        ask("one_of", "second", when={"op": "equals", "question": "first", "value": True}),
        ask("text", "third", when={"op": "equals", "question": "second", "value": "red"}),
    )
)


def keys(journey: Journey) -> list[str]:
    return [stop.key for stop in journey.stops]


# -- by example ---------------------------------------------------------------------------------


def test_a_step_is_reached_when_its_rule_holds() -> None:
    assert keys(go(GATED)) == ["gate", "last"]
    assert keys(go(GATED, {"gate": True})) == ["gate", "inner", "last"]
    assert keys(go(GATED, {"gate": True, "inner": "red"})) == ["gate", "inner", "deep", "last"]


def test_an_answer_hidden_by_a_change_of_mind_opens_nothing_and_does_not_count() -> None:
    journey = go(GATED, {"gate": False, "inner": "red", "deep": "x", "last": "y"})
    assert keys(journey) == ["gate", "last"]
    assert journey.relevant.values == {"gate": False, "last": "y"}
    assert journey.complete


def test_next_is_the_first_stop_with_something_to_answer() -> None:
    assert go(GATED).next.key == "gate"
    assert go(GATED, {"gate": True, "last": "y"}).next.key == "inner"
    assert go(GATED, {"gate": False, "last": None}).next is None


def test_nobody_jumps_past_a_stop_that_is_not_complete() -> None:
    journey = go(GATED, {"gate": True})
    assert journey.may_open("gate")
    assert journey.may_open("inner")
    assert not journey.may_open("last")
    assert not journey.may_open("deep")
    assert not go(GATED, {"gate": False, "last": "y"}).may_open("inner")


def test_back_and_forward_follow_the_stops() -> None:
    journey = go(GATED, {"gate": True})
    assert journey.before("gate") is None
    assert journey.before("last").key == "inner"
    assert journey.after("gate").key == "inner"
    assert journey.after("last") is None
    assert journey.before("unknown").key == "last"
    assert journey.after("unknown").key == "gate"
    assert journey.stop("inner").step.key == "inner"
    assert journey.stop("deep") is None


def test_a_repeat_is_one_stop_with_its_rows() -> None:
    rows = {"a": {"name": "Ann", "adult": True}, "b": {"name": "Bo", "adult": False, "job": "hidden"}}
    journey = go(MANY, {"gate": True}, people=rows)
    people = journey.stop("people")
    assert keys(journey) == ["gate", "people", "tax"]
    assert people.step is None
    assert [row.id for row in people.rows] == ["a", "b"]
    assert [[each.key for each in row.steps] for row in people.rows] == [["person", "job"], ["person"]]
    assert people.rows[0].next_step.key == "job"
    assert people.rows[1].complete
    assert journey.relevant.rows["people"]["b"] == {"name": "Bo", "adult": False}


def test_a_row_goes_on_where_it_was_left() -> None:
    journey = go(MANY, {"gate": True}, people={"a": {"adult": True}})
    assert journey.stop("people").rows[0].next_step.key == "person"


def test_a_repeat_is_complete_with_enough_rows_and_no_more_than_allowed() -> None:
    def complete(count: int) -> bool:
        rows = {str(number): {"name": "Ann", "adult": False} for number in range(count)}
        return go(MANY, {"gate": True}, people=rows).stop("people").complete

    assert [complete(count) for count in range(4)] == [False, True, True, False]


def test_rows_of_a_repeat_that_is_not_reached_do_not_count() -> None:
    journey = go(MANY, {"gate": False}, people={"a": {"name": "Ann", "adult": True, "job": "Baker"}})
    assert keys(journey) == ["gate"]
    assert journey.relevant.rows == {}


def test_a_step_with_nothing_to_ask_is_not_a_stop() -> None:
    document = form(
        step("gate", ask("yes_no", "gate")),
        step("maybe", ask("text", "maybe", when=YES)),
        step("name", ask("text", "name"), repeat="people"),
        step("row", ask("text", "row", when=YES), repeat="people"),
        repeats=[repeat("people")],
    )
    journey = go(document, {"gate": False}, people={"a": {"name": "Ann"}})
    assert keys(journey) == ["gate", "people"]
    assert [each.key for each in journey.stop("people").rows[0].steps] == ["name"]
    assert "maybe" in keys(go(document, {"gate": True}))


def test_a_rule_may_look_at_the_channel() -> None:
    document = form(step("any"), step("paper", when={"op": "channel", "value": "paper"}))
    on_paper = walk(document, Answers(), channel=Channel.PAPER, today=TODAY)
    assert keys(on_paper) == ["any", "paper"]
    assert keys(go(document)) == ["any"]


# -- computed -----------------------------------------------------------------------------------

BILLS = form(
    step("born", ask("date", "born"), ask("computed", "years", formula={"op": "age", "question": "born"})),
    step(
        "grown",
        ask("whole_number", "income"),
        ask("whole_number", "rent", required=False),
        when={"op": "number", "question": "years", "is": ">=", "value": 18},
    ),
    step("bill", ask("decimal", "cost"), repeat="bills"),
    step(
        "sums",
        ask("computed", "both", formula={"op": "sum", "questions": ["income", "rent"]}),
        ask("computed", "left", formula={"op": "difference", "first": "income", "second": "rent"}),
        ask("computed", "costs", formula={"op": "sum", "repeat": "bills", "question": "cost"}),
        ask("computed", "count", formula={"op": "count", "repeat": "bills"}),
    ),
    step("many", when={"op": "number", "question": "costs", "is": ">", "value": "12.5"}),
    repeats=[repeat("bills")],
)
COSTS = {"a": {"cost": "10.25"}, "b": {"cost": "2.50"}, "c": {}}


def test_what_is_worked_out_counts_like_an_answer_and_opens_steps() -> None:
    journey = go(BILLS, {"born": "1958-03-27", "income": 300, "rent": 120}, bills=COSTS)
    values = journey.relevant.values
    assert values["years"] == 68
    assert (values["both"], values["left"]) == (420, 180)
    assert (values["costs"], values["count"]) == ("12.75", 3)
    assert keys(journey) == ["born", "grown", "bills", "sums", "many"]
    assert journey.stop("sums").complete


def test_what_cannot_be_worked_out_yet_is_no_answer_and_holds_nobody_up() -> None:
    journey = go(BILLS, {"born": None, "rent": 120, "income": 5})
    assert journey.relevant.values == {"born": None}
    assert journey.stop("born").complete
    assert journey.stop("sums").complete
    assert "grown" not in keys(journey)


def test_a_hidden_answer_is_not_added_up() -> None:
    child = go(BILLS, {"born": "2020-01-01", "income": 300, "rent": 120})
    assert "both" not in child.relevant.values
    blank = go(BILLS, {"born": "1958-03-27", "income": 300, "rent": None})
    assert blank.relevant.values["both"] == 300
    assert "left" not in blank.relevant.values


def test_what_was_stored_at_submit_is_kept() -> None:
    stored = {"born": "1958-03-27", "years": 12}
    assert go(BILLS, stored).relevant.values["years"] == 12


SUM_OF_YEARS = {"op": "sum", "repeat": "people", "question": "years"}


def test_a_computed_question_is_worked_out_in_each_row() -> None:
    document = form(
        step(
            "person",
            ask("date", "born"),
            ask("computed", "years", formula={"op": "age", "question": "born"}),
            ask("text", "school", when={"op": "number", "question": "years", "is": "<", "value": 18}),
            repeat="people",
        ),
        step(
            "sum",
            ask("computed", "all_years", formula={"op": "sum", "repeat": "people", "question": "years"}),
        ),
        repeats=[repeat("people")],
    )
    journey = go(document, people={"a": {"born": "2020-01-01"}, "b": {"born": "1990-01-01"}})
    assert [row.complete for row in journey.stop("people").rows] == [False, True]
    assert journey.relevant.values["all_years"] == 6 + 36


def test_a_step_shows_what_its_answers_so_far_come_to() -> None:
    born = BILLS.steps_by_key["born"]
    scope = Scope({"years": 3}, TODAY, Channel.ONLINE)
    assert worked_out(born, {"born": "1958-03-27"}, scope) == {"years": 68}
    assert worked_out(born, {}, scope) == {"years": None}
    assert worked_out(BILLS.steps_by_key["grown"], {}, scope) == {}


def test_nobody_types_what_is_worked_out() -> None:
    document = form(
        step(
            "all",
            ask("date", "born"),
            ask("computed", "years", formula={"op": "age", "question": "born"}),
            ask("text", "job", when={"op": "number", "question": "years", "is": ">=", "value": 18}),
            ask("computed", "never", formula={"op": "count", "repeat": "none"}),
        )
    )
    born = {"day": "27", "month": "3", "year": "1958"}
    typed = {"born": born, "years": {"": "7"}, "job": {"": "Baker"}}
    reading = read_step(document.steps[0], typed, Scope({}, TODAY, Channel.ONLINE))
    assert reading.values == {"born": "1958-03-27", "job": "Baker"}
    assert not reading.problems
    scope = Scope({}, TODAY, Channel.ONLINE)
    asked = applicable(document.steps[0], {"born": "1958-03-27"}, scope)
    assert [q.key for q in asked] == ["born", "years", "job", "never"]


# -- repeats inside repeats ---------------------------------------------------------------------

FAMILIES = form(
    step("adult", ask("text", "adult"), ask("yes_no", "parent"), repeat="adults"),
    step(
        "child",
        ask("text", "child"),
        ask("yes_no", "at_school"),
        repeat="children",
        when={"op": "equals", "question": "parent", "value": True},
    ),
    step("school", repeat="children", when={"op": "equals", "question": "at_school", "value": True}),
    step("last", ask("computed", "own", formula={"op": "count", "repeat": "children"}), repeat="adults"),
    step("all", ask("computed", "total", formula={"op": "count", "repeat": "children"})),
    step(
        "some",
        when={
            "op": "any_row",
            "repeat": "adults",
            "rule": {
                "op": "all",
                "rules": [
                    {"op": "equals", "question": "adult", "value": "Ann"},
                    {
                        "op": "any_row",
                        "repeat": "children",
                        "rule": {"op": "equals", "question": "child", "value": "Dan"},
                    },
                ],
            },
        },
    ),
    repeats=[repeat("adults"), repeat("children", inside="adults", maximum=2)],
)


def families(**within: str) -> Journey:
    children = {
        "c": {"child": "Cy", "at_school": False},
        "d": {"child": "Dan", "at_school": True, "school": "Hill"},
        "e": {"child": "Eve", "at_school": True},
    }
    adults = {"a": {"adult": "Ann", "parent": True}, "b": {"adult": "Bo", "parent": False}}
    rows = {"adults": adults, "children": {key: children[key] for key in within}}
    return walk(FAMILIES, Answers({}, rows, within), channel=Channel.ONLINE, today=TODAY)


def test_each_row_has_its_own_rows_inside() -> None:
    journey = families(c="a", d="a", e="b")
    ann, bo = journey.stop("adults").rows
    assert [stop.key for stop in ann.stops] == ["adult", "children", "last"]
    assert [row.id for row in ann.stops[1].rows] == ["c", "d"]
    assert [stop.key for stop in bo.stops] == ["adult", "last"]
    assert ann.complete
    assert ann.values["own"] == 2
    assert "own" not in bo.values
    assert journey.relevant.values["total"] == 2
    assert journey.relevant.rows["children"].keys() == {"c", "d"}
    assert journey.relevant.within == {"c": "a", "d": "a"}


def test_the_way_to_a_row_leads_through_the_row_that_holds_it() -> None:
    journey = families(c="a", d="a")
    assert [(stop.key, row.id) for stop, row in journey.trail("b")] == [("adults", "b")]
    assert [(stop.key, row.id) for stop, row in journey.trail("d")] == [("adults", "a"), ("children", "d")]
    assert journey.trail("nobody") == ()
    places = list(rows_in(journey.stop("adults")))
    assert [(each.row.id, each.number) for each in places] == [("a", 1), ("c", 1), ("d", 2), ("b", 2)]
    assert [each.outer and each.outer.row.id for each in places] == [None, "a", "a", None]


def test_a_rule_inside_a_row_sees_the_row_around_it_and_nothing_of_its_neighbours() -> None:
    journey = families(c="a", d="a")
    inside = scope_in(journey, "d", channel=Channel.ONLINE, today=TODAY)
    assert (inside.values["child"], inside.values["adult"]) == ("Dan", "Ann")
    outside = scope_in(journey, "", channel=Channel.ONLINE, today=TODAY)
    assert "child" not in outside.values
    assert "adult" not in outside.values


def test_a_row_waits_for_the_rows_inside_it() -> None:
    ann = families(e="a").stop("adults").rows[0]
    assert not ann.complete
    assert ann.next_stop.key == "children"
    assert ann.next_step is None
    assert ann.next_stop.rows[0].next_step.key == "school"
    nobody = families().stop("adults").rows[0]
    assert nobody.next_stop.key == "children"
    assert not families(c="a", d="a", e="a").stop("adults").rows[0].complete


def test_a_rule_sees_only_the_rows_inside_its_row() -> None:
    assert "some" in keys(families(c="a", d="a"))
    assert "some" not in keys(families(c="a", d="b"))


def test_walking_again_over_rows_inside_rows_changes_nothing() -> None:
    journey = families(c="a", d="a", e="b")
    assert walk(FAMILIES, journey.relevant, channel=Channel.ONLINE, today=TODAY) == journey


# -- reading a step -----------------------------------------------------------------------------


def read(typed: dict[str, dict[str, str]], saved: dict[str, object] | None = None):
    journey = go(PARTS, saved)
    scope = scope_at(journey, channel=Channel.ONLINE, today=TODAY)
    return read_step(PARTS.steps[0], typed, scope)


def test_reading_a_step_gives_answers_and_problems_by_question() -> None:
    reading = read({"first": {"": "yes"}, "second": {"": "pink"}})
    assert reading.values == {"first": True}
    assert [problem.code for problem in reading.problems["second"]] == ["unknown_choice"]
    assert "third" not in reading.problems


def test_a_question_hidden_within_the_step_is_not_read() -> None:
    reading = read({"first": {"": "no"}, "second": {"": "red"}, "third": {"": "x"}})
    assert reading.values == {"first": False}
    assert not reading.problems


def test_answers_of_an_earlier_visit_to_the_step_do_not_open_its_questions() -> None:
    saved = {"first": True, "second": "red", "third": "old"}
    reading = read({"first": {"": "no"}, "third": {"": ""}}, saved)
    assert reading.values == {"first": False}
    assert not reading.problems
    scope = Scope(saved, TODAY, Channel.ONLINE)
    assert [q.key for q in applicable(PARTS.steps[0], {"first": False}, scope)] == ["first"]
    plain = form(step("plain", ask("text", "a"), ask("text", "b"))).steps[0]
    assert applicable(plain, {}, scope) == plain.questions


def test_a_rule_inside_a_row_sees_that_row() -> None:
    journey = go(MANY, {"gate": True}, people={"a": {"name": "Ann", "adult": True}})
    outside = scope_at(journey, channel=Channel.ONLINE, today=TODAY)
    row = journey.relevant.rows["people"]["a"]
    inside = scope_at(journey, channel=Channel.ONLINE, today=TODAY, row=row)
    job = MANY.steps_by_key["job"].when
    assert job.holds(inside)
    assert not job.holds(outside)
    assert MANY.steps_by_key["tax"].when.holds(outside)


# -- by random documents ------------------------------------------------------------------------


def online(document: Document, answers: Answers) -> Journey:
    return walk(document, answers, channel=Channel.ONLINE, today=TODAY)


@given(random_documents())
def test_random_documents_have_no_faults(document: Document) -> None:
    assert [fault for fault in faults(document) if fault.code != "unreachable"] == []


@given(answered_documents())
def test_a_step_is_a_stop_exactly_if_its_rule_holds_over_the_answers_that_count(
    given_: tuple[Document, Answers],
) -> None:
    document, answers = given_
    journey = online(document, answers)
    scope = scope_at(journey, channel=Channel.ONLINE, today=TODAY)
    for each in document.steps:
        if each.repeat:
            continue
        wanted = not each.when or each.when.holds(scope)
        asked = applicable(each, answers.values, scope)
        assert (journey.stop(each.key) is not None) == bool(wanted and asked)


@given(answered_documents())
def test_every_step_of_a_row_keeps_its_rule_over_the_answers_that_count(
    given_: tuple[Document, Answers],
) -> None:
    document, answers = given_
    journey = online(document, answers)
    for stop in journey.stops:
        for row in stop.rows:
            scope = scope_at(journey, channel=Channel.ONLINE, today=TODAY, row=row.values)
            assert all(not each.when or each.when.holds(scope) for each in row.steps)
            assert row.complete == (row.next_step is None)


@given(answered_documents())
def test_walking_over_the_answers_that_count_changes_nothing(given_: tuple[Document, Answers]) -> None:
    document, answers = given_
    journey = online(document, answers)
    assert online(document, journey.relevant) == journey


@given(answered_documents(), st.data())
def test_answers_that_do_not_count_open_nothing(
    given_: tuple[Document, Answers], data: st.DataObject
) -> None:
    document, answers = given_
    journey = online(document, answers)
    other = data.draw(random_answers(document))
    reached = {q.key for stop in journey.stops if stop.step for q in stop.step.questions}
    hidden = {key: value for key, value in other.values.items() if key not in reached}
    hidden_rows = {key: rows for key, rows in other.rows.items() if key not in journey.relevant.rows}
    changed = Answers(
        {**{key: value for key, value in answers.values.items() if key in reached}, **hidden},
        {**answers.rows, **hidden_rows},
    )
    assert online(document, changed) == journey


@given(answered_documents(), st.data())
def test_a_later_answer_never_changes_earlier_stops(
    given_: tuple[Document, Answers], data: st.DataObject
) -> None:
    document, answers = given_
    other = data.draw(random_answers(document))
    place = data.draw(st.integers(0, len(document.steps)))
    later = {q.key for each in document.steps[place:] for q in each.questions}
    later_groups = {each.repeat for each in document.steps[place:]}
    changed = Answers(
        {
            **{key: value for key, value in answers.values.items() if key not in later},
            **{key: value for key, value in other.values.items() if key in later},
        },
        {key: (other if key in later_groups else answers).rows[key] for key in answers.rows},
    )
    earlier = {each.key for each in document.steps[:place] if not each.repeat}
    earlier |= {each.repeat for each in document.steps[:place] if each.repeat} - later_groups

    def before(journey: Journey) -> list[object]:
        return [stop for stop in journey.stops if stop.key in earlier]

    assert before(online(document, changed)) == before(online(document, answers))


@given(answered_documents())
@settings(max_examples=50)
def test_stops_open_in_order_up_to_the_next_one(given_: tuple[Document, Answers]) -> None:
    document, answers = given_
    journey = online(document, answers)
    opened = [journey.may_open(stop.key) for stop in journey.stops]
    assert opened == sorted(opened, reverse=True)
    if journey.next:
        assert opened.count(True) == journey.stops.index(journey.next) + 1
    else:
        assert all(opened)
    for one, two in zip(journey.stops, journey.stops[1:], strict=False):
        assert journey.after(one.key) == two
        assert journey.before(two.key) == one


# -- where the way ends -----------------------------------------------------------------------------

ENDED = form(
    step("gate", ask("yes_no", "gate")),
    step("more", ask("text", "more"), when=YES),
    ending("stop", {"op": "not", "rule": {"op": "answered", "question": "more"}}),
    step("last"),
)


def test_behind_an_end_of_the_way_nothing_is_asked_and_nothing_counts() -> None:
    journey = go(ENDED, {"gate": False, "last": "kept"})
    assert [stop.key for stop in journey.stops] == ["gate", "stop"]
    assert journey.ending is ENDED.steps_by_key["stop"]
    assert not journey.complete
    assert journey.relevant.values == {"gate": False}
    assert journey.may_open("stop")
    assert not journey.may_open("last")


def test_another_answer_leads_past_it_and_what_was_said_before_counts_again() -> None:
    journey = go(ENDED, {"gate": True, "more": "words", "last": "kept"})
    assert [stop.key for stop in journey.stops] == ["gate", "more", "last"]
    assert journey.complete
    assert journey.ending is None


def test_while_an_answer_before_it_is_open_the_way_does_not_end() -> None:
    journey = go(ENDED, {"gate": True})
    assert [stop.key for stop in journey.stops] == ["gate", "more", "last"]
    assert journey.ending is None
    assert go(ENDED).ending is None


def test_a_list_that_is_not_complete_comes_before_the_end() -> None:
    document = form(
        step("name", repeat="people"),
        ending("stop", {"op": "count", "repeat": "people", "is": "<", "value": 2}),
        step("last"),
        repeats=[repeat("people")],
    )
    assert [stop.key for stop in go(document).stops] == ["people", "last"]
    assert [stop.key for stop in go(document, people={"one": {"name": "A"}}).stops] == ["people", "stop"]
