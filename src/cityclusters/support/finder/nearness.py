"""How near two places are, as a product of rows, so that it is scored together with everything else.

Half of 1 plus the cosine of the angle between two places is a product of rows of four numbers; its eighth
power is one of rows of 165: the monomials of the four. A smaller power would call half the world near.
"""

from itertools import combinations_with_replacement
from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

from cityclusters.support.engine.data import Floats

POWER = 8
"""1 at no distance; a half at about 3,700 km, a third at 4,600 km, next to nothing at 10,000 km."""


def directions(latitude: Floats, longitude: Floats) -> NDArray[np.float32]:
    """(n, 4) rows whose products are half of 1 plus the cosine of the angle between two places, in degrees;
    0 for a place without coordinates."""
    known = np.isfinite(latitude) & np.isfinite(longitude)
    north, east = (np.radians(np.where(known, angle, 0)) for angle in (latitude, longitude))
    parts = [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north), np.ones(len(known))]
    rows: NDArray[np.float32] = (np.stack(parts, axis=1) * known[:, None] / np.sqrt(2)).astype(np.float32)
    return rows


def raised(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, 165) rows whose products are those of `rows` (n, 4), raised to `POWER`."""
    columns = []
    for chosen in combinations_with_replacement(range(rows.shape[1]), POWER):
        counts = [chosen.count(at) for at in range(rows.shape[1])]
        ways = factorial(POWER) // prod(factorial(count) for count in counts)
        powers = [rows[:, at].astype(np.float64) ** count for at, count in enumerate(counts) if count]
        columns.append(np.sqrt(ways) * np.prod(powers, axis=0))
    return np.stack(columns, axis=1).astype(np.float32)
