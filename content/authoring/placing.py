"""Faults at the fields that they are about: errors inside a stream, and links to blocks."""

from collections.abc import Iterable
from typing import Any, cast

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from content.authoring.compile import Compiled, Path
from content.authoring.keys import Raw
from services.definitions.checks.faults import Fault

OF_STEPS = {
    "step_without_title",
    "ending_asks",
    "ending_in_checker",
    "ending_in_repeat",
    "ending_without_guidance",
    "ending_without_title",
    "ending_without_when",
    "unknown_section",
    "repeat_split",
    "repeat_starts_inside",
    "block_before_unknown",
    "details_without_title",
}
FIELD = {
    "key_twice": "key",
    "key_reserved": "key",
    "step_without_title": "title",
    "details_without_title": "title",
    "ending_asks": "questions",
    "ending_in_checker": "ends",
    "ending_in_repeat": "ends",
    "ending_without_guidance": "guidance",
    "ending_without_title": "title",
    "ending_without_when": "when",
    "limits_crossed": "maximum",
    "identifies_by_wrong_kind": "identifies",
    "rows_not_complete": "when",
    "unknown_or_later_question": "when",
    "row_question_outside": "when",
    "wrong_type": "when",
    "unknown_option": "when",
    "unreachable": "when",
    "unknown_repeat": "when",
    "formula_wrong_type": "formula",
    "label_long": "label",
    "label_twice": "label",
    "hint_long": "hint",
    "evidence_only_online": "ways",
    "options_same_words": "options",
    "example_unknown": "answers",
    "example_wrong_value": "answers",
    "example_not_asked": "answers",
    "example_differs": "expected",
}
OTHERWISE = {"when": ("formula", "rule"), "maximum": ("maximum_pence",)}
FAMILIES = ("question", "step", "repeat", "section", "requirement", "example")


def field_of(compiled: Compiled, fault: Fault) -> Path | None:
    """Return where in the stream a fault is to be mended; None if it is about the form's settings."""
    if fault.where in compiled.places:
        return compiled.places[fault.where]
    for here in _homes(compiled, fault):
        wanted = FIELD.get(fault.code, "")
        for name in (wanted, *OTHERWISE.get(wanted, ()), "label", "title"):
            if f"{here}.{name}" in compiled.places:
                return compiled.places[f"{here}.{name}"]
    outer, dot, _inner = fault.where.rpartition(".")
    return field_of(compiled, Fault(fault.code, outer)) if dot else None


def _homes(compiled: Compiled, fault: Fault) -> Iterable[str]:
    """Yield the pieces that the fault may name by their key, the likeliest first."""
    families: tuple[str, ...] = ("step",) if fault.code in OF_STEPS else FAMILIES
    if fault.code in ("key_twice", "key_reserved", "unreachable"):
        families = tuple(sorted(FAMILIES, key=lambda family: family != fault.about))
        if fault.code == "key_twice":
            families = ("again", *families)
    found = [
        compiled.names[family, fault.where] for family in families if (family, fault.where) in compiled.names
    ]
    if FIELD.get(fault.code) == "when":  # the one of them that has a condition
        found.sort(key=lambda here: not _has_rule(compiled, here))
    yield from found


def _has_rule(compiled: Compiled, here: str) -> bool:
    for step in compiled.content["steps"]:
        pieces = {f"steps[{step['key']}]": step}
        pieces |= {f"steps[{step['key']}].questions[{each['key']}]": each for each in step["questions"]}
        if here in pieces:
            return "when" in pieces[here] or "formula" in pieces[here]
    return False


def stream_error(raw: Raw, messages: Iterable[tuple[Path, str]]) -> Any:
    """Return one error that Wagtail shows as these messages, each at its field."""
    tree: dict[Any, Any] = {}
    for path, message in messages:
        here = tree
        for part in path:
            here = here.setdefault(part, {})
        here.setdefault(None, []).append(message)
    return _stream(tree, raw)


def _stream(tree: dict[Any, Any], raw: Raw) -> Any:
    inside = {
        index: _struct(below, raw[index]["value"]) for index, below in tree.items() if index is not None
    }
    return StreamBlockValidationError(block_errors=inside, non_block_errors=tree.get(None))


def _struct(tree: dict[Any, Any], value: Any) -> Any:
    if not isinstance(value, dict):
        return ValidationError(tree[None])
    inside = {name: _field(below, value.get(name)) for name, below in tree.items() if name is not None}
    return StructBlockValidationError(block_errors=inside, non_block_errors=tree.get(None))


def _field(tree: dict[Any, Any], value: Any) -> Any:
    below = {part for part in tree if part is not None}
    if not below:
        is_list = isinstance(value, list) and (not value or isinstance(value[0], dict))
        return (
            ListBlockValidationError(non_block_errors=tree[None]) if is_list else ValidationError(tree[None])
        )
    if value and value[0]["type"] == "item":
        inside = {index: _struct(tree[index], value[index]["value"]) for index in below}
        return ListBlockValidationError(block_errors=inside, non_block_errors=tree.get(None))
    return _stream(tree, value)


def block_at(raw: Raw, path: Path) -> str:
    """Return the id of the innermost block around a field: the editor has an anchor for it."""
    found, here = "", cast(Any, raw)
    for part in path:
        if isinstance(part, int):
            if not (isinstance(here, list) and part < len(here) and isinstance(here[part], dict)):
                break
            found, here = here[part].get("id") or found, here[part].get("value")
        elif isinstance(here, dict):
            here = here.get(part)
    return found
