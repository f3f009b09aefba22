"""The sample council's addresses, none of which exists: postcode area ZZ is not allocated."""

from pathlib import Path

from services.gazetteer.loading import load

FILE = Path(__file__).parent / "addresses.csv"


def load_sample_addresses() -> int:
    """Load the sample addresses; return how many there are. Loading them again changes nothing."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return load(file).kept
