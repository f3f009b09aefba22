"""What stands in the booklet of a life event: its steps, and a chapter for each service they lead to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from content.doors import WayView, way_view
from content.models.services import PublicServicePage
from content.short.showing import short_address
from content.steps import StepView
from services.documents import page_of


@dataclass(frozen=True, slots=True)
class Chapter:
    """One service."""

    page: PublicServicePage
    anchor: str
    address: str
    ways: tuple[WayView, ...]
    evidence: Any

    @property
    def number_of_page(self) -> str:
        """Return the mark for the number of the page on which it begins."""
        return page_of(self.anchor)

    @property
    def organisation(self) -> str:
        """Return who runs it."""
        return str(self.page.organisation.label) if self.page.organisation else ""


def chapters(steps: Iterable[StepView], request: HttpRequest) -> list[Chapter]:
    """Return a chapter for each service of ours that the steps lead to, once each, in their order."""
    chosen = [item.page_id for step in steps for _need, items in step.groups for item in items]
    found = PublicServicePage.objects.live().select_related("alias_of", "locale", "organisation")
    pages = found.in_bulk([pk for pk in chosen if pk])
    return [_chapter(pages[pk], request) for pk in dict.fromkeys(chosen) if pk in pages]


def _chapter(page: PublicServicePage, request: HttpRequest) -> Chapter:
    address = short_address(page) or f"{settings.SITE_URL}{page.get_url() or ''}"
    return Chapter(
        page=page,
        anchor=f"service-{page.pk}",
        address=address.partition("://")[2] or address,
        ways=tuple(way_view(page, block.value) for block in page.ways),
        evidence=page.get_context(request)["evidence"],
    )
