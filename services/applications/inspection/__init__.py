"""Look into files that people send: what they are, and whether they can do harm. Plain Python."""
