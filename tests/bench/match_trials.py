"""What happens to a match when its data change, and to shortlists when hosts say no."""

import copy
from statistics import fmean
from typing import Any

import numpy as np

from cityclusters.support.engine.data import STEADY
from cityclusters.support.engine.file import answer
from tests.bench.match_rows import document

SEEDS = (2, 3, 4, 5, 6)
"""Of the markets whose churn is averaged."""
ACCEPTS = 0.7
"""How often a host accepts."""


def first_choices(result: Any) -> dict[str, str]:
    """Offer by need (each of these needs wants one)."""
    return {line["need"]: line["offer"] for line in result["proposals"] if line["rank"] == 1}


def churn(before: dict[str, str], after: dict[str, str], offers: set[str], needs: set[str]) -> float:
    """Percent of the needs moved, among those that still stand and whose former offer still does."""
    still = [need for need, offer in before.items() if offer in offers and need in needs]
    return 100 * sum(after.get(need) != before[need] for need in still) / max(len(still), 1)


def stability(needs: int) -> dict[str, float]:
    """Percent of needs moved: on shuffled rows with ties, and after a tenth of the input changed."""
    tied = document(needs, needs, digits=1)
    markets = [document(needs, needs, seed=seed) for seed in SEEDS]
    found = {"same data": _rerun(tied, tied, keep=True)}
    found["shuffled rows, many ties"] = _rerun(tied, _shuffled(tied), keep=False)
    for name, change in (("needs are new", _new_needs), ("offers are gone", _fewer_offers)):
        pairs = [(given, change(copy.deepcopy(given))) for given in markets]
        for held, keep in (("", True), (", without the bonus", False)):
            found[f"10% of the {name}{held}"] = fmean(_rerun(*pair, keep=keep) for pair in pairs)
    return found


def _rerun(given: Any, changed: Any, *, keep: bool) -> float:
    before = first_choices(answer(given))
    if keep:
        held = [list(pair) for pair in before.items()]
        changed = {**changed, "previous": held, "rules": {**changed.get("rules", {}), "stability": STEADY}}
    after = first_choices(answer(changed))
    ids = [{row["id"] for row in changed[key]} for key in ("offers", "needs")]
    return churn(before, after, ids[0], ids[1])


def _shuffled(given: Any) -> Any:
    dice = np.random.default_rng(9)
    rows = {
        key: [given[key][at] for at in dice.permutation(len(given[key]))]
        for key in ("needs", "offers", "pairs")
    }
    return {**given, **rows}


def _fewer_offers(given: Any) -> Any:
    dice = np.random.default_rng(4)
    given["offers"] = [offer for offer in given["offers"] if dice.random() >= 0.1]
    stay = {offer["id"] for offer in given["offers"]}
    given["pairs"] = [pair for pair in given["pairs"] if pair["offer"] in stay]
    return given


def _new_needs(given: Any) -> Any:
    """A tenth of the needs goes, as many come with the same wishes and other scores."""
    dice = np.random.default_rng(5)
    new = {need["id"] for need in given["needs"] if dice.random() < 0.1}
    for need in given["needs"]:
        if need["id"] in new:
            need["id"] += "b"
    for pair in given["pairs"]:
        if pair["need"] in new:
            pair.update(need=pair["need"] + "b", score=float(dice.random()))
            pair.pop("contributions")
    return given


def shortlists(needs: int, places_per_need: float) -> dict[str, int]:
    """Percent of needs matched in the end with three choices each, when hosts accept 70 %."""
    given = document(needs, round(needs * places_per_need / 2), seed=6)
    given["rules"]["shortlist"] = 3
    flows: dict[str, list[str]] = {}
    for line in answer(given)["proposals"]:  # type: ignore[attr-defined]
        flows.setdefault(line["need"], []).append(line["offer"])
    best: dict[str, list[str]] = {}
    for pair in sorted(given["pairs"], key=lambda pair: -pair["score"]):
        best.setdefault(pair["need"], []).append(pair["offer"])
    return {
        "best three by score": _asked(given, {need: offers[:3] for need, offers in best.items()}),
        "three flows": _asked(given, flows),
    }


def _asked(given: Any, choices: dict[str, list[str]]) -> int:
    """Needs ask in turns, choice by choice; a host with room accepts with 70 %."""
    dice = np.random.default_rng(7)
    room = {offer["id"]: offer["capacity"] for offer in given["offers"]}
    waiting = [need["id"] for need in given["needs"]]
    for rank in range(3):
        left = []
        for need in (waiting[at] for at in dice.permutation(len(waiting))):
            offers = choices.get(need, [])
            says_yes = dice.random() < ACCEPTS
            if rank < len(offers) and room[offers[rank]] > 0 and says_yes:
                room[offers[rank]] -= 1
            else:
                left.append(need)
        waiting = left
    return round(100 - 100 * len(waiting) / len(given["needs"]))
