"""Erases the words of messages sent longer ago than MESSAGE_RETENTION_DAYS. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from services.notifications.purging import purge


class Command(BaseCommand):
    """Erase old messages' recipients and words."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Erase, and say how many."""
        self.stdout.write(f"{purge()} erased")
