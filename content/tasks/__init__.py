"""What needs doing on the pages: each kind is found by a small function of its own."""
