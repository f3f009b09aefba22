"""Crosses become typed input when it is plain what they say; else a person is asked, and told why."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.definitions.kinds import Evidence, Question
from services.definitions.rules import Value
from services.paper.drawing import area
from services.paper.scanning.found import Cut, Mark, PageReading
from services.paper.scanning.meaning import Meant, State, Why, meant
from services.paper.scanning.plan import Place, template
from services.paper.ticking import keys
from tests.paper.scanning.form import document

FORM = document()
X, NO, FULL, MAYBE = Mark.MARKED, Mark.EMPTY, Mark.CANCELLED, Mark.UNSURE


def reading(key: str, marks: Mapping[str, Mark], *, written: bool = False) -> PageReading:
    ticks = {f"{key}.{part}": mark for part, mark in marks.items()}
    return PageReading(ticks=ticks, answers={key: Cut(b"", written)})


def one(found: PageReading, *, copy: bool = False) -> Meant:
    (answer,) = meant(FORM, found, copy=copy)
    return answer


@pytest.mark.parametrize(
    ("key", "marks", "typed"),
    [
        ("who", {"me": X, "other": NO}, {"": "me"}),
        ("who", {"me": FULL, "other": X}, {"": "other"}),
        ("safe~2", {"yes": NO, "no": X}, {"": "no"}),
        ("town", {"bay": NO, "hill": X}, {"": "hill"}),
        ("needs", {"ramp": X, "loop": X, "none": FULL}, {"": ["ramp", "loop"]}),
        ("needs", {"ramp": NO, "loop": NO, "none": X}, {"": ["none"]}),
        ("proof", {"enclosed": X, "post": NO, "in_person": NO}, {"way": "post"}),
        ("proof", {"enclosed": NO, "post": NO, "in_person": X}, {"way": "in_person"}),
        ("proof", {"enclosed": X, "post": NO, "in_person": NO, "upload": FULL}, {"way": "post"}),
    ],
)
def test_plain_crosses_are_read(key: str, marks: Mapping[str, Mark], typed: object) -> None:
    found = one(reading(key, marks))
    assert (found.state, found.typed, found.why) == (State.READ, typed, None)


@pytest.mark.parametrize(
    ("key", "marks", "written", "why"),
    [
        ("who", {"me": X, "other": MAYBE}, False, Why.UNSURE_MARK),
        ("who", {"me": X, "other": X}, False, Why.SEVERAL_MARKS),
        ("who", {"me": FULL, "other": NO}, False, Why.CANCELLED_MARK),
        ("who", {"me": NO, "other": NO}, True, Why.WRITING_WITHOUT_MARK),
        ("who", {"me": NO, "other": X}, True, Why.WRITING_BESIDE_MARK),
        ("who", {"me": X}, False, Why.ON_TWO_PAGES),
        ("needs", {"ramp": X, "loop": NO, "none": X}, False, Why.EXCLUSIVE_MARKS),
        ("proof", {"enclosed": X, "post": X, "in_person": NO}, False, Why.SEVERAL_MARKS),
        ("proof", {"enclosed": X, "post": NO, "in_person": NO, "upload": X}, False, Why.SEVERAL_MARKS),
        ("name", {}, True, Why.HANDWRITING),
        ("declaration.signature", {}, True, Why.SIGNATURE),
        ("declaration.name", {}, True, Why.HANDWRITING),
        ("helper.name", {}, True, Why.HANDWRITING),
    ],
)
def test_what_is_not_plain_goes_to_a_person(
    key: str, marks: Mapping[str, Mark], written: bool, why: Why
) -> None:
    found = one(reading(key, marks, written=written))
    assert (found.state, found.typed, found.why) == (State.ASK, {}, why)


def test_what_was_left_blank_stays_blank_and_what_was_printed_stays_as_it_was() -> None:
    empty = reading("who", {"me": NO, "other": NO})
    assert one(empty).state is State.BLANK
    assert one(empty, copy=True).state is State.BLANK
    assert one(reading("name", {})).state is State.BLANK
    assert one(reading("name", {}), copy=True).state is State.UNCHANGED
    assert one(reading("helper.name", {})).state is State.BLANK
    uploaded = {"enclosed": NO, "post": NO, "in_person": NO, "upload": X}
    assert one(reading("proof", uploaded), copy=True).state is State.UNCHANGED


@pytest.mark.parametrize(
    ("mark", "state", "why"),
    [
        (NO, State.BLANK, None),
        (FULL, State.BLANK, None),
        (X, State.ASK, Why.MORE_ROWS),
        (MAYBE, State.ASK, Why.UNSURE_MARK),
    ],
)
def test_the_box_for_more_rows_is_told(mark: Mark, state: State, why: Why | None) -> None:
    found = one(PageReading(ticks={"medicines.more": mark}))
    assert found == Meant(Place("medicines"), state, why=why)


def test_rows_have_their_printed_place() -> None:
    found = one(reading("daily~302", {"yes": X, "no": NO}))
    assert (found.place, found.typed) == (Place("daily", 302), {"": "yes"})


QUESTIONS = [question for question in FORM.questions.values() if keys(question)]


def values(question: Question) -> st.SearchStrategy[Value]:
    match question.key:
        case "needs":
            some = st.lists(st.sampled_from(["ramp", "loop"]), min_size=1, max_size=2, unique=True)
            return st.one_of(st.just(["none"]), some.map(lambda found: sorted(found, reverse=True)))
        case "proof":
            return st.sampled_from([{"way": "post"}, {"way": "in_person"}])
        case "safe" | "daily":
            return st.booleans()
    return st.sampled_from([option.key for option in question.options])


@given(data=st.data(), question=st.sampled_from(QUESTIONS), row=st.sampled_from([0, 1, 302]))
def test_printed_crosses_are_read_as_the_answer_that_was_printed(
    data: st.DataObject, question: Question, row: int
) -> None:
    value = data.draw(values(question))
    drawn = area(question, value, "en", row=row)
    marks = {tick.id: X if tick.crossed else NO for tick in drawn.ticks}
    found = one(PageReading(ticks=marks, answers={drawn.id: Cut(b"", written=False)}), copy=True)
    assert found.place == Place(question.key, row)
    assert question.read(found.typed, today=date(2026, 1, 1)).value == value
    assert not isinstance(question, Evidence) or found.typed == {"way": question.unread(value)["way"]}


def test_a_page_is_planned_by_its_box_map() -> None:
    names = ["daily~2", "who", "who.me", "name", "declaration.signature", "declaration.name"]
    names += [
        "declaration.day",
        "helper.role",
        "medicines.more",
        "at-who",
        "part-you",
        "at-who-2",
        "no.thing",
    ]
    boxes = {name: (20, 200 - 10 * at, 60, 208 - 10 * at) for at, name in enumerate(names)}
    boxes["who"] = (20, 90, 90, 180)
    planned = template(FORM, boxes, pdf=b"", page=1)
    assert planned.ticks.keys() == {"who.me", "medicines.more"}
    in_order = ["who", "helper.name", "declaration.name", "declaration.signature", "name", "daily~2"]
    assert list(planned.areas) == in_order
    assert planned.areas["who"] == (20, 90, 90, 188)
    assert planned.areas["declaration.name"] == (20, 140, 60, 158)
