"""Lets go of files that were never finished, and of files that a crash left behind."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.applications.actions.sweeping import StrangeFiles, forget_unfinished, sweep_files


class Command(BaseCommand):
    """`manage.py sweep_uploads`, once a day."""

    help = "Delete uploads not finished within a day and files that belong to nothing. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and say how much. Raises CommandError if the files look like those of another database."""
        unfinished = forget_unfinished()
        try:
            left = sweep_files()
        except StrangeFiles:
            raise CommandError(
                "More files are unknown to this database than known. Nothing was deleted: "
                "check that DATA_DIR and DATABASE_URL belong together."
            ) from None
        self.stdout.write(f"Uploads never finished: {unfinished}. Files left behind: {left}.")
