"""Synthetic needs and offers for measuring matches: demand is concentrated, as it was in a real training."""

from typing import Any, NamedTuple

import numpy as np

COUNTRIES = 40
TOP_SHARE = 0.71
"""Share of the needs that ask for a host of one country."""
CANDIDATES = 50
KNOWN = 0.3
"""How far hosts are good for everybody alike: with this, a tenth of new needs moves some 15 % of the others
where nothing holds them, as it was measured when the engine was designed."""
ELSEWHERE = 20
"""Of the candidates, how many are kept for hosts outside the country that the need asks for."""


class Hosts(NamedTuple):
    """What the candidates of a need are drawn from."""

    quality: Any
    all: Any
    inside: list[Any]
    """Per country the offers there."""
    others: Any
    """The offers outside the most wanted country."""


def document(
    needs: int, offers: int, seed: int = 1, candidates: int = CANDIDATES, digits: int = 4
) -> dict[str, Any]:
    """A document for `cityclusters match`. With one digit, many scores are equal."""
    dice = np.random.default_rng(seed)
    country = np.minimum(dice.geometric(0.12, offers) - 1, COUNTRIES - 1)
    wish = np.where(dice.random(needs) < TOP_SHARE, 0, dice.integers(1, COUNTRIES, needs))
    quality = dice.random(offers)
    owner = dice.integers(0, max(offers * 4 // 5, 1), offers)
    country = country[np.unique(owner, return_index=True)[1]][np.searchsorted(np.unique(owner), owner)]
    capacity = dice.integers(1, 4, offers)
    hosts = Hosts(
        quality,
        np.arange(offers),
        [np.flatnonzero(country == at) for at in range(COUNTRIES)],
        np.flatnonzero(country != 0),
    )
    pairs = [
        pair
        for need in range(needs)
        for pair in _pairs(dice, need, int(wish[need]), hosts, candidates, digits)
    ]
    owners = np.unique(owner).tolist()
    return {
        "needs": [
            {"id": f"n{at}", "owner": f"c{at}", "prefers_countries": [f"K{wish[at]}"]} for at in range(needs)
        ],
        "offers": [
            {
                "id": f"o{at}",
                "owner": f"h{owner[at]}",
                "country": f"K{country[at]}",
                "capacity": int(capacity[at]),
            }
            for at in range(offers)
        ],
        "owners": [{"id": f"h{at}", "capacity": 4} for at in owners[::3]],
        "pairs": pairs,
        "rules": {"country_capacity": {"K0": int(capacity[country == 0].sum() * 0.9)}},
    }


def _pairs(
    dice: np.random.Generator, need: int, wish: int, hosts: Hosts, candidates: int, digits: int
) -> list[dict[str, Any]]:
    """The candidates of one need."""
    near = _some(dice, hosts.inside[wish], hosts.quality, candidates - min(ELSEWHERE, candidates // 2))
    outside = hosts.others if wish == 0 else hosts.all
    far = _some(dice, outside, hosts.quality, candidates - len(near), near)
    pairs = []
    for bonus, chosen in ((0.15, near), (0.0, far)):
        theme = dice.random(len(chosen)) * 0.35
        evidence = (KNOWN * hosts.quality[chosen] + (1 - KNOWN) * dice.random(len(chosen))) * 0.4
        for offer, one, other in zip(chosen.tolist(), theme.tolist(), evidence.tolist(), strict=True):
            parts = [["theme", round(one, digits)], ["evidence", round(other, digits)], ["wish", bonus]]
            score = sum(float(part[1]) for part in parts)
            pairs.append({"need": f"n{need}", "offer": f"o{offer}", "score": score, "contributions": parts})
    return pairs


def _some(dice: np.random.Generator, among: Any, quality: Any, count: int, but: Any = ()) -> Any:
    """Up to `count` of these offers but for some; good ones are found more often."""
    drawn = np.unique(among[dice.integers(0, len(among), 4 * count)]) if len(among) > 4 * count else among
    drawn = drawn[~np.isin(drawn, but)]
    return drawn[np.argsort(-(quality[drawn] + dice.random(len(drawn))))[:count]]
