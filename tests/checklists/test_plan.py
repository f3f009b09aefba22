"""Which steps apply, what counts and by when, whatever somebody said and did."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.checklists.plan import (
    Limit,
    Progress,
    Said,
    State,
    Step,
    Thing,
    applies,
    applying,
    due,
    progress,
    settled,
)

KEYS = ("rents", "works", "ill")
circumstances = st.frozensets(st.sampled_from(KEYS))
things = st.builds(
    Thing,
    key=st.uuids().map(str),
    need=st.sampled_from(["required", "optional", "choice"]),
    strength=st.sampled_from(["part", "related", "secondary"]),
    when=circumstances,
)
steps = st.lists(
    st.builds(
        Step,
        key=st.uuids().map(str),
        things=st.lists(things, max_size=3).map(tuple),
        logic=st.sampled_from(["", "and", "or"]),
        when=circumstances,
        says=st.booleans(),
    ).filter(lambda step: step.things or step.says),
    max_size=6,
)
answers = st.builds(lambda asked, apply: Said(asked, asked & apply), asked=circumstances, apply=circumstances)
marks = st.lists(st.sampled_from(State), max_size=20)


@given(steps, answers, marks)
@settings(max_examples=30)
def test_a_list_leaves_out_only_what_was_said_not_to_apply_and_counts_no_further_than_it_goes(
    plan: list[Step], said: Said, states: list[State]
) -> None:
    found = applying(plan, said)
    denied = said.asked - said.apply
    kept = {step.key for step in found}
    for step in plan:
        if step.when and step.when <= denied:
            assert step.key not in kept
        elif step.says or any(not thing.when or not thing.when <= denied for thing in step.things):
            assert step.key in kept
    assert [step.key for step in applying(plan, Said())] == [step.key for step in plan]
    assert [step.key for step in found] == [step.key for step in plan if step.key in kept]
    assert not found or not found[0].logic

    every = [thing for step in found for thing in step.things]
    known = settled(found, dict(zip([thing.key for thing in every], states, strict=False)))
    far = progress(found, known)
    assert 0 <= far.done <= far.total <= len([thing for thing in every if thing.counts])
    if far.next:
        assert known.get(far.next, State.NOT_STARTED) in (State.NOT_STARTED, State.STARTED)
        assert far.done < far.total
    done = settled(found, {thing.key: State.DONE for thing in every})
    assert progress(found, done) == Progress(far_total(found), far_total(found))


def far_total(found: list[Step]) -> int:
    return progress(found, {}).total


def test_something_new_on_the_page_is_shown_to_those_who_were_asked_before_it_was_there() -> None:
    said = Said(frozenset({"rents"}), frozenset())
    assert not applies({"rents"}, said)
    assert applies({"rents", "ill"}, said)
    assert applies({"rents"}, Said())


def test_a_step_that_loses_the_one_it_belonged_to_stands_for_itself() -> None:
    bought = Step("bought", (Thing("a"),), when=frozenset({"bought"}))
    plan = [Step("gp", (Thing("g"),)), bought, Step("rents", (Thing("b"),), logic="or")]
    (gp, rents) = applying(plan, Said(frozenset({"bought"}), frozenset()))
    assert (gp.logic, rents.key, rents.logic) == ("", "rents", "")
    assert progress([gp, rents], {}).total == 2
    assert applying(plan, Said())[2].logic == "or"


def test_a_choice_counts_once_and_doing_one_makes_the_others_needless() -> None:
    choice = Step("pay", tuple(Thing(key, "choice") for key in ("smp", "allowance")))
    plan = [choice, Step("extra", (Thing("x", "optional"), Thing("y", strength="related")))]
    assert progress(plan, {}) == Progress(0, 1, "smp")
    states = settled(plan, {"allowance": State.SENT})
    assert states == {"allowance": State.SENT, "smp": State.NOT_NEEDED}
    assert progress(plan, states) == Progress(1, 1)


def test_of_two_ways_the_one_that_was_begun_counts_and_the_other_becomes_needless() -> None:
    plan = [Step("doctor", (Thing("d"),)), Step("coroner", (Thing("c1"), Thing("c2")), logic="or")]
    assert progress(plan, {}) == Progress(0, 1, "d")
    assert progress(plan, {"c1": State.DONE}) == Progress(1, 2, "c2")
    states = settled(plan, {"c1": State.DONE, "c2": State.SENT})
    assert states["d"] is State.NOT_NEEDED
    assert progress(plan, states) == Progress(2, 2)


def test_what_is_booked_is_not_done_but_nothing_has_to_be_done_for_it_now() -> None:
    plan = [Step("s", (Thing("a"), Thing("b"), Thing("c")))]
    assert progress(plan, {"a": State.BOOKED, "b": State.NOT_NEEDED}) == Progress(0, 2, "c")


@pytest.mark.parametrize(
    ("limit", "on", "until"),
    [
        (Limit(42, "days"), date(2026, 11, 22), date(2027, 1, 3)),
        (Limit(15, "weeks", before=True), date(2027, 3, 1), date(2026, 11, 16)),
        (Limit(3, "months"), date(2026, 11, 30), date(2027, 2, 28)),
        (Limit(1, "months", before=True), date(2027, 3, 31), date(2027, 2, 28)),
        (
            Limit(6, "month_ends"),
            date(2026, 8, 31),
            date(2027, 2, 28),
        ),
        (Limit(6, "month_ends"), date(2026, 11, 1), date(2027, 5, 31)),
    ],
)
def test_the_last_day_is_counted_as_the_law_counts(limit: Limit, on: date, until: date) -> None:
    assert due(limit, on) == until


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 60))
@settings(max_examples=20)
def test_a_limit_in_months_never_runs_into_the_month_after(on: date, number: int) -> None:
    until = due(Limit(number, "months"), on)
    assert (until.year * 12 + until.month) - (on.year * 12 + on.month) == number
    assert until.day == on.day or (until + timedelta(days=1)).day == 1
    with pytest.raises(ValueError, match="fortnights"):
        due(Limit(number, "fortnights"), on)
