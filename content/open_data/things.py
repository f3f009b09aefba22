"""Which page shows the thing that has a name."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from content.links import address, in_reader_language
from content.models import (
    ContactPoint,
    EvidenceType,
    LifeEventPage,
    OrganisationPage,
    PublicServicePage,
    TopicPage,
)
from content.open_data.identifiers import is_uuid
from services.booking.models import Office

PAGES: dict[str, type[Page]] = {
    "service": PublicServicePage,
    "life-event": LifeEventPage,
    "organisation": OrganisationPage,
    "topic": TopicPage,
}
SNIPPETS: dict[str, Any] = {"contact": ContactPoint, "evidence-type": EvidenceType}
PLACES = {"cost": "#cost", "requirement": "#who", "evidence": "#need", "output": "#get"}
"""Where on the page of a service its parts stand."""


def page_of(kind: str, key: str) -> str | None:
    """Return the address of the page about a thing in the reader's language; None if there is none."""
    if kind == "office":
        known = Office.objects.filter(key=key, active=True).exists()
        return reverse("offices:office", args=[key]) if known else None
    if kind not in PAGES or not is_uuid(key):
        return None
    page = PAGES[kind].objects.live().public().filter(translation_key=UUID(key)).first()
    return address(in_reader_language([page])[page.pk]) if page else None


def is_thing_without_page(kind: str, key: str) -> bool:
    """Tell whether this is something that is published inside other pages only."""
    return (
        kind in SNIPPETS
        and is_uuid(key)
        and SNIPPETS[kind].objects.filter(translation_key=UUID(key), live=True).exists()
    )


def place_on_page(part: str) -> str:
    """Return where on its page a part of a service stands, as the end of an address, or ""."""
    kind, _, key = part.partition("/")
    return f"#{key}" if kind == "way" else PLACES.get(kind, "")
