"""Delete scanned paper whose time is over: run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from services.paper.intake.purging import purge_scans


class Command(BaseCommand):
    """`manage.py purge_scans`."""

    help = "Delete scanned files and pages that are not needed any more."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        self.stdout.write(f"{purge_scans()} scans deleted")
