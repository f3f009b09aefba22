"""The gate of snippets on the ways that ask no model, and what is told after publishing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks

from content.models import Alert, ContactPoint, EvidenceType
from content.snippets.checking import looked_at, texts_of
from content.snippets.publishing import Checked, PublishSnippet


@hooks.register("register_actions")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_gate(registry: Any) -> None:
    """Send what asks for Wagtail's own action, such as the API, through the gate."""
    for model in (Alert, ContactPoint, EvidenceType):
        registry.register(model, PublishSnippet)


@hooks.register("after_create_snippet")  # type: ignore[untyped-decorator]  # Wagtail has no types
@hooks.register("after_edit_snippet")  # type: ignore[untyped-decorator]  # Wagtail has no types
def tell(request: HttpRequest, snippet: Any) -> None:
    """Say what was found that holds nothing up, whenever it was published."""
    if isinstance(snippet, Checked) and "action-publish" in request.POST:
        for each in looked_at(texts_of(snippet, snippet.in_other_words())):
            messages.warning(request, each.line)
