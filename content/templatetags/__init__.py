"""Template tags of the published pages."""
