"""What a match is worth, and the choice that is worth most: the flow modes.

The order of importance in mode `flow`: as many acceptable matches as possible; then the sum of scores, each
weighed by the need's urgency, with a term for fairness among offers and the bonus for what was proposed
before; then a draw by hash. `max_total` has the scores and the draw only.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cityclusters.support.engine.data import Floats, Ints, Problem, Small, Truths
from cityclusters.support.engine.network import Costs, Flow, Network, most, network, solve
from cityclusters.support.engine.prices import Distances, bound, distances
from cityclusters.support.engine.room import Room

FAIRNESS = 0.02
"""What the first place of an offer adds beyond a later one, as a share of the largest score."""
URGENCY_HALF = 4.0
"""The urgency with which a score counts one and a half times; it never counts twice."""
DRAWS = 1024
"""The draw adds 0 to 1023 of the solver's smallest units; a score is at least a million of them."""
FINE_UNITS, COARSE_UNITS, MANY_PAIRS = 1e12, 1e9, 100_000
"""The largest value in the solver's units; coarser for many pairs, which takes half as long."""
SAFE = 2.0**56
"""What the largest cost times the number of nodes may be."""
SMALL = 200
"""Up to so many matches, an acceptable one outweighs all scores together from the start."""


Steps = Callable[[Network], Floats]
"""(s) of a network."""


@dataclass(frozen=True, slots=True)
class Values:
    """What pairs and places are worth."""

    pair: Floats
    """(p) weighed score with its bonus."""
    acceptable: Truths
    """(p)"""
    draw: Small
    """(p) of the hash, from 0 to 1023; more for what was proposed before where that has no bonus."""
    fairness: float
    largest: float
    """The largest of `pair`, fairness included; above 0."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The matches chosen, and their proof. `weight` is what an acceptable match counts beyond its value."""

    chosen: Small
    """Positions of the chosen pairs."""
    objective: float
    bound: float
    acceptable_bound: int
    need_gain: Floats
    """(n) what a need's match is worth beyond the price of its place."""
    offer_price: Floats
    """(m) what one more place would add; negative down to minus the fairness term where there is room."""
    place_price: Floats
    """(m) the same without the fairness term, 0 or more."""
    weight: float


def values(problem: Problem, possible: Truths, acceptable: Truths) -> Values:
    """Values of all pairs; `possible` and `acceptable` (p)."""
    pairs, rules = problem.pairs, problem.rules
    draw = _draws(problem)
    before = np.zeros(len(pairs.need), bool)
    for need, offer in problem.previous:
        if need in problem.need_at and offer in problem.offer_at:
            at = pairs.find(problem.need_at[need], problem.offer_at[offer])
            if at >= 0:
                before[at] = True
    largest = float(np.abs(pairs.score[possible]).max(initial=0)) or 1.0
    if rules.mode != "flow":
        return Values(pairs.score, np.zeros(len(before), bool), draw + 2 * DRAWS * before, 0.0, largest)
    weight = 1 + problem.needs.urgency / (problem.needs.urgency + URGENCY_HALF)
    worth = pairs.score * weight[pairs.need] + rules.stability * before
    fairness = FAIRNESS * largest
    most_worth = float(np.abs(worth[possible]).max(initial=0)) + fairness
    return Values(worth, acceptable, draw, fairness, most_worth or 1.0)


def _draws(problem: Problem) -> Small:
    """(p) numbers from 0 to DRAWS - 1 by a hash of both ids (the finalizer of SplitMix64, Steele 2014)."""
    pairs = problem.pairs
    mixed = problem.needs.key[pairs.need] ^ (problem.offers.key[pairs.offer] * np.uint64(0x9E3779B97F4A7C15))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed >> np.uint64(54)).astype(np.int32)


def fair_steps(problem: Problem, worth: Values, filled: Ints) -> Steps:
    """The fairness term. `filled` (m): places of each offer that are given already."""

    def steps(net: Network) -> Floats:
        total = np.maximum(problem.offers.capacity[net.step_offer], 1)
        return worth.fairness * np.maximum(1 - (filled[net.step_offer] + net.step_filled) / total, 0)

    return steps


