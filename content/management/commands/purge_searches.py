"""Deletes what people searched for longer ago than SEARCH_RETENTION_DAYS. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from content.search.counting import purge


class Command(BaseCommand):
    """Delete old counts of searches."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Delete, and say how many."""
        self.stdout.write(f"{purge()} deleted")
