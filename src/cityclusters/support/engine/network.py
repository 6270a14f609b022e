"""Needs, offers, owners and countries as a network, and its min-cost flow.

A unit of flow is one place given to one need: need → offer → owner (where it has a limit) → country (where
it has a limit) → sink, or need → sink when nothing is found, which costs nothing, so that there always is an
answer. Offers have several arcs, each worth less than the one before: places that fill a host up count
less than those that begin one (concave, so a flow finds the optimum). All costs are whole numbers.

Method: Ahuja, Magnanti, Orlin, Network Flows (1993), chapters 9 and 10; solved by the cost-scaling
push-relabel algorithm of OR-tools (Goldberg 1997).
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from cityclusters.support.engine.data import Ints, Small, Truths
from cityclusters.support.engine.room import Room

STEPS = 4
"""Into how many steps the room of an offer is cut for the fairness term."""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes: n needs, m offers, then limited owners, limited countries, and the sink. a pair arcs."""

    needs: int
    offers: int
    owners: int
    countries: int
    wants: Ints
    """(n) supply."""
    pair: Small
    """(a) positions of the pairs that have an arc, ascending."""
    need: Small
    """(a)"""
    offer: Small
    """(a) from 0 to m - 1."""
    step_offer: Ints
    """(s) the offer of each step of places."""
    step_room: Ints
    """(s) how many places the step has."""
    step_filled: Ints
    """(s) how many places of the offer come before it."""
    parent: Ints
    """(m + owners + countries) node to which an offer, owner or country passes its flow."""
    limit: Ints
    """(owners + countries) their places."""

    @property
    def sink(self) -> int:
        return self.needs + self.offers + self.owners + self.countries


@dataclass(frozen=True, slots=True)
class Costs:
    """Whole numbers; what is gained counts below 0."""

    pair: Ints
    """(a)"""
    step: Ints
    """(s) rising from step to step of the same offer."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A cheapest flow."""

    matched: Truths
    """(a) the pairs that are matched."""
    step: Ints
    """(s) places given of each step."""


def network(left: Room, need: Small, offer: Small, pair: Small) -> Network:
    """The network over these pairs (lists of length p), without those for which nothing is left."""
    open_pairs = (left.wants[need] > 0) & (left.offer[offer] > 0)
    need, offer, pair = need[open_pairs], offer[open_pairs], pair[open_pairs]
    asked = np.bincount(offer, minlength=len(left.offer)) > 0
    step_offer, step_room, step_filled = _steps(np.where(asked, left.offer, 0))
    needs, offers = len(left.wants), len(left.offer)
    owners, countries = len(left.owner), len(left.country)
    sink = needs + offers + owners + countries
    country_node = np.where(left.country_of >= 0, needs + offers + owners + left.country_of, sink)
    owner_parent = np.full(owners, sink, np.int64)
    limited = left.owner_of >= 0
    owner_parent[left.owner_of[limited]] = country_node[limited]
    offer_parent = np.where(limited, needs + offers + left.owner_of, country_node)
    return Network(
        needs=needs,
        offers=offers,
        owners=owners,
        countries=countries,
        wants=np.maximum(left.wants, 0),
        pair=pair,
        need=need,
        offer=offer,
        step_offer=step_offer,
        step_room=step_room,
        step_filled=step_filled,
        parent=np.concatenate([offer_parent, owner_parent, np.full(countries, sink, np.int64)]),
        limit=np.maximum(np.concatenate([left.owner, left.country]), 0),
    )


def _steps(places: Ints) -> tuple[Ints, Ints, Ints]:
    """The places of each offer cut into at most STEPS steps: offer, places of the step, places before it."""
    cuts = np.minimum(places, STEPS)
    offer = np.repeat(np.arange(len(places)), cuts)
    number = np.arange(len(offer)) - np.repeat(np.cumsum(cuts) - cuts, cuts)
    begin = places[offer] * number // np.maximum(cuts[offer], 1)
    end = places[offer] * (number + 1) // np.maximum(cuts[offer], 1)
    return offer, end - begin, begin


def solve(net: Network, costs: Costs) -> Flow:
    """A cheapest flow. Raises ArithmeticError when the solver has none (costs too large for it)."""
    solver = SimpleMinCostFlow()
    places, first, last = net.needs + net.step_offer, net.needs + net.offers, net.sink
    limited = np.arange(first, last)
    wanting = np.flatnonzero(net.wants)
    add = solver.add_arcs_with_capacity_and_unit_cost
    pair_arcs = add(net.need, np.int32(net.needs) + net.offer, np.ones(len(net.need), np.int64), costs.pair)
    step_arcs = add(places, net.parent[net.step_offer], net.step_room, costs.step)
    add(limited, net.parent[net.offers :], net.limit, np.zeros(len(limited), np.int64))
    add(wanting, np.full(len(wanting), last), net.wants[wanting], np.zeros(len(wanting), np.int64))
    solver.set_nodes_supplies(wanting, net.wants[wanting])
    solver.set_node_supply(last, -int(net.wants.sum()))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"the flow could not be solved: {status}")
    return Flow(solver.flows(pair_arcs).astype(bool), solver.flows(step_arcs).astype(np.int64))


def most(net: Network, chosen: Truths) -> int:
    """The largest number of the chosen pairs (a) that all limits let match at once, by a maximum flow."""
    solver = SimpleMaxFlow()
    first, last = net.needs + net.offers, net.sink
    need, offer = net.need[chosen], net.needs + net.offer[chosen]
    limited, wanting = np.arange(first, last), np.flatnonzero(net.wants)
    solver.add_arcs_with_capacity(need, offer, np.ones(len(need), np.int64))
    solver.add_arcs_with_capacity(net.needs + net.step_offer, net.parent[net.step_offer], net.step_room)
    solver.add_arcs_with_capacity(limited, net.parent[net.offers :], net.limit)
    solver.add_arcs_with_capacity(np.full(len(wanting), last + 1), wanting, net.wants[wanting])
    if not len(wanting) or solver.solve(last + 1, last) != solver.OPTIMAL:
        return 0
    return int(solver.optimal_flow())
