"""CPSV-AP 3.2.0 in JSON-LD: the European vocabulary for public services."""
