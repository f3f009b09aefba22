"""Writes the search index anew from every published page. Run it after each release."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from content.models.base import BasePage
from content.search.index import index_all


class Command(BaseCommand):
    """`manage.py index_pages`. Publishing keeps the index by itself."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Write it, and say of how many pages."""
        pages = Page.objects.live().select_related("locale", "alias_of__locale").order_by("pk").specific()
        known = (page for page in pages.iterator(chunk_size=50) if isinstance(page, BasePage))
        self.stdout.write(f"{index_all(known)} pages indexed")
