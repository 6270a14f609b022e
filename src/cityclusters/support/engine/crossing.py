"""The best choice where limits cross: an owner with a limit has offers in several limited countries.

Such limits are not nested, and a flow can't hold them both; an integer program can. It is slower (seconds
for some ten thousand pairs), and rare: a city stands in one country, an agency may not.

Method: HiGHS (Huangfu and Hall 2018) by way of SciPy; two runs, first the number of acceptable matches, then
the value at that number. Prices are the marginals of the relaxed program, whose optimum is the bound.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from cityclusters.support.engine.data import Floats, Ints, Small, Truths
from cityclusters.support.engine.network import Network
from cityclusters.support.engine.room import Room

TIES = 1e-10
"""What the draw adds at most, as a share of the largest value."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The choice over a network's a pairs and s steps, and its proof."""

    matched: Truths
    """(a)"""
    step: Ints
    """(s)"""
    bound: float
    acceptable_bound: int
    need_gain: Floats
    offer_price: Floats
    weight: float
    """What an acceptable match counts beyond its value, at the margin."""


def solve_crossing(
    net: Network, left: Room, pair_value: Floats, step_value: Floats, acceptable: Truths, draw: Small
) -> Crossing:
    """The best choice. Raises ArithmeticError when the solver gives up.

    Shapes: `pair_value`, `acceptable`, `draw` (a), `step_value` (s).
    """
    flows, places, equal = _rows(net, left)
    upper = np.concatenate([np.ones(len(net.pair)), net.step_room]).astype(float)
    count = np.concatenate([acceptable, np.zeros(len(step_value))]).astype(float)
    largest = float(np.abs(pair_value).max(initial=0)) or 1.0
    ties = TIES * largest * draw / (draw.max(initial=0) + 1)
    value = np.concatenate([pair_value + ties, step_value])
    limits = [LinearConstraint(flows, ub=places), LinearConstraint(equal, 0, 0)]
    most = round(_best(count, limits, upper) @ count) if acceptable.any() else 0
    at_least = csr_array(-count[None, :])
    found = _best(value, [*limits, LinearConstraint(at_least, ub=[-most])], upper)
    relaxed: Any = linprog(
        -value,
        A_ub=vstack([flows, at_least]),
        b_ub=np.append(places, -most),
        A_eq=equal,
        b_eq=np.zeros(net.offers),
        bounds=np.stack([np.zeros(len(upper)), upper], axis=1),
        method="highs",
    )
    return Crossing(
        matched=found[: len(net.pair)] > 0.5,
        step=np.rint(found[len(net.pair) :]).astype(np.int64),
        bound=-float(relaxed.fun),
        acceptable_bound=most,
        need_gain=-relaxed.ineqlin.marginals[: net.needs],
        offer_price=-relaxed.eqlin.marginals,
        weight=-float(relaxed.ineqlin.marginals[-1]),
    )


def most_crossing(net: Network, left: Room) -> int:
    """The largest number of pairs that all limits let match at once. Raises ArithmeticError."""
    if not len(net.pair):
        return 0
    zeros = np.zeros(len(net.pair))
    every = np.ones(len(net.pair), bool)
    steps = np.zeros(len(net.step_room))
    return solve_crossing(net, left, zeros, steps, every, zeros.astype(np.int32)).acceptable_bound


def _rows(net: Network, left: Room) -> tuple[Any, Floats, Any]:
    """Rows over (a + s) variables: needs, owners and countries with their limits; places equal matches."""
    pairs, steps = len(net.pair), len(net.step_offer)
    own = _ones(net.need, net.needs)
    rows = [hstack([own, csr_array((net.needs, steps))])]
    limits = [net.wants]
    for places, group in ((left.owner, left.owner_of), (left.country, left.country_of)):
        of_step = group[net.step_offer]
        rows.append(hstack([csr_array((len(places), pairs)), _ones(of_step, len(places))]))
        limits.append(np.maximum(places, 0))
    equal = hstack([_ones(net.offer, net.offers), -_ones(net.step_offer, net.offers)])
    return vstack(rows), np.concatenate(limits).astype(float), equal


def _ones(row: Ints | Small, rows: int) -> Any:
    """A 1 in each column, in its row; -1 is no row."""
    columns = np.flatnonzero(row >= 0)
    return csr_array((np.ones(len(columns)), (row[columns], columns)), shape=(rows, len(row)))


def _best(value: Floats, limits: list[LinearConstraint], upper: Floats) -> Floats:
    """Whole numbers from 0 to `upper` of the largest value."""
    found: Any = milp(
        -value,
        constraints=limits,
        bounds=Bounds(0, upper),
        integrality=np.ones(len(value)),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise ArithmeticError(f"no choice was found: {found.message}")
    best: Floats = found.x
    return best
