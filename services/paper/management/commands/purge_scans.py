"""Delete scanned files whose time is over: run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from services.paper.intake.purging import purge_scans


class Command(BaseCommand):
    """`manage.py purge_scans`."""

    help = "Delete scanned files that nobody needs any more."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        self.stdout.write(f"{purge_scans()} scanned files deleted")
