"""The engine against every possible choice: small cases, all of them tried out."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityclusters.support.engine.choice import FAIRNESS
from cityclusters.support.engine.file import answer
from cityclusters.support.tests.matches import Document, chosen, hold

OWNERS = ("khiva", "nanjing", "seoul", "izmir", None)
COUNTRY = {"khiva": "UZ", "nanjing": "CN", "seoul": "KR", "izmir": "TR", None: None}


@st.composite
def documents(draw: st.DrawFn, crossing: bool = False) -> Document:
    """Up to four needs and four offers, with limits at all levels and rules of all kinds."""
    needs = [
        {
            "id": f"n{at}",
            "owner": draw(st.sampled_from(OWNERS)),
            "wants": draw(st.integers(1, 2)),
            "urgency": draw(st.sampled_from([0, 0, 1, 4])),
            "prefers_countries": draw(st.lists(st.sampled_from(["CN", "TR"]), max_size=2)),
        }
        for at in range(draw(st.integers(0, 4)))
    ]
    offers = []
    for at in range(draw(st.integers(0, 4))):
        owner = draw(st.sampled_from(OWNERS))
        country = draw(st.sampled_from(["CN", "TR"])) if crossing else COUNTRY[owner]
        offers.append(
            {"id": f"o{at}", "owner": owner, "country": country, "capacity": draw(st.integers(0, 3))}
        )
    both = [(need["id"], offer["id"]) for need in needs for offer in offers]
    some = st.lists(st.sampled_from(both).map(list), max_size=2, unique_by=tuple) if both else st.just([])
    score = st.one_of(st.integers(-2, 10).map(lambda tenths: tenths / 10), st.floats(0, 1, width=32))
    pairs = [{"need": n, "offer": o, "score": draw(score)} for n, o in both if draw(st.integers(0, 4))]
    lists = ("pin", "forbid", "accepted", "declined", "conflict")
    return {
        "needs": needs,
        "offers": offers,
        "owners": [{"id": "nanjing", "capacity": draw(st.integers(0, 3))}, {"id": "seoul", "capacity": 1}],
        "pairs": pairs,
        "rules": {
            "country_capacity": {"CN": draw(st.integers(0, 3)), "TR": 1},
            "acceptable": draw(st.sampled_from([0.75, 0.5, 1])),
            **{key: draw(some) for key in lists},
        },
        "previous": draw(some),
    }


def bare(document: Document) -> Document:
    """The document without what is held before the choice."""
    return {**document, "rules": {**document["rules"], "pin": [], "accepted": []}}


def all_choices(document: Document) -> list[tuple[str, ...]]:
    """Every set of possible pairs within the limits."""
    needs = {need["id"]: need for need in document["needs"]}
    offers = {offer["id"]: offer for offer in document["offers"]}
    rules = document["rules"]
    barred = {tuple(pair) for key in ("forbid", "declined", "conflict") for pair in rules[key]}
    limits: dict[Any, int] = {("offer", name): offer["capacity"] for name, offer in offers.items()}
    limits |= {("owner", owner["id"]): owner["capacity"] for owner in document["owners"]}
    limits |= {("country", name): places for name, places in rules["country_capacity"].items()}
    limits |= {("need", name): need["wants"] for name, need in needs.items()}
    found: list[Any] = [((), {})]
    for pair in document["pairs"]:
        need, offer = needs[pair["need"]], offers[pair["offer"]]
        if (need["id"], offer["id"]) in barred or (need["owner"] and need["owner"] == offer["owner"]):
            continue
        groups = [("need", need["id"]), ("offer", offer["id"])]
        groups += [("owner", offer["owner"]), ("country", offer["country"])]
        more = []
        for taken, load in found:
            if all(load.get(group, 0) < limits.get(group, 9) for group in groups):
                more.append(
                    ((*taken, pair["need"] + " " + pair["offer"]), {**load, **_one_more(load, groups)})
                )
        found += more
    return [taken for taken, _load in found]


def _one_more(load: dict[Any, int], groups: list[Any]) -> dict[Any, int]:
    return {group: load.get(group, 0) + 1 for group in groups}


class Worth:
    """The objective of the contract, written down once more and plainly."""

    def __init__(self, document: Document) -> None:
        possible = {name for taken in all_choices({**document, "owners": [], "offers": [
            {**offer, "capacity": 9} for offer in document["offers"]
        ], "rules": {**document["rules"], "country_capacity": {}}}) for name in taken}  # fmt: skip
        self.score = {f"{pair['need']} {pair['offer']}": pair["score"] for pair in document["pairs"]}
        self.urgency = {need["id"]: need["urgency"] for need in document["needs"]}
        self.capacity = {offer["id"]: offer["capacity"] for offer in document["offers"]}
        self.previous = {f"{need} {offer}" for need, offer in document["previous"]}
        self.largest = max((abs(self.score[name]) for name in possible), default=0) or 1.0
        best: dict[str, float] = {}
        for name in possible:
            need = name.split()[0]
            best[need] = max(best.get(need, 0.0), self.score[name])
        share = document["rules"]["acceptable"]
        self.acceptable = {
            name for name in possible if self.score[name] >= share * best[name.split()[0]] * (1 - 1e-12)
        }

    def total(self, taken: Any) -> float:
        return float(sum(self.score[name] for name in taken))

    def of(self, taken: Any) -> tuple[int, float]:
        worth, load = 0.0, dict.fromkeys(self.capacity, 0)
        for name in taken:
            need, offer = name.split()
            urgency = self.urgency[need]
            worth += self.score[name] * (1 + urgency / (urgency + 4)) + 0.1 * (name in self.previous)
            worth += FAIRNESS * self.largest * (1 - load[offer] / self.capacity[offer])
            load[offer] += 1
        return len(self.acceptable & set(taken)), worth


def names(result: Any) -> tuple[str, ...]:
    return tuple(f"{need} {offer}" for need, offer in chosen(result))


def crossing(document: Document) -> bool:
    """Whether an owner stands in several countries."""
    places = {(offer["owner"], offer["country"]) for offer in document["offers"]}
    return len(places) > len({owner for owner, _country in places})


quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(st.one_of(documents(), documents(crossing=True)))
def test_flow_finds_the_best_of_all_choices(document: Document) -> None:
    given = bare(document)
    result: Any = answer(given)
    worth = Worth(given)
    useful = [
        taken for taken in all_choices(given) if all(worth.score[name] >= 0 for name in taken)
    ]  # a score below 0 is worse than no match, bonus or not
    best = max(worth.of(taken) for taken in useful)
    mine = worth.of(names(result))
    assert mine[0] == best[0] == result["metrics"]["acceptable"] == result["metrics"]["acceptable_bound"]
    assert mine[1] == pytest.approx(
        max(worth.of(t)[1] for t in useful if worth.of(t)[0] == best[0]), abs=1e-7
    )
    assert result["certificate"]["objective"] == pytest.approx(mine[1], abs=1e-9)
    assert result["certificate"]["bound"] >= mine[1] - 1e-9
    if not crossing(given):
        assert result["certificate"]["bound"] == pytest.approx(mine[1], abs=1e-7)


@quick
@given(st.one_of(documents(), documents(crossing=True)))
def test_max_total_finds_the_largest_total(document: Document) -> None:
    given = bare(document)
    given["rules"]["mode"] = "max_total"
    result: Any = answer(given)
    worth = Worth(given)
    best = max(worth.total(taken) for taken in all_choices(given))
    assert result["metrics"]["total"] == pytest.approx(best, abs=1e-7)
    assert result["certificate"]["bound"] >= best - 1e-9
    most = max(worth.of(taken)[0] for taken in all_choices(given))
    assert result["metrics"]["acceptable_bound"] == most


@quick
@given(
    st.one_of(documents(), documents(crossing=True)),
    st.sampled_from(["flow", "max_total", "stable"]),
    st.integers(1, 3),
)
def test_nothing_that_must_never_happen_happens(document: Document, mode: str, shortlist: int) -> None:
    document["rules"] |= {"mode": mode, "shortlist": shortlist}
    hold(document, answer(document))


@quick
@given(documents())
def test_stable_leaves_no_pair_that_would_both_gain(document: Document) -> None:
    given = bare(document)
    given["rules"]["mode"] = "stable"
    given["pairs"] = [pair for pair in given["pairs"] if pair["score"] >= 0]
    result: Any = answer(given)
    assert result["metrics"]["blocking_needs"] == 0


@quick
@given(documents(), st.randoms(use_true_random=False))
def test_MA3_the_order_of_rows_decides_nothing(document: Document, dice: Any) -> None:
    given = answer(document)
    for key in ("needs", "offers", "pairs", "owners", "previous"):
        dice.shuffle(document[key])
    assert answer(document) == given


def test_the_oracle_counts_as_people_do() -> None:
    """Two needs, one place: two choices and none."""
    given: Any = {
        "needs": [{"id": "n1", "owner": None, "wants": 1}, {"id": "n2", "owner": None, "wants": 1}],
        "offers": [{"id": "o1", "owner": None, "country": None, "capacity": 1}],
        "pairs": [{"need": need, "offer": "o1", "score": 1} for need in ("n1", "n2")],
        "owners": [],
        "rules": {"country_capacity": {}, "forbid": [], "declined": [], "conflict": []},
    }
    assert sorted(all_choices(given)) == [(), ("n1 o1",), ("n2 o1",)]
