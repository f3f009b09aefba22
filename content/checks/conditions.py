"""What is only for some names circumstances that its page asks about."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Page

from content.checklists.blocks import keys_in
from content.checks.findings import Finding, Weight
from content.checks.pieces import label_of


def unknown_conditions(page: Page) -> Iterator[Finding]:
    """Yield each key at a step or a thing to do of a life event that the page does not ask about."""
    asked = getattr(page, "conditions", None)
    if asked is None:
        return
    known = {child.value["key"] for child in asked}
    for index, step in enumerate(getattr(page, "steps", None) or ()):
        for key in sorted(_named(step.value) - known):
            yield Finding("condition_unknown", Weight.STOPS, "steps", index, label_of(page, "steps"), key)


def _named(step: Any) -> frozenset[str]:
    items = (item.value["when"] or "" for item in step["items"])
    return keys_in(step["when"] or "").union(*(keys_in(when) for when in items))
