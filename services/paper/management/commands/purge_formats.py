"""Deletes requests for other formats that were sent as long ago as we keep them. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from services.paper.formats.actions import purge


class Command(BaseCommand):
    """Delete requests that are over."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Delete, and say how many went."""
        self.stdout.write(f"{purge()} requests for other formats deleted")
