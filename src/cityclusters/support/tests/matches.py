"""Small match files, and what must hold of every answer to one."""

from collections import Counter
from typing import Any

from cityclusters.support.engine.file import answer

Document = dict[str, Any]


def document(needs: Any, offers: Any, pairs: Any, **more: Any) -> Document:
    """A file from short forms: needs and offers as ids or objects, pairs as (need, offer, score)."""
    return {
        "needs": [{"id": need} if isinstance(need, str) else need for need in needs],
        "offers": [{"id": offer, "capacity": 1} if isinstance(offer, str) else offer for offer in offers],
        "pairs": [dict(zip(("need", "offer", "score"), pair, strict=True)) for pair in pairs],
        **more,
    }


def chosen(result: Any, rank: int = 1) -> set[tuple[str, str]]:
    """The proposals of one rank, as (need, offer)."""
    return {(line["need"], line["offer"]) for line in result["proposals"] if line["rank"] == rank}


def proposed(given: Document) -> set[tuple[str, str]]:
    """The first choices in a file."""
    return chosen(answer(given))


def hold(given: Document, result: Any) -> None:
    """Whatever the input: what an answer never breaks."""
    needs = {need["id"]: need for need in given["needs"]}
    offers = {offer["id"]: offer for offer in given["offers"]}
    rules = given.get("rules", {})
    scores = {(pair["need"], pair["offer"]): pair["score"] for pair in given["pairs"]}
    barred = {
        (need, offer) for key in ("forbid", "declined", "conflict") for need, offer in rules.get(key, [])
    }
    everything = [(line["need"], line["offer"]) for line in result["proposals"]]
    assert len(everything) == len(set(everything)), "one offer twice for the same need"
    for need, offer in everything:
        assert (need, offer) not in barred
        owner = needs[need].get("owner")
        assert owner is None or owner != offers[offer].get("owner")
    for line in result["proposals"]:
        score = scores.get((line["need"], line["offer"]), 0.0)
        assert abs(sum(part[1] for part in line["contributions"]) - score) <= 1e-9
        for other in line["why_not"]:
            pair = (line["need"], other["offer"])
            impossible = other["code"] in {"forbidden", "declined", "conflict", "same_owner"}
            own = needs[pair[0]].get("owner") is not None and needs[pair[0]].get("owner") == offers[
                pair[1]
            ].get("owner")
            assert impossible == (pair in barred or own)
            assert other["loss"] is None or other["loss"] >= 0
    for rank in {line["rank"] for line in result["proposals"]}:
        _limits(given, chosen(result, rank), needs, offers)
    served = Counter(need for need, _offer in chosen(result))
    assert all(count <= needs[need].get("wants", 1) for need, count in served.items())
    assert {line["need"] for line in result["unmatched"]} == set(needs) - set(served)
    certificate = result["certificate"]
    assert certificate["bound"] is None or certificate["objective"] <= certificate["bound"] + 1e-9
    assert result["metrics"]["acceptable"] <= result["metrics"]["acceptable_bound"]


def _limits(given: Document, pairs: set[tuple[str, str]], needs: Any, offers: Any) -> None:
    load = Counter(offer for _need, offer in pairs)
    assert all(count <= offers[offer]["capacity"] for offer, count in load.items())
    for key, limits in (
        ("owner", {owner["id"]: owner["capacity"] for owner in given.get("owners", [])}),
        ("country", given.get("rules", {}).get("country_capacity", {})),
    ):
        total: Counter[str] = Counter()
        for offer, count in load.items():
            total[offers[offer].get(key) or ""] += count
        assert all(total[name] <= places for name, places in limits.items())
