"""Read the scanned files that a worker left behind: run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from services.paper.intake.reading import read_left_over


class Command(BaseCommand):
    """`manage.py read_scans`."""

    help = "Read scanned files that no worker has read to the end."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, and say how many."""
        self.stdout.write(f"{read_left_over()} files read")
