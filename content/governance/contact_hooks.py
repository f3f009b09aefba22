"""Says in the admin, before a contact point goes, which services need it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks

from content.models.contacts import ContactPoint
from content.tasks.contacts import against


def _held(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Return where to go instead, with a message for each service that stands against it."""
    contacts = [each for each in instances if isinstance(each, ContactPoint)]
    found = [sentence for each in contacts for sentence in against(each.pk, None)]
    for sentence in found:
        messages.error(request, sentence)
    return redirect(reverse("wagtailsnippets_content_contactpoint:list")) if found else None


@hooks.register("before_delete_snippet")  # type: ignore[untyped-decorator]  # Wagtail has no types
def hold_deleting(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Delete none of them if a service needs one."""
    return _held(request, instances) if request.method == "POST" else None


@hooks.register("before_unpublish")  # type: ignore[untyped-decorator]  # Wagtail has no types
def hold_unpublishing(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Do not take it down if a service needs it."""
    return _held(request, [instance]) if request.method == "POST" else None


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]  # Wagtail has no types
def hold_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Delete none of those that were ticked if a service needs one."""
    return _held(request, objects) if action_type == "delete" else None
