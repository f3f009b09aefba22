"""Template tags of the web channel."""
