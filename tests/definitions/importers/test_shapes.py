"""Odd shapes that forms of other engines come in: each is carried or named."""

from typing import Any

import pytest

from services.definitions.document import Document
from services.definitions.importers.drafting import publishable
from services.definitions.importers.govuk import import_govuk
from services.definitions.importers.nav import import_nav
from services.definitions.importers.xgov import import_xgov

TWO = [{"text": "Red", "value": "red"}, {"text": "Blue", "value": "blue"}]


def nav(*components: dict[str, Any]) -> tuple[Document, Any]:
    first = {"type": "textfield", "key": "first", "label": "First"}
    panel = {"type": "panel", "key": "panel", "title": "Panel", "components": [first, *components]}
    content, report = import_nav({"title": "Form", "components": [panel]})
    return Document.model_validate(content), report


def field(kind: str, name: str = "asked", **more: Any) -> dict[str, Any]:
    return {"type": kind, "key": name, "label": "Asked", **more}


def xgov(conditions: list[dict[str, Any]], use: str) -> tuple[Any, Any]:
    """A form that asks a colour and a size, then a page that one condition opens."""
    pages = [
        {
            "path": "/a",
            "title": "A",
            "components": [
                {"type": "RadiosField", "name": "colour", "title": "Colour?", "list": "two"},
                {"type": "NumberField", "name": "size", "title": "Size?"},
            ],
            "next": [{"path": "/b", "condition": use}, {"path": "/c"}],
        },
        {
            "path": "/b",
            "title": "B",
            "components": [{"type": "TextField", "name": "why", "title": "Why?"}],
            "next": [{"path": "/c"}],
        },
        {
            "path": "/c",
            "title": "C",
            "components": [{"type": "TextField", "name": "last", "title": "Last?"}],
            "next": [],
        },
    ]
    form = {"name": "X", "lists": [{"name": "two", "items": TWO}], "pages": pages, "conditions": conditions}
    content, report = import_xgov(form)
    return next((s.get("when") for s in content["steps"] if s["key"] == "why"), "closed"), report


def item(name: str, operator: str, value: Any, coordinator: str = "") -> dict[str, Any]:
    return {
        "field": {"name": name},
        "operator": operator,
        "value": {"value": value},
        "coordinator": coordinator,
    }


def condition(name: str, *items: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "displayName": name, "value": {"conditions": list(items)}}


