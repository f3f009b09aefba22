"""Loads addresses into the embedded gazetteer."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.gazetteer.loading import NotAddresses, load


class Command(BaseCommand):
    """`manage.py load_addresses FILE.csv`."""

    help = "Load addresses from a CSV file: uprn,line1,line2,town,postcode, or AddressBase's own columns."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and say how many. Raises CommandError if it holds no addresses."""
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                loaded = load(file)
        except OSError as failure:
            raise CommandError(f"{options['file']} cannot be read: {failure.strerror}.") from None
        except (NotAddresses, UnicodeDecodeError):
            raise CommandError(
                f"{options['file']} has no columns uprn, line1, town and postcode (in UTF-8)."
            ) from None
        self.stdout.write(f"Addresses loaded: {loaded.kept}. Lines left out: {loaded.wrong}.")
