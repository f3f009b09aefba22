"""Forgets addresses nobody confirmed, old counts of tries and ended sessions. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from services.identity.purging import purge


class Command(BaseCommand):
    """Delete what sign-in left behind."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Delete, and say how many rows went."""
        self.stdout.write(f"{purge()} deleted")
