"""The Equal Earth projection: areas in their true proportion, so that no continent looks too large.

Formula: B. Šavrič, T. Patterson, B. Jenny, The Equal Earth map projection, International Journal of
Geographical Information Science 33 (2019), 454-465, doi:10.1080/13658816.2018.1504949."""

from math import asin, cos, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2
WIDTH = 1000.0
SOUTH = -58.0  # the picture ends here: beyond lies Antarctica alone


def equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees north and east → x to the east and y to the north, on a sphere of radius 1, around 0° E."""
    t = asin(M * sin(radians(latitude)))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = radians(longitude) * cos(t) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)))
    return x, t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))


_SCALE = WIDTH / 2 / equal_earth(0, 180)[0]
_TOP = equal_earth(90, 0)[1]


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees north and east → x from the left and y from the top of a picture that shows the world in
    `WIDTH` units. Raises ValueError outside ±90° and ±180°."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"no such point: {latitude}, {longitude}")
    x, y = equal_earth(latitude, longitude)
    return WIDTH / 2 + x * _SCALE, (_TOP - y) * _SCALE


HEIGHT = round(project(SOUTH, 0)[1], 1)
