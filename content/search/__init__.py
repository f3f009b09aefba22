"""Citizens' search: an index of our own in plain tables, so that both databases find the same."""
