"""Paper that comes back: scanned files taken in, each page put where it belongs, kept until it is keyed."""
