"""The map of a form."""

from typing import Any

from services.definitions.charting import chart
from tests.builders import both, small_document


def step(
    key: str, *, when: dict[str, Any] | None = None, own: dict[str, Any] | None = None, **more: Any
) -> Any:
    question = {"kind": "yes_no", "key": f"q_{key}", "label": both(f"{key}?"), "when": own}
    return {"key": key, "section": "all", "questions": [question], "when": when, **more}


def yes(key: str) -> dict[str, Any]:
    return {"op": "equals", "question": f"q_{key}", "value": True}


def nodes(*steps: Any, **changes: Any) -> dict[str, Any]:
    sections = [{"key": "all", "title": both("All")}, {"key": "empty", "title": both("Empty")}]
    document = small_document(**{"sections": sections, "steps": list(steps), "repeats": [], **changes})
    (stretch,) = chart(document)
    return {node.step.key: node for node in stretch.nodes}


def test_a_step_for_everyone_stands_at_the_edge() -> None:
    (found,) = nodes(step("a")).values()
    assert (found.depth, found.opened_by, found.conditions) == (0, (), ())
    assert (found.first_number, found.last_number) == (1, 1)


def test_each_decision_before_a_step_moves_it_in() -> None:
    found = nodes(step("a"), step("b", when=yes("a")), step("c", own=yes("b")), step("d"))
    assert [node.depth for node in found.values()] == [0, 1, 2, 0]
    assert found["c"].opened_by == ("b",)
    assert len(found["c"].conditions) == 1


def test_a_condition_inside_a_step_opens_no_branch() -> None:
    several = {
        "key": "b",
        "section": "all",
        "title": both("B"),
        "questions": [
            {"kind": "yes_no", "key": "q_b", "label": both("b?")},
            {"kind": "text", "key": "more", "label": both("More"), "when": yes("b")},
        ],
    }
    found = nodes(step("a"), several)
    assert found["b"].depth == 0
    assert (found["b"].first_number, found["b"].last_number) == (2, 3)
    assert found["b"].title["en"] == "B"


def test_where_the_way_ends_there_are_no_numbers() -> None:
    stop = {"key": "b", "section": "all", "title": both("No"), "guidance": both("Call."), "ends": True}
    found = nodes(step("a"), {**stop, "when": yes("a")}, step("c"))
    assert (found["b"].first_number, found["b"].last_number, found["b"].depth) == (0, 0, 1)
    assert (found["c"].first_number, found["c"].title["en"]) == (2, "c?")


def test_a_list_is_named() -> None:
    repeat = {"key": "rows", "title": both("Rows"), "item": both("Row")}
    assert nodes(step("a", repeat="rows"), repeats=[repeat])["a"].repeat == "rows"
