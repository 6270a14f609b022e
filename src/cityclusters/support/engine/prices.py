"""Prices of places: what one more place is worth, what forcing a pair would cost, and how far from the best
any answer can be.

The distance of a node from the sink in the residual network of a cheapest flow is a dual solution of the
linear program (Ahuja, Magnanti, Orlin 1993, section 9.4). Measured from the sink, an offer's distance is
the smallest price that proves the flow best: exactly what one more place would add. Whole numbers all along,
so the search ends by itself; it goes on from those nodes only that came nearer in the round before.
"""

from dataclasses import dataclass

import numpy as np

from cityclusters.support.engine.data import Floats, Ints, Small
from cityclusters.support.engine.network import Costs, Flow, Network

FAR = np.int64(2**62)
"""The distance of a node that the sink can't reach."""


@dataclass(frozen=True, slots=True)
class Distances:
    """Per node of the network, its distance from the sink; where it can't be reached, 0."""

    need: Ints | Floats
    """(n) what the need gains, 0 or more."""
    offer: Ints | Floats
    """(m) what entering the offer costs, below 0: the worth of a place there, its fairness term included."""
    upper: Ints | Floats
    """(owners + countries)"""


@dataclass(slots=True)
class _Search:
    """The residual network in the shape that a round needs."""

    net: Network
    start: Ints
    """(n + 1) where the free pairs of a need begin."""
    free_offer: Small
    free_cost: Ints
    taken_need: Small
    taken_offer: Small
    taken_cost: Ints
    last_cost: Ints
    """(m) cost of the last place given, FAR where none is."""
    next_cost: Ints
    """(m) cost of the next place, FAR where there is none."""
    flow_up: Ints
    """(owners + countries) what passes through."""


def distances(net: Network, costs: Costs, flow: Flow) -> Distances:
    """Distances from the sink. The flow must be a cheapest one: otherwise the search would not end."""
    search = _search(net, costs, flow)
    matched = np.bincount(search.taken_need, minlength=net.needs)
    need = np.where(matched < net.wants, 0, FAR)
    need[net.wants == 0] = FAR
    offer, upper = np.full(net.offers, FAR), np.full(net.owners + net.countries, FAR)
    fresh = np.flatnonzero(need < FAR)
    while True:
        before = offer.copy()
        _from_needs(search, need, offer, fresh)
        _between_levels(search, offer, upper)
        if not (offer < before).any():
            break
        old = need.copy()
        nearer = search.taken_offer[offer[search.taken_offer] < before[search.taken_offer]]
        if len(nearer):
            reached = offer[search.taken_offer] < FAR
            taken = search.taken_need[reached]
            np.minimum.at(need, taken, offer[search.taken_offer[reached]] + search.taken_cost[reached])
        fresh = np.flatnonzero(need < old)
    _come_near(search, offer, upper)
    return Distances(*(np.where(found < FAR, found, 0) for found in (need, offer, upper)))


def _come_near(search: _Search, offer: Ints, upper: Ints) -> None:
    """An offer without a guest may come as near as its level lets it: then the cost of a pair there shows."""
    net = search.net
    above = np.append(np.where(upper < FAR, upper, 0), 0)[net.parent[: net.offers] - net.needs - net.offers]
    empty = (search.last_cost == FAR) & (search.next_cost < FAR)
    offer[empty] = np.minimum(offer[empty], above[empty] - search.next_cost[empty])


def _search(net: Network, costs: Costs, flow: Flow) -> _Search:
    free = ~flow.matched
    last, following = np.full(net.offers, -FAR), np.full(net.offers, FAR)
    given, left = flow.step > 0, flow.step < net.step_room
    np.maximum.at(last, net.step_offer[given], costs.step[given])
    np.minimum.at(following, net.step_offer[left], costs.step[left])
    load = np.bincount(net.offer[flow.matched], minlength=net.offers)
    through = np.zeros(net.owners + net.countries, np.int64)
    first = net.needs + net.offers
    for parent, passed in (
        (net.parent[: net.offers], load),
        (net.parent[net.offers : net.offers + net.owners], through[: net.owners]),
    ):
        inner = parent < net.sink
        np.add.at(through, parent[inner] - first, passed[inner])
    return _Search(
        net=net,
        start=np.searchsorted(net.need[free], np.arange(net.needs + 1)),
        free_offer=net.offer[free],
        free_cost=costs.pair[free],
        taken_need=net.need[flow.matched],
        taken_offer=net.offer[flow.matched],
        taken_cost=-costs.pair[flow.matched],
        last_cost=np.where(last > -FAR, last, FAR),
        next_cost=following,
        flow_up=through,
    )


def _from_needs(search: _Search, need: Ints, offer: Ints, fresh: Ints) -> None:
    """Needs that came nearer bring the offers nearer that they could still take."""
    counts = search.start[fresh + 1] - search.start[fresh]
    shift = np.repeat(search.start[fresh] - np.cumsum(counts) + counts, counts)
    arcs = shift + np.arange(len(shift))
    np.minimum.at(offer, search.free_offer[arcs], np.repeat(need[fresh], counts) + search.free_cost[arcs])


def _between_levels(search: _Search, offer: Ints, upper: Ints) -> None:
    """Offers, owners and countries bring each other nearer, up and then down again."""
    net = search.net
    first = net.needs + net.offers
    nodes = np.concatenate([upper, [0]])  # the sink last, at distance 0
    parent = net.parent - first
    own = parent[: net.offers]
    rising = (search.next_cost < FAR) & (offer < FAR)
    np.minimum.at(nodes, own[rising], offer[rising] + search.next_cost[rising])
    above = parent[net.offers :]
    room = (search.flow_up < net.limit) & (nodes[:-1] < FAR)
    for level in (slice(0, net.owners), slice(net.owners, None)):
        moving = np.flatnonzero(room[level]) + (level.start or 0)
        np.minimum.at(nodes, above[moving], nodes[moving])
    nodes[-1] = 0
    for level in (slice(net.owners, net.owners + net.countries), slice(0, net.owners)):
        used = np.flatnonzero(search.flow_up[level] > 0) + (level.start or 0)
        nodes[used] = np.minimum(nodes[used], nodes[above[used]])
    falling = (search.last_cost < FAR) & (nodes[own] < FAR)
    offer[falling] = np.minimum(offer[falling], nodes[own][falling] - search.last_cost[falling])
    upper[:] = nodes[:-1]


def bound(net: Network, at: Distances, pair_value: Floats, step_value: Floats) -> float:
    """A sum of values that no choice within the limits exceeds (weak duality; any distances will do).

    `pair_value` (a) and `step_value` (s) in the unit of the distances.
    """
    upper = np.concatenate([at.upper, [0]])
    parent = upper[net.parent - net.needs - net.offers]
    pairs = pair_value - at.need[net.need] + at.offer[net.offer]
    steps = step_value - at.offer[net.step_offer] + parent[net.step_offer.astype(np.int64)]
    levels = parent[net.offers :] - at.upper
    return float(
        net.wants @ np.maximum(at.need, 0)
        + np.maximum(pairs, 0).sum()
        + net.step_room @ np.maximum(steps, 0)
        + net.limit @ np.maximum(levels, 0)
    )
