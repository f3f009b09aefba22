"""Addresses in the reader's language: of pages, and of the doors a service can be entered by."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Locale, Page

from content.languages import reader_language, to_reader


def in_reader_language(pages: Iterable[Page | None], kind: type[Page] = Page) -> dict[int, Any]:
    """Return, by the id of each page given, its published page in the reader's tree, in one query.

    Wagtail keeps one there for every page: a translation, or an alias that shows the original with a
    notice. Where it is missing, the page itself is returned. A page that is not published is left out.
    """
    wanted = [page for page in pages if page]
    locale = Locale.objects.get_for_language(reader_language())
    found = (
        kind.objects.live()
        .filter(translation_key__in={page.translation_key for page in wanted})
        .filter(Q(locale=locale) | Q(pk__in=[page.pk for page in wanted]))
        .select_related("locale")
    )
    best: dict[UUID, Any] = {}
    for page in found:
        if page.locale_id == locale.pk or page.translation_key not in best:
            best[page.translation_key] = page
    return {page.pk: best[page.translation_key] for page in wanted if page.translation_key in best}


def address(page: Page) -> str:
    """Return the page's address without the host."""
    with to_reader():
        url: str | None = page.get_url()
    return url or ""


def door(name: str, *keys: str) -> str:
    """Return the address, in the reader's language, of a page of services such as "online:start"."""
    with to_reader():
        return reverse(name, args=keys)
