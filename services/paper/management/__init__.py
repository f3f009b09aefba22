"""Commands of the paper channel."""
