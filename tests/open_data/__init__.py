"""Open data about services."""