RED = {"op": "equals", "question": "colour", "value": "red"}
BIG = {"op": "number", "question": "size", "is": ">", "value": 3}


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        (
            field("number", validate={"integer": True, "min": 1, "max": 9}),
            {"kind": "whole_number", "minimum": 1, "maximum": 9},
        ),
        (field("number", validate={"min": 0.5}), {"kind": "decimal", "minimum": "0.5"}),
        (field("navAddress"), {"kind": "address", "where": "any"}),
        (field("select", data={"values": [{"value": "a", "label": "A"}]}), {"kind": "declaration"}),
        (field("navSelect", values=[]), {"kind": "text"}),
        (field("textfield", validate={"maxLength": 20}), {"kind": "text", "max_length": 20}),
        (field("navDatepicker", earliestAllowedDate=0), {"kind": "date", "when_is": "future"}),
        (field("attachment"), {"kind": "evidence", "ways": ("upload", "post")}),
    ],
)
def test_a_component_of_nav_becomes_a_question(component: Any, expected: dict[str, Any]) -> None:
    document, _report = nav(component)
    question = document.questions["asked"]
    assert {name: getattr(question, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("component", "reason"),
    [
        (field("textfield", validate={"minLength": 3}), "at least 3"),
        (field("navDatepicker", latestAllowedDate=365), "at most 365"),
        (field("navDatepicker", earliestAllowedDate=-7), "at least -7"),
        (field("navDatepicker", beforeDateInputKey="start"), "not before"),
        (field("attachment", attachmentValues={"riddle": True}), "riddle"),
    ],
)
def test_what_nav_checks_and_ours_does_not_is_named(component: Any, reason: str) -> None:
    _document, report = nav(component)
    assert any(reason in remark.reason for remark in report.not_carried)


def test_more_to_read_becomes_words_to_unfold() -> None:
    more = {"additionalDescriptionLabel": "Why?", "additionalDescriptionText": "<p>Because.</p>"}
    document, _report = nav(field("textfield", **more), field("accordion", "rules", content="All of them"))
    titles = [b.title for step in document.steps for b in step.blocks if b.kind == "details"]
    assert titles == [{"nb": "Why?"}, {"nb": "Asked"}]


def test_a_list_three_deep_is_named() -> None:
    deepest = field("datagrid", "c", components=[field("textfield")])
    middle = field("datagrid", "b", components=[field("textfield", "y"), deepest])
    document, report = nav(field("datagrid", "a", components=[field("textfield", "x"), middle]))
    assert [repeat.key for repeat in document.repeats] == ["a", "b"]
    assert [remark.place for remark in report.not_carried] == ["c"]
    assert document.step_of["asked"].repeat == "b"


@pytest.mark.parametrize(
    ("conditions", "rule"),
    [
        (
            [condition("use", item("colour", "is", "red"), item("size", "is more than", 3, "and"))],
            {"op": "all", "rules": [RED, BIG]},
        ),
        (
            [condition("use", item("colour", "is", "red"), item("size", "is more than", 3, "or"))],
            {"op": "any", "rules": [RED, BIG]},
        ),
        (
            [condition("use", {"conditionName": "other"}), condition("other", item("colour", "is", "red"))],
            RED,
        ),
        ([condition("use", {"conditions": [item("colour", "is", "red")]})], RED),
    ],
)
def test_a_condition_of_xgov_becomes_a_rule(conditions: list[dict[str, Any]], rule: Any) -> None:
    found, report = xgov(conditions, "use")
    assert found == rule
    assert not report.not_carried


@pytest.mark.parametrize(
    "conditions",
    [
        [condition("use")],
        [condition("use", {"conditionName": "gone"})],
        [condition("use", item("nothing", "is", "red"))],
        [condition("use", item("size", "is", "many"))],
        [condition("other", item("colour", "is", "red"))],
    ],
    ids=["empty", "unknown name", "unknown field", "no number", "not there"],
)
def test_a_condition_of_xgov_that_cannot_be_read_closes_its_way_and_is_named(conditions: Any) -> None:
    found, report = xgov(conditions, "use")
    assert found == "closed"
    assert [remark.what for remark in report.not_carried] == ["conditions"]


def test_a_page_that_leads_back_is_named() -> None:
    pages = [
        {
            "path": path,
            "title": path,
            "next": [{"path": to}],
            "components": [{"type": "TextField", "name": f"asked{path[1]}", "title": path}],
        }
        for path, to in (("/a", "/b"), ("/b", "/a"))
    ]
    content, report = import_xgov({"name": "X", "pages": pages})
    assert len(content["steps"]) == 2
    assert "a way back to /a" in [remark.reason for remark in report.not_carried]


def test_questions_that_an_option_reveals_are_asked_after_it() -> None:
    inner = {"type": "TextField", "name": "shade", "title": "Which shade?"}
    items = [{**TWO[0], "conditional": {"components": [inner]}}, TWO[1]]
    page = {
        "path": "/a",
        "title": "A",
        "next": [],
        "components": [{"type": "RadiosField", "name": "colour", "title": "Colour?", "list": "two"}],
    }
    content, _report = import_xgov({"name": "X", "lists": [{"name": "two", "items": items}], "pages": [page]})
    assert content["steps"][1]["when"] == RED


def test_a_selection_of_one_is_agreed_to() -> None:
    data = {
        "question_text": "Agree?",
        "answer_type": "selection",
        "is_optional": False,
        "answer_settings": {"only_one_option": "0", "selection_options": [{"name": "I agree"}]},
    }
    odd = {"question_text": "Draw it", "answer_type": "drawing", "hint_text": "x" * 300}
    steps = [{"id": 1, "position": 1, "next_step_id": 2, "data": data}, {"id": 2, "position": 2, "data": odd}]
    content, report = import_govuk({"name": "F", "steps": steps})
    document = Document.model_validate(content)
    assert [question.kind for question in document.questions.values()] == ["declaration", "text"]
    assert document.steps[1].blocks[0].text == {"en": "x" * 300}
    assert "drawing" in report.changed[0].reason


def test_content_that_is_no_document_stays_as_it_is() -> None:
    assert publishable({"key": "x"}) == ({"key": "x"}, [])
