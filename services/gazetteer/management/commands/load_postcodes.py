"""Loads into the embedded gazetteer where postcodes are."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.gazetteer.postcodes import NotPostcodes, load_places


class Command(BaseCommand):
    """`manage.py load_postcodes FILE.csv`."""

    help = "Load where postcodes are: a CSV file with postcode,latitude,longitude, or ONS's directory."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and say how many. Raises CommandError if it holds no postcodes."""
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                loaded = load_places(file)
        except OSError as failure:
            raise CommandError(f"{options['file']} cannot be read: {failure.strerror}.") from None
        except (NotPostcodes, UnicodeDecodeError):
            raise CommandError(
                f"{options['file']} has no columns postcode, latitude and longitude, nor pcds, lat and long."
            ) from None
        self.stdout.write(f"Postcodes loaded: {loaded.kept}. Lines left out: {loaded.wrong}.")
