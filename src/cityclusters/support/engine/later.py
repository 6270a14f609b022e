"""Second and later choices of a shortlist: where a host says no, the next one should still have room.

A later choice is asked only when those before it were refused. So each place of a host is worth as much as it
is likely to be free then: every earlier choice of that host is taken as accepted with the share `ACCEPTS`,
second choices are asked with what is left of it, and so on. Without this, popular hosts stand on many lists
and are full when their turn comes: measured on synthetic markets, 82 to 90 % of the needs find a host in
three choices; with it, 85 to 96 % (`make bench`).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from cityclusters.support.engine.choice import Values, choose
from cityclusters.support.engine.data import Floats, Ints, Problem, Small, Truths
from cityclusters.support.engine.network import Network
from cityclusters.support.engine.room import Room

ACCEPTS = 0.7
"""How often a host is thought to accept."""
ROOM = 2.0
"""What a place that is surely free adds, in largest scores: more than any difference of scores."""
ACCEPTABLE = 0.25
"""What an acceptable match adds, in largest scores."""


def next_choice(
    left: Room, problem: Problem, worth: Values, possible: Truths, taken: Truths, ranks: Sequence[Small]
) -> Small:
    """Positions of the pairs of the next rank. `ranks`: those before it; `taken` (p): all of them."""
    offers = len(problem.offers.ids)
    before = [np.bincount(problem.pairs.offer[chosen], minlength=offers) for chosen in ranks]
    pair = worth.pair + ACCEPTABLE * worth.largest * worth.acceptable
    none = np.zeros(len(pair), bool)
    likely = replace(worth, pair=pair, acceptable=none, largest=worth.largest * (1 + ROOM + ACCEPTABLE))

    def steps(net: Network) -> Floats:
        """(s) what the places of each step are worth: less and less within an offer."""
        return ROOM * worth.largest * _free(problem.offers.capacity, before, net)

    return choose(left, problem, likely, np.flatnonzero(possible & ~taken).astype(np.int32), steps).chosen


def _free(capacity: Ints, before: Sequence[Ints], net: Network) -> Floats:
    """(s) how likely the first place of each step is free when this rank is asked."""
    columns = [capacity[net.step_offer], *(count[net.step_offer] for count in before), net.step_filled]
    rows, at = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    chances = [chance_of_room(row[0], tuple(row[1:])) for row in rows.tolist()]
    return np.array(chances, np.float64)[at.reshape(-1)]


@lru_cache(maxsize=100_000)
def chance_of_room(places: int, named: tuple[int, ...]) -> float:
    """How likely fewer than `places` accept, where `named[k]` needs have the host as their choice k + 1."""
    taken = np.zeros(places + 1)  # taken[i]: the chance that i places are taken, the last for all of them
    taken[0] = 1.0
    for rank, count in enumerate(named):
        share = ACCEPTS * (1 - ACCEPTS) ** rank
        for _asked in range(count):
            moved = taken[:-1] * share
            taken[:-1] -= moved
            taken[1:] += moved
    return float(taken[:-1].sum())
