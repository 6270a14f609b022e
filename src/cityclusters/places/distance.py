"""Distances on the Earth."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088  # mean radius


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance between two points in degrees (haversine formula)."""
    up = radians(other_latitude - latitude) / 2
    across = radians(other_longitude - longitude) / 2
    h = sin(up) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(across) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))
