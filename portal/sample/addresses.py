"""The sample council's addresses, none of which exists: postcode area ZZ is not allocated."""

from pathlib import Path

from services.gazetteer.loading import load
from services.gazetteer.postcodes import load_places

FILE = Path(__file__).parent / "addresses.csv"
PLACES = Path(__file__).parent / "postcodes.csv"


def load_sample_addresses() -> int:
    """Load the sample addresses; return how many there are. Loading them again changes nothing."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return load(file).kept


def load_sample_postcodes() -> int:
    """Load where the sample postcodes are, at sea; return how many there are."""
    with PLACES.open(encoding="utf-8", newline="") as file:
        return load_places(file).kept
