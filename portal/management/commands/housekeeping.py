"""Everything that has to be done once a day, in one command for the machine's timer."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from services.applications.scanning import is_configured

DAILY = (
    "erase_expired",
    "settle_drafts",
    "purge_messages",
    "purge_accounts",
    "purge_bookings",
    "purge_checklists",
    "purge_scans",
    "purge_formats",
    "purge_feedback",
    "purge_searches",
    "index_facts",
    "check_links",
    "send_digest",
    "scan_uploads",
    "sweep_uploads",
    "clearsessions",
)


class Command(BaseCommand):
    """`manage.py housekeeping`, once a day."""

    help = "Do what is due once a day: erase, scan and sweep files, follow links, mail tasks."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run each; one that fails does not stop the others, but the command ends as failed."""
        failed = []
        scanned = is_configured()
        for name in DAILY:
            if name == "scan_uploads" and not scanned:
                continue
            try:
                call_command(name, stdout=self.stdout)
            except (CommandError, OSError, ValueError, RuntimeError) as error:
                failed.append(name)
                self.stderr.write(f"{name} failed: {type(error).__name__}")
        if failed:
            raise SystemExit(1)
