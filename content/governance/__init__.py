"""Who looks after which page, and who may change it."""
