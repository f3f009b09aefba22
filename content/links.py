"""Addresses in the reader's language: of pages, and of the doors a service can be entered by."""

from collections.abc import Iterable

from django.urls import reverse
from wagtail.models import Locale, Page

from content.languages import reader_language, to_reader


def in_reader_language(pages: Iterable[Page]) -> dict[int, Page]:
    """Return, by the id of each page given, its live page in the reader's tree, in one query.

    Every page has one there: a translation, or an alias that shows the original with a notice.
    A page that is not published is left out.
    """
    wanted = list(pages)
    locale = Locale.objects.get_for_language(reader_language())
    found = {
        page.translation_key: page
        for page in Page.objects.live()
        .filter(locale=locale, translation_key__in={page.translation_key for page in wanted})
        .defer_streamfields()
        .specific()
    }
    return {page.pk: found[page.translation_key] for page in wanted if page.translation_key in found}


def address(page: Page) -> str:
    """Return the page's address without the host."""
    with to_reader():
        url: str | None = page.get_url()
    return url or ""


def door(path: str) -> str:
    """Return the address, in the reader's language, of a path such as "apply/blue-badge/"."""
    with to_reader():
        return reverse("wagtail_serve", args=[path])
