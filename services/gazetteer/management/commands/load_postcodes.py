"""Loads into the embedded gazetteer where postcodes are."""

from typing import TextIO

from services.gazetteer.files import FileCommand, Loaded
from services.gazetteer.postcodes import load_places


class Command(FileCommand):
    """`manage.py load_postcodes FILE.csv`."""

    help = "Load where postcodes are: a CSV file with postcode,latitude,longitude, or ONS's directory."
    rows = "Postcodes"
    lacking = "has no columns postcode, latitude and longitude, nor pcds, lat and long"

    def load(self, file: TextIO) -> Loaded:
        """Load it. Raises OtherColumns."""
        return load_places(file)