def choose(left: Room, problem: Problem, worth: Values, candidates: Small, steps: Steps) -> Choice:
    """The best choice among these pairs (ascending positions) within what is left.

    `steps` gives (s) what the places of each step of the network are worth, falling within an offer.
    """
    pairs = problem.pairs
    useful = candidates[pairs.score[candidates] >= 0]
    net = network(left, pairs.need[useful], pairs.offer[useful], useful)
    step = steps(net)
    if len(net.pair) and left.crossing():
        return _choose_crossing(net, left, worth, step)
    matches = int(min(net.wants.sum(), net.step_room.sum()))
    acceptable = worth.acceptable[net.pair]
    strict = (matches + 1) * worth.largest
    weights = [0.0] if not acceptable.any() else [strict] if matches <= SMALL else [8 * worth.largest, strict]
    for weight in weights:
        choice = _choose(net, worth, step, weight)
        if choice.acceptable_bound == np.count_nonzero(worth.acceptable[choice.chosen]):
            break
    return choice


def _choose(net: Network, worth: Values, step: Floats, weight: float) -> Choice:
    acceptable = worth.acceptable[net.pair]
    units = COARSE_UNITS if len(net.pair) > MANY_PAIRS else FINE_UNITS
    scale = min(units / worth.largest, SAFE / ((weight + worth.largest) * (net.sink + 2)))
    weight_units = round(weight * scale)
    pair = np.rint(worth.pair[net.pair] * -scale).astype(np.int64)
    pair -= worth.draw[net.pair]
    pair[acceptable] -= weight_units
    costs = Costs(pair, -np.rint(step * scale).astype(np.int64))
    flow = solve(net, costs)
    at = distances(net, costs, flow)
    chosen = net.pair[flow.matched]
    count = int(np.count_nonzero(acceptable[flow.matched]))
    weight = weight_units / scale
    gain, price = at.need / scale, -at.offer / scale
    real = Distances(gain, -price, at.upper / scale)
    given = worth.pair[chosen].sum() + flow.step @ step
    above = bound(net, real, worth.pair[net.pair] + weight * acceptable, step) - weight * count
    return Choice(
        chosen=chosen,
        objective=float(given),
        bound=max(float(above), float(given)),  # below only by the last digit
        acceptable_bound=_acceptable_bound(net, at, acceptable, weight_units, count),
        need_gain=gain,
        offer_price=price,
        place_price=np.maximum(_next_step(net, flow, step) + price, 0),
        weight=weight,
    )


def _choose_crossing(net: Network, left: Room, worth: Values, step: Floats) -> Choice:
    """The choice where limits are not nested. The module and its libraries are loaded only then."""
    crossing = importlib.import_module("cityclusters.support.engine.crossing")
    pair, acceptable = worth.pair[net.pair], worth.acceptable[net.pair]
    found = crossing.solve_crossing(net, left, pair, step, acceptable, worth.draw[net.pair])
    given = float(pair[found.matched].sum() + found.step @ step)
    next_step = _next_step(net, Flow(found.matched, found.step), step)
    return Choice(
        chosen=net.pair[found.matched],
        objective=given,
        bound=max(found.bound, given),
        acceptable_bound=found.acceptable_bound,
        need_gain=found.need_gain,
        offer_price=found.offer_price,
        place_price=np.maximum(next_step + found.offer_price, 0),
        weight=found.weight,
    )


def most_matches(left: Room, problem: Problem, among: Small) -> int:
    """The largest number of these pairs (ascending positions) that all limits let match at once."""
    net = network(left, problem.pairs.need[among], problem.pairs.offer[among], among)
    if left.crossing():
        crossing = importlib.import_module("cityclusters.support.engine.crossing")
        return int(crossing.most_crossing(net, left))
    return most(net, np.ones(len(net.pair), bool))


def _acceptable_bound(net: Network, at: Distances, acceptable: Truths, weight: int, count: int) -> int:
    """No choice has more acceptable matches than this.

    The distances, rounded to whole acceptable matches, are dual to their number too; only if that bound is
    not met, the maximum flow is worked out.
    """
    if not weight:
        return count
    rounded = [np.rint(found / weight) for found in (at.need, at.offer, at.upper)]
    easy = bound(net, Distances(*rounded), acceptable.astype(float), np.zeros(len(net.step_room)))
    return count if easy <= count else most(net, acceptable)


def _next_step(net: Network, flow: Flow, step: Floats) -> Floats:
    """(m) the fairness term of an offer's next place, or of its last where it is full; 0 without places."""
    found = np.zeros(net.offers)
    full = flow.step == net.step_room
    found[net.step_offer[full]] = step[full]  # the last step of each offer stays
    left = np.flatnonzero(~full)[::-1]
    found[net.step_offer[left]] = step[left]  # the first step with room stays
    return found
