"""What stops a document from being published: every fault is seen, and nothing else is a fault."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.definitions.checks.compiler import faults
from services.definitions.document import Document, words_in
from tests.definitions.documents import ask, ending, form, repeat, step, words

IS = {"op": "answered", "question": "a"}


def found(*steps: Any, **more: Any) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.about) for fault in faults(form(*steps, **more))]


def rule_on(kind: str, rule: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    """The faults of a rule in step "b" about question "a" of a kind."""
    return found(step("a", ask(kind, "a", **more)), step("b", when=rule))


def test_a_sound_document_has_no_faults() -> None:
    assert (
        found(
            step("a", ask("yes_no", "a")),
            step("b", ask("text", "b"), ask("text", "c", when={"op": "answered", "question": "b"}), when=IS),
            step("d", ask("yes_no", "d"), repeat="rows", when=IS),
            step("e", when={"op": "equals", "question": "d", "value": True}, repeat="rows"),
            step("f", when={"op": "any_row", "repeat": "rows", "rule": {"op": "answered", "question": "d"}}),
            repeats=[repeat("rows")],
        )
        == []
    )


def test_a_key_is_used_once() -> None:
    twice = found(step("a"), step("b", ask("text", "a")))
    assert twice == [("key_twice", "a", "question")]
    assert ("key_twice", "a", "step") in found(step("a"), step("a", ask("text", "b")))
    group = found(step("rows", ask("text", "a"), repeat="rows"), repeats=[repeat("rows")])
    assert group == [("key_twice", "rows", "step")]
    sections = [{"key": "all", "title": {"en": "All"}}] * 2
    assert found(step("a"), sections=sections) == [("key_twice", "all", "section")]


@pytest.mark.parametrize("key", ["add", "check", "close", "declare", "delete", "remove", "save", "sent"])
def test_a_step_is_not_called_like_a_page_beside_it(key: str) -> None:
    assert found(step(key)) == [("key_reserved", key, "step")]


def test_the_declaration_shares_the_keys_of_the_questions() -> None:
    assert found(step("a", ask("text", "declaration"))) == [("key_twice", "declaration", "question")]


@pytest.mark.parametrize("kind", ["one_of", "several_of"])
def test_an_option_is_listed_once(kind: str) -> None:
    options = [{"key": "red", "label": {"en": "Red"}}] * 2
    assert found(step("a", ask(kind, "a", options=options))) == [("key_twice", "a.red", "option")]


def test_every_text_is_there_in_every_language() -> None:
    step_a = step("a", ask("one_of", "a"))
    step_a["questions"][0]["options"][1]["label"] = {"en": "Green", "cy": "Gwyrdd"}
    missing = found(step_a, languages=["en", "cy"])
    assert {code for code, _where, _about in missing} == {"missing_language"}
    places = {where for _code, where, _about in missing}
    assert {"title", "steps[a].title", "steps[a].questions[a].label", "sections[all].title"} <= places
    assert "steps[a].questions[a].options[red].label" in places
    assert "declaration[declaration].statements[0]" in places
    assert "steps[a].questions[a].options[green].label" not in places


def test_a_text_of_spaces_is_missing() -> None:
    assert found(step("a", title={"en": " "})) == [("missing_language", "steps[a].title", "en")]


def test_a_step_belongs_to_a_section() -> None:
    assert found(step("a", section="nowhere")) == [("unknown_section", "a", "nowhere")]


def test_a_step_with_several_questions_has_a_title() -> None:
    content = step("a", ask("text", "a"), ask("text", "b"), title=None)
    assert found(content) == [("step_without_title", "a", "")]
    assert found(step("a", title=None)) == []


def test_a_step_asks_something() -> None:
    empty = {"key": "a", "section": "all", "title": words("a")}
    assert found(empty, step("b")) == [("still_empty", "steps[a].questions", "")]


def test_where_the_way_ends_something_is_said_and_nothing_asked() -> None:
    gate = step("a", ask("yes_no", "a"))
    assert found(gate, ending("b", IS), step("c")) == []
    assert found(gate, ending("b", IS, questions=[ask("text", "b")])) == [("ending_asks", "b", "")]
    rows = {"repeats": [repeat("rows")]}
    assert found(gate, step("c", repeat="rows"), ending("b", IS, repeat="rows"), **rows) == [
        ("ending_in_repeat", "b", "rows")
    ]


@pytest.mark.parametrize("name", ["title", "guidance", "when"])
def test_an_end_of_the_way_says_for_whom_it_is_and_what_to_do(name: str) -> None:
    gate = step("a", ask("yes_no", "a"))
    assert found(gate, ending("b", IS) | {name: None}) == [(f"ending_without_{name}", "b", "")]


def test_an_end_that_nobody_comes_to_is_a_fault() -> None:
    never = {"op": "all", "rules": [{"op": "equals", "question": "a", "value": so} for so in (True, False)]}
    assert found(step("a", ask("yes_no", "a")), ending("b", never)) == [("unreachable", "b", "step")]


def test_a_checker_always_leads_to_its_result() -> None:
    codes = {code for code, _where, _about in found(step("a"), ending("b", IS), kind="checker")}
    assert "ending_in_checker" in codes


def test_a_repeat_exists_stays_together_and_has_steps() -> None:
    assert found(step("a", repeat="rows")) == [("unknown_repeat", "a", "rows")]
    split = [step("a", repeat="rows"), step("b"), step("c", repeat="rows")]
    assert found(*split, repeats=[repeat("rows")]) == [("repeat_split", "c", "rows")]
    together = [step("a", repeat="one"), step("b", repeat="one"), step("c", repeat="two")]
    assert found(*together, repeats=[repeat("one"), repeat("two")]) == []
    assert found(step("a"), repeats=[repeat("rows")]) == [("repeat_without_steps", "rows", "")]


INSIDE = [repeat("rows"), repeat("inner", inside="rows")]


def test_a_repeat_inside_another_comes_after_its_first_step_and_no_deeper() -> None:
    a, b, c, d = (
        step(key, repeat=of) for key, of in zip("abcd", ("rows", "inner", "inner", "rows"), strict=True)
    )
    assert found(a, b, c, d, repeats=INSIDE) == []
    assert found(b, a, repeats=INSIDE) == [("repeat_starts_inside", "b", "inner")]
    assert found(a, b, d, c, repeats=INSIDE) == [("repeat_split", "c", "inner")]
    assert found(a, step("x"), b, repeats=INSIDE) == [("repeat_split", "b", "inner")]
    assert found(a, b, step("x"), d, repeats=INSIDE) == [("repeat_split", "d", "rows")]
    deeper = [*INSIDE, repeat("third", inside="inner")]
    assert ("repeat_too_deep", "third", "inner") in found(a, b, step("x", repeat="third"), repeats=deeper)
    itself = found(a, repeats=[repeat("rows", inside="rows")])
    assert ("repeat_too_deep", "rows", "rows") in itself
    nowhere = found(a, repeats=[repeat("rows", inside="nothing")])
    assert ("unknown_repeat", "rows", "nothing") in nowhere


def test_words_between_questions_stand_before_a_question_of_their_step() -> None:
    def block(**more: Any) -> dict[str, Any]:
        return {"kind": "warning", "text": {"en": "Careful"}, **more}

    def with_blocks(*blocks: dict[str, Any]) -> list[tuple[str, str, str]]:
        return found(step("a"), step("b", blocks=list(blocks), when=IS))

    assert with_blocks(block(), block(before="b"), block(when=IS)) == []
    assert with_blocks(block(before="a")) == [("block_before_unknown", "b", "a")]
    assert with_blocks(block(kind="details")) == [("details_without_title", "b", "")]
    assert with_blocks(block(kind="details", title={"en": "More"})) == []
    own = {"op": "answered", "question": "b"}
    assert with_blocks(block(when=own)) == [("unknown_or_later_question", "b", "b")]
    assert with_blocks(block(text={"en": ""})) == [("missing_language", "steps[b].blocks[0].text", "en")]


def test_limits_leave_room_for_an_answer() -> None:
    crossed = found(step("a", repeat="rows"), repeats=[repeat("rows", minimum=3, maximum=2)])
    assert crossed == [("limits_crossed", "rows", "")]
    number = step("a", ask("whole_number", "a", minimum=3, maximum=2))
    assert found(number) == [("limits_crossed", "a", "")]


@pytest.mark.parametrize(
    ("identifies", "kind"),
    [
        ("name", "name"),
        ("date_of_birth", "date"),
        ("postcode", "address"),
        ("email", "email"),
        ("phone", "phone"),
    ],
)
def test_people_are_found_by_an_answer_of_the_right_kind(identifies: str, kind: str) -> None:
    assert found(step("a", ask(kind, "a", identifies=identifies))) == []
    wrong = found(step("a", ask("text", "a", identifies=identifies)))
    assert wrong == [("identifies_by_wrong_kind", "a", identifies)]


# -- rules --------------------------------------------------------------------------------------


def test_a_rule_looks_only_at_earlier_questions() -> None:
    later = ("unknown_or_later_question", "a", "b")
    assert found(step("a", when={"op": "answered", "question": "b"}), step("b")) == [later]
    assert found(step("a", when={"op": "answered", "question": "nothing"}))[0][2] == "nothing"
    itself = ask("text", "a", when=IS)
    assert found(step("s", itself)) == [("unknown_or_later_question", "a", "a")]


def test_a_rule_inside_another_is_looked_at() -> None:
    inner = {"op": "not", "rule": {"op": "any", "rules": [{"op": "answered", "question": "x"}]}}
    assert found(step("a", when={"op": "all", "rules": [inner]})) == [("unknown_or_later_question", "a", "x")]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("text", {"op": "in", "question": "a", "values": ["x"]}),
        ("one_of", {"op": "includes", "question": "a", "value": "red"}),
        ("text", {"op": "number", "question": "a", "is": "<", "value": 1}),
        ("whole_number", {"op": "date", "question": "a", "is": "<", "value": "2026-01-01"}),
        ("whole_number", {"op": "age", "question": "a", "is": "<", "years": 3}),
        ("yes_no", {"op": "equals", "question": "a", "value": "yes"}),
        ("yes_no", {"op": "equals", "question": "a", "value": 1}),
        ("one_of", {"op": "equals", "question": "a", "value": True}),
        ("date", {"op": "equals", "question": "a", "value": "2026-01-01"}),
        ("several_of", {"op": "equals", "question": "a", "value": "red"}),
    ],
)
def test_a_rule_compares_what_can_be_compared(kind: str, rule: dict[str, Any]) -> None:
    assert rule_on(kind, rule) == [("wrong_type", "b", "a")]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("one_of", {"op": "in", "question": "a", "values": ["red", "pink"]}),
        ("one_of", {"op": "equals", "question": "a", "value": "pink"}),
        ("several_of", {"op": "includes", "question": "a", "value": "pink"}),
    ],
)
def test_a_rule_names_options_that_exist(kind: str, rule: dict[str, Any]) -> None:
    assert rule_on(kind, rule) == [("unknown_option", "b", "a.pink")]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("one_of", {"op": "in", "question": "a", "values": ["red", "blue"]}),
        ("one_of", {"op": "answered", "question": "a"}),
        ("text", {"op": "equals", "question": "a", "value": "x"}),
        ("whole_number", {"op": "equals", "question": "a", "value": 1}),
        ("whole_number", {"op": "number", "question": "a", "is": "<", "value": 1}),
        ("date", {"op": "date", "question": "a", "is": "<", "value": "2026-01-01"}),
        ("date", {"op": "age", "question": "a", "is": "<", "years": 3}),
        ("address", {"op": "answered", "question": "a"}),
        ("yes_no", {"op": "channel", "value": "paper"}),
    ],
)
def test_a_sound_rule_is_no_fault(kind: str, rule: dict[str, Any]) -> None:
    assert rule_on(kind, rule) == []


ROWS = (step("a", ask("yes_no", "a"), repeat="rows"),)
ANSWERED = {"op": "answered", "question": "a"}


def about_rows(*steps: Any, also: str | None = None) -> list[tuple[str, str, str]]:
    repeats = [repeat("rows")] + ([repeat(also)] if also else [])
    return found(*ROWS, *steps, repeats=repeats)


def test_an_answer_of_a_row_is_seen_only_inside_its_rows() -> None:
    outside = ("row_question_outside", "b", "a")
    over_rows = {"op": "every_row", "repeat": "rows", "rule": ANSWERED}
    assert about_rows(step("b", when=ANSWERED)) == [outside]
    assert about_rows(step("b", when=over_rows)) == []
    for rules in ([over_rows, ANSWERED], [ANSWERED, over_rows]):
        assert about_rows(step("b", when={"op": "all", "rules": rules})) == [outside]


def test_rows_of_one_repeat_do_not_see_those_of_another() -> None:
    other = step("b", ask("text", "b"), repeat="other")
    through_other = {"op": "any_row", "repeat": "other", "rule": ANSWERED}
    assert about_rows(other, step("c", when=through_other), also="other") == [
        ("row_question_outside", "c", "a")
    ]
    both = {"op": "any_row", "repeat": "other", "rule": {"op": "any_row", "repeat": "rows", "rule": ANSWERED}}
    assert about_rows(other, step("c", when=both), also="other") == []


def test_a_rule_goes_over_the_rows_of_a_repeat_that_exists_and_is_finished() -> None:
    unknown = {"op": "any_row", "repeat": "nothing", "rule": {"op": "channel", "value": "paper"}}
    assert found(step("b", when=unknown)) == [("unknown_repeat", "b", "nothing")]
    itself = {"op": "any_row", "repeat": "rows", "rule": ANSWERED}
    assert about_rows(step("b", when=itself, repeat="rows")) == [("rows_not_complete", "b", "rows")]


def test_rows_are_counted_and_added_up_when_the_list_is_finished() -> None:
    number = step("n", ask("whole_number", "n"), ask("text", "t"), repeat="rows")
    after = step("m", ask("whole_number", "m"))

    def at_the_end(**rule: Any) -> list[tuple[str, str, str]]:
        limit = {"is": "<", "value": 3}
        return found(number, after, step("b", when={**limit, **rule}), repeats=[repeat("rows")])

    assert at_the_end(op="count", repeat="rows") == []
    assert at_the_end(op="sum", repeat="rows", question="n") == []
    assert at_the_end(op="sum", repeat="rows", question="n", value="2.5") == []
    assert at_the_end(op="count", repeat="other") == [("unknown_repeat", "b", "other")]
    assert at_the_end(op="sum", repeat="rows", question="t") == [("wrong_type", "b", "t")]
    assert at_the_end(op="sum", repeat="rows", question="m") == [("row_question_outside", "b", "m")]
    assert at_the_end(op="sum", repeat="rows", question="x") == [("unknown_or_later_question", "b", "x")]
    early = found(
        step("b", when={"op": "count", "repeat": "rows", "is": "<", "value": 3}), number, repeats=ONE
    )
    assert early == [("rows_not_complete", "b", "rows")]


ONE = [repeat("rows")]


def test_a_row_sees_the_rows_inside_it_and_the_row_around_it() -> None:
    outer, inner = step("a", ask("yes_no", "a"), repeat="rows"), step("c", ask("yes_no", "c"), repeat="inner")
    about_inner = {"op": "any_row", "repeat": "inner", "rule": {"op": "answered", "question": "c"}}

    def last(rule: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
        return found(outer, inner, step("z", when=rule, **more), repeats=INSIDE)

    assert found(outer, {**inner, "when": ANSWERED}, repeats=INSIDE) == []
    assert last(about_inner, repeat="rows") == []
    assert last(about_inner) == []
    assert last(about_inner, repeat="inner") == [("rows_not_complete", "z", "inner")]
    around = {"op": "count", "repeat": "rows", "is": ">", "value": 1}
    assert last(around, repeat="inner") == [("rows_not_complete", "z", "rows")]
    assert last({"op": "answered", "question": "c"}, repeat="rows") == [("row_question_outside", "z", "c")]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("decimal", {"op": "equals", "question": "a", "value": 1}),
        ("money", {"op": "number", "question": "a", "is": "<", "value": "12.50"}),
        ("month_year", {"op": "age", "question": "a", "is": "<", "years": 3}),
    ],
)
def test_numbers_compare_as_they_are_stored(kind: str, rule: dict[str, Any]) -> None:
    assert rule_on(kind, rule) == [("wrong_type", "b", "a")]


def test_decimals_money_and_months_compare() -> None:
    assert rule_on("decimal", {"op": "number", "question": "a", "is": "<", "value": "12.50"}) == []
    assert rule_on("money", {"op": "number", "question": "a", "is": "<", "value": 1250}) == []
    assert rule_on("month_year", {"op": "date", "question": "a", "is": "<", "value": "2026-05-01"}) == []


# -- formulas -----------------------------------------------------------------------------------


def works_out(formula: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    first = step("s", *(ask(kind, key) for key, kind in FIRST.items()))
    row = step("row", ask("whole_number", "r"), repeat="rows")
    return found(first, row, step("c", ask("computed", "c", formula=formula, **more)), repeats=ONE)


FIRST = {"n": "whole_number", "d": "decimal", "m": "money", "born": "date"}


@pytest.mark.parametrize(
    ("formula", "more"),
    [
        ({"op": "sum", "questions": ["n", "d"]}, {}),
        ({"op": "sum", "questions": ["m"]}, {"money": True}),
        ({"op": "sum", "repeat": "rows", "question": "r"}, {}),
        ({"op": "count", "repeat": "rows"}, {}),
        ({"op": "age", "question": "born"}, {"unit": {"en": "years"}}),
        ({"op": "difference", "first": "d", "second": "n"}, {}),
    ],
)
def test_a_sound_formula_is_no_fault(formula: dict[str, Any], more: dict[str, Any]) -> None:
    assert works_out(formula, **more) == []


@pytest.mark.parametrize(
    ("formula", "more", "fault"),
    [
        ({"op": "sum", "questions": ["n", "x"]}, {}, ("unknown_or_later_question", "x")),
        ({"op": "sum", "questions": ["c"]}, {}, ("unknown_or_later_question", "c")),
        ({"op": "sum", "questions": ["r"]}, {}, ("row_question_outside", "r")),
        ({"op": "sum", "repeat": "rows", "question": "n"}, {}, ("row_question_outside", "n")),
        ({"op": "sum", "questions": ["born"]}, {}, ("formula_wrong_type", "born")),
        ({"op": "sum", "questions": ["m"]}, {}, ("formula_wrong_type", "m")),
        ({"op": "sum", "questions": ["n"]}, {"money": True}, ("formula_wrong_type", "n")),
        ({"op": "age", "question": "n"}, {}, ("formula_wrong_type", "n")),
        ({"op": "age", "question": "born"}, {"money": True}, ("formula_wrong_type", "c")),
        ({"op": "count", "repeat": "other"}, {}, ("unknown_repeat", "other")),
    ],
)
def test_a_formula_takes_earlier_answers_that_fit(
    formula: dict[str, Any], more: dict[str, Any], fault: tuple[str, str]
) -> None:
    code, about = fault
    assert works_out(formula, **more) == [(code, "c", about)]


# -- the document itself ------------------------------------------------------------------------


def test_a_document_finds_its_pieces_by_key() -> None:
    document = form(
        step("one", ask("text", "a"), ask("text", "b")),
        step("two", ask("text", "c"), repeat="rows"),
        repeats=[repeat("rows")],
    )
    assert document.numbers == {"a": 1, "b": 2, "c": 3}
    assert document.step_of["b"].key == "one"
    assert document.steps_by_key["two"].repeat == "rows"
    assert [each.key for each in document.steps_of_repeat("rows")] == ["two"]
    assert document.sections_by_key["all"].title == {"en": "All"}
    assert document.repeats_by_key["rows"].item == {"en": "one"}


def test_the_texts_of_a_document_are_named_by_place() -> None:
    texts = dict(words_in(form(step("one", ask("text", "a", hint={"en": "Hint"})))))
    assert texts["steps[one].questions[a].hint"] == {"en": "Hint"}
    assert texts["title"] == {"en": "Made"}


def test_a_document_survives_being_stored() -> None:
    document = form(
        step("a", ask("date", "a")), step("b", when={"op": "age", "question": "a", "is": "<", "years": 3})
    )
    assert Document.model_validate(document.model_dump(mode="json", by_alias=True)) == document


@pytest.mark.parametrize(
    "change",
    [
        {"steps": []},
        {"languages": []},
        {"reference_prefix": "bb"},
        {"colour": "red"},
    ],
)
def test_what_is_no_document_is_refused(change: dict[str, Any]) -> None:
    content = form(step("a")).model_dump(mode="json", by_alias=True)
    with pytest.raises(ValidationError):
        Document.model_validate({**content, **change})
