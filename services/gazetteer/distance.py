"""How far one point on the earth is from another, in a straight line. Plain Python."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_MILES = 3958.76
"""The mean radius, 6371.0088 km (IUGG), in statute miles."""


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees of WGS 84: north and east are positive."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"not on the earth: {self.latitude}, {self.longitude}")


def miles(one: Point, other: Point) -> float:
    """Return the distance in statute miles, as the crow flies (haversine; a sphere is within 0.6%)."""
    north, there = radians(one.latitude), radians(other.latitude)
    rise = sin((there - north) / 2) ** 2
    run = cos(north) * cos(there) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(rise + run)))
