"""The numbers of a match: what was asked of whom, what was given, and who could do better together."""

from collections import Counter

import numpy as np

from cityclusters.support.engine.data import Floats, Ints, Problem, Small, Truths
from cityclusters.support.engine.room import Room
from cityclusters.support.engine.stable import likes

TOO_MUCH_SHARE = 40
"""Percent of the needs that name one country, above which the report warns (MA5)."""
TOO_MUCH_INDEX = 0.25
"""The sum of the squared shares of all countries (Herfindahl), above which it warns."""


def percent(count: int, base: int) -> int | None:
    """The share as an integer, rounded half up; None where the base is 0."""
    return (200 * count + base) // (2 * base) if base else None


def demand(problem: Problem, given: dict[int, list[int]]) -> list[dict[str, object]]:
    """Per country that needs name, the most wanted first: wanted, in the country, served anywhere, waiting.

    A preference is not an allocation (MA2): the counts are of needs, and a need that names two countries
    counts in both rows. `given`: offers by need.
    """
    country = problem.offers.country
    wanted: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    served: Counter[str] = Counter()
    for need, names in enumerate(problem.needs.prefers):
        hosts = {country[offer] for offer in given.get(need, [])}
        for name in dict.fromkeys(names):
            wanted[name] += 1
            inside[name] += name in hosts
            served[name] += bool(hosts)
    places: Counter[str] = Counter()
    for name, capacity in zip(country, problem.offers.capacity.tolist(), strict=True):
        places[name] += capacity
    return [
        {
            "country": name,
            "wanted": count,
            "percent_of_needs": percent(count, len(problem.needs.ids)),
            "places": min(places[name], problem.country_limit.get(name, places[name])),
            "in_country": inside[name],
            "served": served[name],
            "waiting": count - served[name],
        }
        for name, count in sorted(wanted.items(), key=lambda item: (-item[1], item[0]))
    ]


def concentration(rows: list[dict[str, object]], needs: int) -> tuple[dict[str, object], list[str]]:
    """The top country, its share and the index of concentration of the demand, and what to warn of."""
    counts = [int(str(row["wanted"])) for row in rows]
    index = sum(count * count for count in counts) / (sum(counts) ** 2) if counts else None
    top, share = (rows[0]["country"], rows[0]["percent_of_needs"]) if rows else (None, percent(0, needs))
    warnings = []
    if rows and int(str(share)) > TOO_MUCH_SHARE:
        warnings.append(f"{share}% of the needs ask for a host in {top}, more than {TOO_MUCH_SHARE}%")
    elif index is not None and index > TOO_MUCH_INDEX and len(rows) > 1:
        warnings.append(f"The needs ask for few countries (index {index:.2f}, more than {TOO_MUCH_INDEX})")
    found = {"top_country": top, "top_country_share": share, "concentration": index}
    return found, warnings


def blocking(problem: Problem, chosen: Truths, possible: Truths, left: Room) -> int:
    """How many needs have an offer that both would rather have than what they have.

    A host would rather have it when it has room, or when a guest of the smallest full limit (its offer, its
    owner, its country) suits it less. `chosen` and `possible` (p).
    """
    pairs = problem.pairs
    by_need, by_host = likes(pairs.rank_need, pairs.score), likes(pairs.rank_offer, pairs.score)
    need, offer = pairs.need.astype(np.int64), pairs.offer.astype(np.int64)
    worst_of_need = np.full(len(problem.needs.ids), -np.inf)
    np.maximum.at(worst_of_need, need[chosen], by_need[chosen])
    open_needs = left.wants > 0
    would = possible & ~chosen & (pairs.score >= 0)
    would &= open_needs[need] | (by_need < worst_of_need[need])
    would &= by_host < _worst_guest(offer, chosen, by_host, left)[offer]
    return len(np.unique(need[would]))


def _worst_guest(offer: Ints, chosen: Truths, by_host: Floats, left: Room) -> Floats:
    """(m) what a newcomer must be liked better than (be below) in the eyes of hosts."""
    must_beat = np.full(len(left.offer), np.inf)
    for _code, places, group in reversed(left.levels()):
        worst = np.full(max(len(places), 1), -np.inf)
        inside = chosen & (group[offer] >= 0)
        np.maximum.at(worst, group[offer[inside]], by_host[inside])
        limited = group >= 0
        shut = np.zeros(len(group), bool)
        shut[limited] = places[group[limited]] <= 0
        must_beat[shut] = worst[group[shut]]
    return must_beat


def satisfaction(problem: Problem, first: Small, best: Floats) -> float | None:
    """The 5th percentile of score over own best, over all needs with a candidate; 0 for one that waits."""
    pairs = problem.pairs
    having = np.flatnonzero(best > 0)
    if not len(having):
        return None
    got = np.zeros(len(problem.needs.ids))
    np.maximum.at(got, pairs.need[first], pairs.score[first])
    return float(np.percentile(got[having] / best[having], 5))
