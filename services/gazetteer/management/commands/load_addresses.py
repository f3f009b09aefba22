"""Loads addresses into the embedded gazetteer."""

from typing import TextIO

from services.gazetteer.files import FileCommand, Loaded
from services.gazetteer.loading import load as load_addresses


class Command(FileCommand):
    """`manage.py load_addresses FILE.csv`."""

    help = "Load addresses from a CSV file: uprn,line1,line2,town,postcode, or AddressBase's own columns."
    rows = "Addresses"
    lacking = "has no columns uprn, line1, town and postcode (in UTF-8)"

    def load(self, file: TextIO) -> Loaded:
        """Load it. Raises OtherColumns."""
        return load_addresses(file)
