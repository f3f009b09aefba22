"""Writes forms in the editor as a browser would send them."""

import json
from typing import Any

from django.test import Client

from content.authoring.taking import take_over
from content.models import ServiceForm
from services.definitions.document import Document
from services.definitions.exchange.exporting import as_content
from tests.definitions.documents import ask, form, step, words

HAS_BADGE = {"op": "equals", "question": "has_badge", "value": True}


def small_form(**changes: Any) -> Document:
    """A form of one yes/no question and one that depends on it."""
    return form(
        step("badge", ask("yes_no", "has_badge", label=words("Do you have a badge?"))),
        step(
            "number",
            ask("text", "badge_number", label=words("What is its number?")),
            when={"op": "equals", "question": "has_badge", "value": True},
        ),
        **{"key": "small", **changes},
    )


def written(document: Document | None = None, **changes: Any) -> ServiceForm:
    """The form as a draft in the editor."""
    content = {**as_content(document or small_form()), **changes}
    return take_over(content)


def checker(*cases: dict[str, Any]) -> ServiceForm:
    """A checker of one requirement with these cases, as a draft."""
    made = [
        {"title": f"Case {number}", "on": "2026-11-01", "expected": {"one": "met"}, **case}
        for number, case in enumerate(cases, start=1)
    ]
    document = small_form(
        kind="checker",
        declaration=None,
        next_steps=None,
        return_address=(),
        steps=[
            step("badge", ask("yes_no", "has_badge", label=words("Do you have a badge?"), required=False))
        ],
        requirements=[{"key": "one", "title": words("You have a badge"), "rule": HAS_BADGE}],
        outcome={name: words(name) for name in ("met", "not_met", "not_known")},
        examples=made,
    )
    return written(document)


def edit_url(service_form: ServiceForm) -> str:
    return f"/admin/snippets/content/serviceform/edit/{service_form.pk}/"


def as_sent(service_form: ServiceForm) -> dict[str, str]:
    """The fields of the editor, unchanged."""
    newest = service_form.get_latest_revision_as_object()
    fields = {
        name: str(getattr(newest, name) or "")
        for name in (
            "key",
            "kind",
            "return_address",
            "minutes",
            "draft_days",
            "kept_days",
            "reference_prefix",
        )
    }
    for name in ("title", "summary", "next_steps", "privacy"):
        fields[name] = json.dumps(getattr(newest, name))
    fields["languages"] = newest.languages
    stream = newest.parts
    _stream(fields, "parts", stream.stream_block, stream.get_prep_value())
    return fields


def _stream(fields: dict[str, Any], name: str, block: Any, raw: list[Any]) -> None:
    fields[f"{name}-count"] = str(len(raw))
    for index, each in enumerate(raw):
        here = f"{name}-{index}"
        fields |= {f"{here}-type": each["type"], f"{here}-order": str(index), f"{here}-id": each["id"]}
        fields[f"{here}-deleted"] = ""
        inner = block.child_blocks[each["type"]] if hasattr(block, "child_blocks") else block.child_block
        _value(fields, f"{here}-value", inner, each["value"])


def _value(fields: dict[str, Any], name: str, block: Any, value: Any) -> None:
    if hasattr(block, "child_block") or type(block).__name__ in ("Asked", "StreamBlock"):
        _stream(fields, name, block, value or [])
    elif hasattr(block, "child_blocks"):
        for each, inner in block.child_blocks.items():
            _value(fields, f"{name}-{each}", inner, value.get(each))
    elif type(block).__name__ in ("WordsBlock", "TreeBlock", "CaseBlock"):
        fields[name] = json.dumps(value)
    elif isinstance(value, bool):
        if value:
            fields[name] = "on"
    elif value is not None:
        fields[name] = value if isinstance(value, list) else str(value)


def save(browser: Client, service_form: ServiceForm, action: str = "", **changes: Any) -> Any:
    """Send the editor's form. `action` is "publish", "submit", or nothing for a draft."""
    fields = {**as_sent(service_form), **changes}
    if action:
        fields[f"action-{action}"] = "1"
    return browser.post(edit_url(service_form), fields)
