"""What a machine's timers would run: messages and deliveries every minute, housekeeping every night."""

import time
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone

from services.applications.scanning import is_configured

NIGHT_HOUR = 3  # when hardly anybody is working


class Command(BaseCommand):
    """`manage.py timers`, beside the web server and the worker where there is no other timer."""

    help = "Send due messages and deliveries every minute and do the housekeeping every night, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the pause between rounds."""
        parser.add_argument("--every", type=int, default=60, metavar="SECONDS", help="pause between rounds")

    def handle(self, *, every: int, **options: Any) -> None:
        """Go round until stopped. A night in which it did not run is made up for on the next start."""
        cleaned_on: date | None = None
        while True:
            cleaned_on = self.round(timezone.localtime(), cleaned_on)
            time.sleep(every)

    def round(self, now: datetime, cleaned_on: date | None) -> date | None:
        """Do what is due now. Return the day of the last housekeeping."""
        try:
            call_command("deliver_due", stdout=self.stdout)
            call_command("deliver", stdout=self.stdout)
            self._quietly("publish_due")
            self._quietly("draw_forms")
            self._quietly("read_scans")
            if is_configured():
                self._quietly("scan_uploads")
            if cleaned_on != now.date() and now.hour >= NIGHT_HOUR:
                cleaned_on = now.date()
                call_command("housekeeping", stdout=self.stdout, stderr=self.stderr)
        except OperationalError as error:  # the database is away for a moment: the next round tries again
            self.stderr.write(f"round left out: {type(error).__name__}")
        except SystemExit:
            self.stderr.write("housekeeping: something failed, see above; tomorrow it is tried again")
        return cleaned_on

    def _quietly(self, command: str) -> None:
        """Run what says nothing as long as all goes well: what is due, what a worker left behind."""
        try:
            call_command(command, stdout=StringIO())
        except CommandError as error:
            self.stderr.write(str(error))
