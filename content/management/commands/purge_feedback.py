"""Erases the words of feedback given longer ago than FEEDBACK_RETENTION_DAYS. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from content.feedback.keeping import erase_old


class Command(BaseCommand):
    """Erase old feedback's words; the counts stay."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Erase, and say how many."""
        self.stdout.write(f"{erase_old()} erased")
