"""Sends what is due and could not leave at once. Run it every minute, or with --every."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from services.notifications.delivery import deliver_due


class Command(BaseCommand):
    """Deliver messages that are due: retries, reminders, and what a dead worker left behind."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the pause between rounds."""
        parser.add_argument("--every", type=int, metavar="SECONDS", help="keep running, with this pause")

    def handle(self, *, every: int | None, **options: Any) -> None:
        """Deliver once, or until stopped."""
        while True:
            tried = deliver_due()
            if tried or not every:
                self.stdout.write(f"{tried} tried")
            if not every:
                return
            time.sleep(every)
