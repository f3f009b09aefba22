"""What a new version of a form does to answers already given."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import wording
from services.definitions.document import Document, Repeat, Step
from services.definitions.kinds import KINDS, Evidence, Option, Question, Text
from services.definitions.kinds.base import Model
from services.definitions.rules import Value
from services.definitions.versions import alterations
from services.definitions.versions import changes as compared
from services.definitions.versions.alterations import of_question, of_repeat, of_step
from services.definitions.versions.changes import Change, Effect, carried, changes, must_ask_again
from tests.definitions.documents import TODAY, ask, ending, form, random_documents, repeat, step, words

OTHER = {"en": "something else"}


def altered(old: dict[str, Any], new: dict[str, Any]) -> Change | None:
    """The change of the one question that stays between two forms of one step."""
    found = changes(form(step("one", old)), form(step("one", new)))
    return found.of.get(old["key"])


def asked_again(old: dict[str, Any], new: dict[str, Any], value: Value) -> bool:
    before, after = form(step("one", old)), form(step("one", new))
    change = changes(before, after).of.get(old["key"])
    return must_ask_again(
        change, before.questions[old["key"]], after.questions[old["key"]], value, today=TODAY
    )


# -- completeness: nothing can change unnoticed ----------------------------------------------------


def _other(value: Any, annotation: str) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str() if value.isdecimal():
            return str(int(value) + 1)
        case str():
            return "any" if value != "any" else "past"
        case dict():
            return OTHER
        case tuple():
            return (*value, "more")
    return OTHER if "dict" in annotation else 5


def _filler(name: str) -> Any:
    options = tuple(Option(key=key, label=words(key)) for key in ("a", "b"))
    return {"options": options, "label": words("old"), "key": "q"}.get(name, words("old"))


def _made(model: type[Model]) -> Model:
    needed = {name: _filler(name) for name, field in model.model_fields.items() if field.is_required()}
    return model.model_construct(None, **needed)


def _fields_of(*models: type[Model]) -> list[tuple[type[Model], str]]:
    return [(model, name) for model in models for name in model.model_fields]


@pytest.mark.parametrize(
    ("model", "name"),
    [(model, name) for model, name in _fields_of(*KINDS) if name not in ("kind", "key", "options")],
    ids=lambda item: item if isinstance(item, str) else item.__name__,
)
def test_a_change_of_any_property_of_any_kind_is_classified(model: type[Question], name: str) -> None:
    old = _made(model)
    new = old.model_copy(update={name: _other(getattr(old, name), str(model.model_fields[name].annotation))})
    assert isinstance(old, model)
    assert isinstance(new, model)
    assert list(of_question(old, new)), f"{model.__name__}.{name} changed and nobody noticed"
    assert not list(of_question(old, old))


@pytest.mark.parametrize(
    ("model", "name"),
    [(model, name) for model, name in _fields_of(Step, Repeat) if name != "questions"],
    ids=lambda item: item if isinstance(item, str) else item.__name__,
)
def test_a_change_around_a_question_is_classified(model: type[Model], name: str) -> None:
    old = _made(model)
    new = old.model_copy(update={name: _other(getattr(old, name), str(model.model_fields[name].annotation))})
    compare: Any = of_step if model is Step else of_repeat
    if model is Repeat and name == "key":
        return  # a repeat with another key is another repeat
    assert list(compare(old, new)), f"{model.__name__}.{name} changed and nobody noticed"


def test_a_property_that_nobody_has_classified_asks_again() -> None:
    class Later(Text):
        shade: int = 1

    old = Later(key="q", label=words("q"))
    (found,) = of_question(old, old.model_copy(update={"shade": 2}))
    assert (found.effect, found.reason, found.always) == (Effect.RE_ASK, "property_changed", True)


@given(random_documents())
def test_identical_documents_have_no_changes(document: Document) -> None:
    same = Document.model_validate(document.model_dump(mode="json", by_alias=True))
    assert len(changes(document, same)) == 0


TEXTS = {"label", "hint", "script", "title", "guidance", "item", "summary", "privacy", "next_steps"}


def _reworded(content: Any, which: set[str]) -> Any:
    if isinstance(content, dict):
        return {
            key: OTHER if key in which and value else _reworded(value, which)
            for key, value in content.items()
        }
    return [_reworded(item, which) for item in content] if isinstance(content, list) else content


@given(random_documents(), st.sets(st.sampled_from(sorted(TEXTS))))
def test_other_words_never_ask_anything_again(document: Document, which: set[str]) -> None:
    content = _reworded(document.model_dump(mode="json", by_alias=True), which)
    found = changes(document, Document.model_validate(content))
    assert found.only_wording
    assert {change.effect for change in found} <= {Effect.WORDING}


# -- each class ------------------------------------------------------------------------------------


NUMBER = ask("whole_number", "q", minimum=1, maximum=10)
CHOICE = ask("one_of", "q")
FEWER = {**CHOICE, "options": CHOICE["options"][:2]}


@pytest.mark.parametrize(
    ("old", "new", "effect", "reason"),
    [
        (NUMBER, {**NUMBER, "maximum": 20}, Effect.COMPATIBLE, "limits_loosened"),
        (NUMBER, {**NUMBER, "minimum": 0}, Effect.COMPATIBLE, "limits_loosened"),
        (NUMBER, {**NUMBER, "minimum": 2}, Effect.RE_ASK, "limits_tightened"),
        (ask("decimal", "q"), ask("decimal", "q", maximum="9.5"), Effect.RE_ASK, "limits_tightened"),
        (ask("decimal", "q", maximum="9.5"), ask("decimal", "q"), Effect.COMPATIBLE, "limits_loosened"),
        (NUMBER, {**NUMBER, "required": False}, Effect.COMPATIBLE, "made_optional"),
        ({**NUMBER, "required": False}, NUMBER, Effect.RE_ASK, "made_required"),
        ({**NUMBER, "unit": words("m")}, {**NUMBER, "unit": words("ft")}, Effect.RE_ASK, "meaning_changed"),
        (NUMBER, {**NUMBER, "meaning": 2}, Effect.RE_ASK, "meaning_changed"),
        (FEWER, CHOICE, Effect.COMPATIBLE, "option_added"),
        (CHOICE, FEWER, Effect.RE_ASK, "option_removed"),
        (
            CHOICE,
            {**CHOICE, "options": CHOICE["options"][::-1]},
            Effect.COMPATIBLE,
            "layout_changed",
        ),
        (ask("date", "q"), ask("date", "q", when_is="past"), Effect.RE_ASK, "limits_tightened"),
        (ask("date", "q", when_is="past"), ask("date", "q"), Effect.COMPATIBLE, "limits_loosened"),
        (ask("text", "q"), ask("long_text", "q"), Effect.RE_ASK, "kind_changed"),
        (ask("text", "q"), ask("address", "q"), Effect.BREAKING, "kind_changed"),
        (
            ask("evidence", "q", ways=["post"]),
            ask("evidence", "q", ways=["post", "upload"]),
            Effect.COMPATIBLE,
            "limits_loosened",
        ),
        (
            ask("evidence", "q", ways=["post", "upload"]),
            ask("evidence", "q", ways=["upload", "post"]),
            Effect.COMPATIBLE,
            "layout_changed",
        ),
    ],
)
def test_a_change_has_its_class(
    old: dict[str, Any], new: dict[str, Any], effect: Effect, reason: str
) -> None:
    found = altered(old, new)
    assert found is not None
    assert (found.effect, found.reasons) == (effect, (reason,))


def test_a_tick_that_excludes_the_others_is_checked_against_what_was_ticked() -> None:
    several = ask("several_of", "q")
    alone = {**several, "options": [*several["options"][:2], {**several["options"][2], "exclusive": True}]}
    assert asked_again(several, alone, ["red", "blue"])
    assert not asked_again(several, alone, ["blue"])
    assert not asked_again(alone, several, ["blue"])


def test_the_heaviest_reason_gives_the_class_and_all_are_named() -> None:
    found = altered(NUMBER, {**NUMBER, "label": OTHER, "maximum": 5, "required": False})
    assert found is not None
    assert found.effect is Effect.RE_ASK
    assert found.reasons == ("limits_tightened", "made_optional", "texts_changed")


def test_a_question_taken_out_is_removed_unless_it_decided_others() -> None:
    when = {"op": "answered", "question": "a"}
    old = form(step("one", ask("text", "a"), ask("text", "b")), step("two", ask("text", "c"), when=when))
    new = form(step("two", ask("text", "c"), ask("text", "d")))
    found = {change.key: change for change in changes(old, new)}
    assert (found["a"].effect, found["a"].reasons) == (Effect.BREAKING, ("decided_others",))
    assert found["b"].effect is Effect.REMOVED
    assert found["c"].reasons == ("condition_changed",)
    assert found["d"].effect is Effect.ADDED


def test_a_question_asked_under_another_condition_of_its_own_is_told_so() -> None:
    a, b = ask("text", "a"), ask("text", "b")
    inner = {**b, "when": {"op": "answered", "question": "a"}}
    found = changes(form(step("one", a, b)), form(step("one", a, inner)))
    assert [(change.key, change.effect) for change in found] == [("b", Effect.CONDITION)]
    old, new = form(step("one", a, inner)), form(step("one", b))
    assert changes(old, new).of["a"].effect is Effect.BREAKING


def test_only_what_really_moved_is_called_moved() -> None:
    a, b, c = (ask("text", key) for key in "abc")
    assert (
        not {"a", "b", "c"}
        & changes(form(step("one", a, b, c)), form(step("one", a, ask("text", "new"), b, c))).of.keys()
    )
    found = changes(form(step("one", a, b, c)), form(step("one", b, c, a)))
    assert [(change.key, change.reasons) for change in found] == [("a", ("moved",))]
    assert len(found) == 1


def test_a_question_that_enters_a_list_cannot_keep_its_answer() -> None:
    old = form(step("one"), step("two"), repeats=())
    new = form(step("one"), step("two", repeat="rows"), repeats=[repeat("rows")])
    found = changes(old, new)
    assert found.of["two"].effect is Effect.BREAKING
    assert found.of["two"].always
    assert [(change.about, change.key) for change in found if change.about == "repeat"] == [
        ("repeat", "rows")
    ]
    assert [change.effect for change in changes(new, old) if change.about == "repeat"] == [Effect.REMOVED]


def test_what_opens_a_whole_list_changes_the_condition_of_all_in_it() -> None:
    first, rows = step("one", ask("yes_no", "one")), [repeat("rows")]
    second, third = step("two", repeat="rows"), step("three", repeat="rows")
    when = {"op": "answered", "question": "one"}
    found = changes(
        form(first, second, third, repeats=rows), form(first, {**second, "when": when}, third, repeats=rows)
    )
    assert {change.key: change.reasons for change in found} == {
        "two": ("condition_changed",),
        "three": ("condition_changed",),
    }


def test_a_list_that_is_asked_in_other_rows_loses_its_answers() -> None:
    steps = (step("one", repeat="people"), step("two", repeat="jobs"))
    inner, outer = repeat("jobs"), repeat("people")
    found = changes(
        form(*steps, repeats=[outer, inner]), form(*steps, repeats=[outer, {**inner, "inside": "people"}])
    )
    assert found.of.keys() == {"two"}
    assert found.of["two"].effect is Effect.BREAKING


def test_a_shorter_list_asks_to_shorten_it() -> None:
    def listed(**limits: int) -> Document:
        return form(step("one"), step("two", repeat="rows"), repeats=[repeat("rows", **limits)])

    (found,) = changes(listed(maximum=5), listed(maximum=3))
    assert (found.about, found.effect, found.reasons) == ("repeat", Effect.RE_ASK, ("rows_tightened",))
    (found,) = changes(listed(maximum=3), listed(maximum=5))
    assert found.effect is Effect.COMPATIBLE


def test_a_new_end_of_the_way_a_gone_one_and_an_altered_one_are_told() -> None:
    gate, rule = step("a", ask("yes_no", "a")), {"op": "equals", "question": "a", "value": True}
    without = form(gate)
    old, new = (form(gate, ending("b", {**rule, "value": value})) for value in (True, False))
    assert changes(without, old).found == (Change("ending", "b", Effect.ADDED, ("ending_added",)),)
    assert changes(old, without).found == (Change("ending", "b", Effect.REMOVED, ("ending_removed",)),)
    (altered,) = changes(old, new)
    assert (altered.about, altered.effect) == ("ending", Effect.CONDITION)
    assert not list(changes(old, form(gate, ending("b", rule))))


def test_the_forms_own_properties_are_compared_too() -> None:
    old = form(step("one"))
    found = changes(old, old.model_copy(update={"draft_days": 5, "privacy": OTHER, "kind": "checker"}))
    assert {change.key: change.effect for change in found} == {
        "privacy": Effect.WORDING,
        "draft_days": Effect.COMPATIBLE,
        "kind": Effect.BREAKING,
    }
    assert not found.only_wording


def test_every_reason_has_its_sentence() -> None:
    said = "".join(Path(module.__file__ or "").read_text() for module in (alterations, compared))
    reasons = set(re.findall(r'Effect\.[A-Z_]+, \(?"([a-z_]+)"', said))
    assert len(reasons) > 20
    assert {f"change_{reason}" for reason in reasons} <= wording.SENTENCES.keys()
    assert {key for key in wording.SENTENCES if key.startswith("change_")} == {f"change_{r}" for r in reasons}


def test_two_different_forms_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="different forms"):
        changes(form(step("one")), form(step("one"), key="another"))


# -- one answer ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "value", "again"),
    [
        (NUMBER, {**NUMBER, "maximum": 5}, 5, False),
        (NUMBER, {**NUMBER, "maximum": 5}, 6, True),
        (NUMBER, {**NUMBER, "label": OTHER}, 600, False),
        (NUMBER, {**NUMBER, "meaning": 2}, 5, True),
        (CHOICE, FEWER, "red", False),
        (CHOICE, FEWER, "blue", True),
        ({**NUMBER, "required": False}, NUMBER, None, True),
        ({**NUMBER, "required": False}, NUMBER, 5, False),
        (ask("text", "q"), ask("long_text", "q"), "words", False),
        (ask("text", "q"), ask("email", "q"), "no address", True),
        (CHOICE, ask("several_of", "q"), "red", True),
        (NUMBER, ask("text", "q"), 5, True),
        (ask("text", "q"), ask("name", "q"), "Ann", True),
    ],
)
def test_only_an_answer_that_no_longer_holds_is_asked_again(
    old: dict[str, Any], new: dict[str, Any], value: Value, again: bool
) -> None:
    assert asked_again(old, new, value) is again


def test_an_earlier_answer_is_filled_in_where_it_still_fits() -> None:
    old, new = form(step("one", CHOICE)), form(step("one", ask("several_of", "q")))
    reading = carried(old.questions["q"], new.questions["q"], "red", today=TODAY)
    assert reading.value == ["red"]
    address = form(step("one", ask("address", "q"))).questions["q"]
    assert carried(old.questions["q"], address, "red", today=TODAY).problems


def test_files_already_sent_still_count_when_fewer_ways_are_offered() -> None:
    old = ask("evidence", "q")
    assert not asked_again(old, {**old, "ways": ["upload"]}, {"way": "upload", "files": "a,b"})
    assert asked_again(old, {**old, "ways": ["upload"]}, {"way": "post"})
    assert isinstance(form(step("one", old)).questions["q"], Evidence)
