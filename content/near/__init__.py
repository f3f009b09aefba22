"""Find help near you: our offices by distance from a postcode, and the ways without coming."""
