"""Deferred acceptance: the mode for calls in which hosts really rank.

Needs propose, best first; an offer keeps the best it has room for and lets the others go on. With limits of
owners and countries above those of offers, the worst within the smallest full limit goes. No need and host
could then both do better with each other.

Method: Gale and Shapley 1962; with nested limits (a laminar matroid) Fleiner 2003. Ties are drawn by hash.
"""

from heapq import heappop, heappush
from itertools import pairwise

import numpy as np

from cityclusters.support.engine.data import Floats, Ints, Problem, Small
from cityclusters.support.engine.room import Room

LARGEST_RANK = 10**9
"""What no rank exceeds, nor any score."""


def likes(rank: Small, score: Floats) -> Floats:
    """(p) a number per pair, less is better: its rank, and after all ranked pairs, by score."""
    if not len(rank):
        return -score
    return np.where(rank > 0, rank, 2 * LARGEST_RANK - score)


def _order(liking: Floats, draw: Small) -> Ints:
    """(p) the place of each pair among all, 0 the best; ties are drawn."""
    places = np.empty(len(liking), np.int64)
    places[np.lexsort((-draw, liking))] = np.arange(len(liking))
    return places


class _Levels:
    """Whom each level has: a heap with the worst on top, and where each kept pair is."""

    def __init__(self, left: Room, offer: Small) -> None:
        self.offer = offer
        self.levels = [(places.tolist(), group.tolist()) for _code, places, group in left.levels()]
        self.heaps: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self.count: dict[tuple[int, int], int] = {}
        self.kept: set[int] = set()

    def groups(self, offer: int) -> list[tuple[tuple[int, int], int]]:
        """The levels that an offer stands in, with their places, from the lowest up."""
        return [
            ((level, group[offer]), places[group[offer]])
            for level, (places, group) in enumerate(self.levels)
            if group[offer] >= 0
        ]

    def add(self, pair: int, offer: int, worse: int) -> list[int]:
        """Keeps a pair (`worse`: its place in the eyes of the hosts); gives those that must go for it."""
        groups = self.groups(offer)
        for group, _places in groups:
            heappush(self.heaps.setdefault(group, []), (-worse, pair))
            self.count[group] = self.count.get(group, 0) + 1
        self.kept.add(pair)
        gone = []
        for group, places in groups:  # one at most, where the limits are nested
            if self.count[group] > places:
                heap = self.heaps[group]
                while heap[0][1] not in self.kept:
                    heappop(heap)
                worst = heap[0][1]
                self.drop(worst, int(self.offer[worst]))
                gone.append(worst)
        return gone

    def drop(self, pair: int, offer: int) -> None:
        """Lets a kept pair go."""
        self.kept.discard(pair)
        for group, _places in self.groups(offer):
            self.count[group] -= 1


def defer(left: Room, problem: Problem, candidates: Small, draw: Small) -> Small:
    """The chosen pairs (ascending positions) of the stable match that needs like best.

    `candidates`: ascending positions; `draw` (p) from the hash.
    """
    pairs = problem.pairs
    by_need = _order(likes(pairs.rank_need, pairs.score), draw)
    by_offer = _order(likes(pairs.rank_offer, pairs.score), draw)
    need, offer = pairs.need, pairs.offer
    listed = candidates[np.lexsort((by_need[candidates], need[candidates]))]
    start = np.searchsorted(need[listed], np.arange(len(left.wants) + 1))
    lists = [listed[first:last].tolist() for first, last in pairwise(start.tolist())]
    levels = _Levels(left, offer)
    following = [0] * len(lists)
    waiting = [at for at, wants in enumerate(left.wants.tolist()) for _ in range(min(wants, len(lists[at])))]
    while waiting:
        at = waiting.pop()
        if following[at] == len(lists[at]):
            continue
        pair = lists[at][following[at]]
        following[at] += 1
        waiting += need[levels.add(pair, int(offer[pair]), int(by_offer[pair]))].tolist()
    return np.array(sorted(levels.kept), np.int32)
