"""Makes a batch of the letters that wait at the desk; with --folder it is laid down there to be printed."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from services.assisted import batches
from services.definitions.channels import Channel
from services.identity.actors import SYSTEM


class Command(BaseCommand):
    """Make the day's batch. It waits at the desk under its number."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("--folder", type=Path, help="where only the print room reads")

    def handle(self, *, folder: Path | None, **options: Any) -> None:
        """Make it, and say its number and where it lies."""
        batch = batches.make(by=SYSTEM)
        if batch is None:
            self.stdout.write("no letter is waiting")
            return
        self.stdout.write(f"batch {batch.pk}: {batch.letters.count()} letters")
        if folder:
            pdf = batches.in_site_language(batch, by=SYSTEM, channel=Channel.COUNTER)
            for name, data in ((f"{batch.pk}.pdf", pdf), (f"{batch.pk}.csv", batches.table(batch).encode())):
                self.stdout.write(str(_laid_down(folder / f"letters-{name}", data)))


def _laid_down(path: Path, data: bytes) -> Path:
    """Write a file that only its owner and their group read: it holds names and addresses."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640), "wb") as file:
        file.write(data)
    return path
