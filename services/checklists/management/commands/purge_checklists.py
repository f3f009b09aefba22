"""Deletes checklists that nobody used for as long as we keep them. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from services.checklists.actions import purge


class Command(BaseCommand):
    """Delete unused checklists."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Delete, and say how many went."""
        self.stdout.write(f"{purge()} checklists deleted")
