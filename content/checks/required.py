"""Everything a page must have. Drafts may be saved without; Wagtail itself would publish them so."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Page

from content.checks.findings import Finding, Weight
from content.checks.pieces import label_of, our_fields

OURS_TO_MAKE = (
    *("path", "depth", "numchild", "url_path", "translation_key", "locale", "content_type", "draft_title"),
)


def required(page: Page) -> Iterator[Finding]:
    """Yield what is missing or does not fit, with every field and block asked as if it were published."""
    try:
        page.full_clean(exclude=OURS_TO_MAKE)
    except ValidationError as found:
        for name, errors in found.error_dict.items():
            yield from (_finding(page, "" if name == NON_FIELD_ERRORS else name, None, e) for e in errors)
    for field in our_fields(page):
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(getattr(page, field.name))
            except ValidationError as error:
                yield from _in_stream(page, field.name, error)


def _in_stream(page: Page, field: str, error: ValidationError) -> Iterator[Finding]:
    """Yield a finding for each message, by the block it is in."""
    if not isinstance(error, StreamBlockValidationError):
        yield _finding(page, field, None, error)
        return
    for message in error.non_block_errors:
        yield _finding(page, field, None, message)
    for index, inside in error.block_errors.items():
        child = getattr(page, field)[index]
        for place, each in _leaves(inside, child.block, str(child.block.label)):
            yield _finding(page, field, index, each, place)


def _leaves(error: Any, block: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Yield (place, message) for each message inside an error, however deep its blocks are nested."""
    if not hasattr(error, "block_errors"):
        yield place, error
        return
    for key, inside in error.block_errors.items():
        named = block.child_blocks.get(key) if isinstance(key, str) and block else None
        within = named or getattr(block, "child_block", None)
        yield from _leaves(inside, within, f"{place}, {named.label or key}" if named else place)
    yield from ((place, each) for each in error.non_block_errors)


def _finding(page: Page, field: str, index: int | None, error: Any, place: str = "") -> Finding:
    messages = getattr(error, "messages", None) or [str(error)]
    code = getattr(error, "code", "") or ""
    label = ", ".join(capfirst(part) for part in (label_of(page, field), place) if part)
    if code == "required" or code in ("blank", "null"):
        return Finding("empty", Weight.STOPS, field, index, label)
    return Finding("invalid", Weight.STOPS, field, index, label, said=" ".join(map(str, messages)))
