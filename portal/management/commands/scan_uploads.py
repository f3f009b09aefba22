"""Scan the files that still wait for it: run it every few minutes, and after the scanner was down."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.applications.actions.scanned import scan_waiting
from services.applications.scanning import is_configured


class Command(BaseCommand):
    """`manage.py scan_uploads`."""

    help = "Scan uploaded files that were received and not scanned yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Scan, and say how it went. Raises CommandError if a file could not be scanned."""
        if not is_configured():
            raise CommandError("Set CLAMD_ADDRESS: there is no scanner.")
        scanned, failed = scan_waiting()
        self.stdout.write(f"{scanned} scanned")
        if failed:
            raise CommandError(f"{failed} not scanned: the scanner did not answer. They stay; try again.")
