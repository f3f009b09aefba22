"""A life event with its services as a booklet, for those who read on paper."""
