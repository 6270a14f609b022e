"""The sentences of the contract, one by one."""

from typing import Any

import pytest

from cityclusters.support.engine.explain import why_not_this
from cityclusters.support.engine.file import answer, read_problem
from cityclusters.support.engine.later import chance_of_room
from cityclusters.support.matching import difference, run, what_if
from cityclusters.support.tests.matches import Document, chosen, document, hold, proposed

TWO: Document = document(
    ["n1", "n2"], ["o1", "o2"], [("n1", "o1", 0.9), ("n1", "o2", 0.8), ("n2", "o1", 0.85)]
)


def with_rules(given: Document, **rules: Any) -> Document:
    return {**given, "rules": {**given.get("rules", {}), **rules}}


def test_only_needs_offers_and_pairs_must_be_there() -> None:
    result: Any = answer(TWO)
    assert result["status"] == "ok"
    assert chosen(result) == {("n1", "o2"), ("n2", "o1")}
    assert result["metrics"]["total"] == pytest.approx(1.65)


def test_nothing_asked_gives_nothing() -> None:
    result: Any = answer({"needs": [], "offers": [], "pairs": [], "previous": [["n1", "o1"]]})
    assert (result["proposals"], result["unmatched"], result["changes"]) == ([], [], [])
    assert result["metrics"]["top_country_share"] is None


def test_acceptable_matches_come_before_the_total() -> None:
    """One match of 0.9 and one of 0.6 sum up to more, but the second is not acceptable to its need."""
    given = document(
        ["n1", "n2"],
        ["o1", "o2"],
        [("n1", "o1", 1.0), ("n1", "o2", 0.76), ("n2", "o1", 0.9), ("n2", "o2", 0.6)],
    )
    assert proposed(given) == {("n1", "o2"), ("n2", "o1")}
    given["pairs"][1]["score"], given["pairs"][3]["score"] = 0.74, 0.2
    assert proposed(with_rules(given, acceptable=0.7)) == {("n1", "o2"), ("n2", "o1")}
    assert proposed(with_rules(given, mode="max_total")) == {("n1", "o2"), ("n2", "o1")}


def test_max_total_takes_the_largest_total() -> None:
    given = document(["n1", "n2"], ["o1", "o2"], [("n1", "o1", 1.0), ("n1", "o2", 0.76), ("n2", "o1", 0.2)])
    assert proposed(given) == {("n1", "o2"), ("n2", "o1")}
    assert proposed(with_rules(given, mode="max_total")) == {("n1", "o1")}


def test_the_urgent_need_gets_the_last_place() -> None:
    for urgent in ("n1", "n2"):
        needs = [{"id": name, "urgency": 2 * (name == urgent)} for name in ("n1", "n2")]
        assert proposed(document(needs, ["o1"], [("n1", "o1", 0.8), ("n2", "o1", 0.8)])) == {(urgent, "o1")}


def test_fairness_spreads_guests_over_hosts_that_suit_equally() -> None:
    offers = [{"id": "o1", "capacity": 4}, {"id": "o2", "capacity": 4}]
    pairs = [(need, offer, 0.8) for need in ("n1", "n2", "n3", "n4") for offer in ("o1", "o2")]
    result: Any = answer(document(["n1", "n2", "n3", "n4"], offers, pairs))
    assert [line["load"] for line in result["offers"]] == [2, 2]


def test_stability_keeps_what_was_proposed() -> None:
    pairs = [("n1", "o1", 0.80), ("n1", "o2", 0.85)]
    given = document(["n1"], ["o1", "o2"], pairs, previous=[["n1", "o1"]])
    result: Any = answer(given)
    assert chosen(result) == {("n1", "o1")}
    assert result["proposals"][0]["flags"] == ["kept"]
    assert proposed(with_rules(given, stability=0.01)) == {("n1", "o2")}


def test_MA3_ties_are_drawn_by_hash_and_seed() -> None:
    needs = [f"n{at}" for at in range(40)]
    given = document(needs, ["o1"], [(need, "o1", 0.5) for need in needs])
    turned = document(needs[::-1], ["o1"], [(need, "o1", 0.5) for need in needs[::-1]])
    assert proposed(given) == proposed(turned)
    drawn = {next(iter(proposed(with_rules(given, seed=seed)))) for seed in range(12)}
    assert len(drawn) > 3  # another seed, another draw
    assert next(iter(proposed(given))) != ("n0", "o1")  # not the first come


@pytest.mark.parametrize("mode", ["flow", "max_total", "stable"])
@pytest.mark.parametrize(
    ("owners", "country_capacity", "code"),
    [
        ([], {}, "all_full"),
        ([{"id": "nanjing", "capacity": 1}], {}, "owner_full"),
        ([], {"CN": 1}, "country_full"),
        ([{"id": "nanjing", "capacity": 1}], {"CN": 2}, "owner_full"),
        ([{"id": "nanjing", "capacity": 0}], {"CN": 2}, "owner_full"),
    ],
)
def test_MA1_no_limit_is_exceeded_and_the_full_one_is_named(
    mode: str, owners: Any, country_capacity: Any, code: str
) -> None:
    places = 1 if code == "all_full" else 5
    offers = [{"id": "o1", "owner": "nanjing", "country": "CN", "capacity": places}]
    given = document(
        ["n1", "n2"],
        offers,
        [("n1", "o1", 0.9), ("n2", "o1", 0.8)],
        owners=owners,
        rules={"mode": mode, "country_capacity": country_capacity},
    )
    result: Any = answer(given)
    hold(given, result)
    assert {line["code"] for line in result["unmatched"]} == {code}


def test_a_city_is_not_its_own_host() -> None:
    offers = [{"id": "o1", "owner": "khiva", "capacity": 1}, {"id": "o2", "capacity": 1}]
    pairs = [("n1", "o1", 1.0), ("n1", "o2", 0.5)]
    given = document([{"id": "n1", "owner": "khiva"}, "n2"], offers, [*pairs, ("n2", "o1", 0.4)])
    result: Any = answer(given)
    assert chosen(result) == {("n1", "o2"), ("n2", "o1")}  # n2 and o2 name no owner: that is not the same one
    assert result["proposals"][0]["why_not"][0] == {
        "offer": "o1",
        "code": "same_owner",
        "score": 1.0,
        "loss": None,
        "acceptable_lost": None,
    }


@pytest.mark.parametrize(
    ("rule", "code"), [("forbid", "forbidden"), ("declined", "declined"), ("conflict", "conflict")]
)
@pytest.mark.parametrize("mode", ["flow", "max_total", "stable"])
def test_a_barred_pair_is_never_proposed(rule: str, code: str, mode: str) -> None:
    given = with_rules(TWO, mode=mode, shortlist=3, **{rule: [["n1", "o1"], ["n2", "o1"]]})
    result: Any = answer(given)
    assert {(line["need"], line["offer"]) for line in result["proposals"]} == {("n1", "o2")}
    assert [line["code"] for line in result["proposals"][0]["why_not"]] == [code]
    assert [(line["need"], line["code"]) for line in result["unmatched"]] == [("n2", code)]


def test_one_offer_serves_a_need_once() -> None:
    needs = [{"id": "n1", "wants": 2}]
    given = document(needs, [{"id": "o1", "capacity": 5}], [("n1", "o1", 0.9)], rules={"shortlist": 3})
    result: Any = answer(given)
    assert [(line["offer"], line["rank"]) for line in result["proposals"]] == [("o1", 1)]
    assert [(line["need"], line["wants"], line["got"]) for line in result["partly"]] == [("n1", 2, 1)]


def test_MA9_a_need_may_want_several_hosts_and_keeps_the_rest_open() -> None:
    given = document(
        [{"id": "n1", "wants": 3}],
        ["o1", "o2", "o3"],
        [("n1", "o1", 0.9), ("n1", "o2", 0.2), ("n1", "o3", -0.1)],
    )
    result: Any = answer(given)
    assert chosen(result) == {("n1", "o1"), ("n1", "o2")}
    assert result["partly"][0]["code"] == "lower_score"
    assert result["unmatched"] == []


def test_accepted_pairs_stay_and_take_their_place() -> None:
    result: Any = answer(with_rules(TWO, accepted=[["n1", "o1"]]))
    assert chosen(result) == {("n1", "o1")}
    assert result["proposals"][0]["flags"] == ["accepted"]
    assert [line["code"] for line in result["unmatched"]] == ["all_full"]
    assert result["offers"][0]["load"] == 1


def test_an_accepted_pair_without_a_score_stays_too() -> None:
    result: Any = answer(with_rules(TWO, accepted=[["n2", "o2"]]))
    assert ("n2", "o2") in chosen(result)
    line = next(line for line in result["proposals"] if line["need"] == "n2")
    assert (line["score"], line["contributions"], line["flags"]) == (0.0, [], ["accepted", "not_scored"])


def test_pins_come_before_the_choice() -> None:
    result: Any = answer(with_rules(TWO, pin=[["n1", "o1"]]))
    assert chosen(result) == {("n1", "o1")}
    assert result["proposals"][0]["flags"] == ["pinned"]
    assert result["not_held"] == []


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ({"pin": [["n2", "o2"]]}, "no_candidate"),
        ({"pin": [["n1", "o1"]], "accepted": [["n2", "o1"]]}, "full"),
        ({"pin": [["n1", "o1"]], "accepted": [["n1", "o2"]]}, "conflict"),
        ({"pin": [["n1", "o1"]], "declined": [["n1", "o1"]]}, "declined"),
        ({"pin": [["n1", "o1"]], "forbid": [["n1", "o1"]]}, "forbidden"),
        ({"pin": [["n1", "o1"], ["n2", "o1"]]}, "full"),
    ],
)
def test_a_pin_that_can_not_hold_is_reported_not_obeyed(rules: Any, code: str) -> None:
    given = with_rules(TWO, **rules)
    result: Any = answer(given)
    hold(given, result)
    assert [(line["rule"], line["code"]) for line in result["not_held"]] == [("pin", code)]
    refused = result["not_held"][0]
    assert (refused["need"], refused["offer"]) not in chosen(result)


def test_why_not_names_the_better_offer_and_what_it_would_cost() -> None:
    result: Any = answer(TWO)
    why = result["proposals"][0]["why_not"][0]
    assert (why["offer"], why["code"]) == ("o1", "full")
    forced: Any = answer(with_rules(TWO, pin=[["n1", "o1"]]))
    assert why["acceptable_lost"] <= result["metrics"]["acceptable"] - forced["metrics"]["acceptable"]
    assert result["certificate"]["objective"] - forced["certificate"]["objective"] >= why["loss"] - 1e-6
    low = answer(document(["n1"], ["o1", "o2"], [("n1", "o1", 0.9), ("n1", "o2", 0.8)]))
    assert low["proposals"][0]["why_not"][0]["code"] == "lower_score"  # type: ignore[index]
    assert low["proposals"][0]["why_not"][0]["loss"] == pytest.approx(0.1, abs=1e-6)  # type: ignore[index]


def test_what_if_tells_exactly_and_changes_nothing() -> None:
    done = run(read_problem(TWO))
    forced = what_if(done, pin=[("n1", "o1")])
    assert forced.acceptable == -1
    assert forced.objective == pytest.approx(0.9 - 0.8 - 0.85 - 0.018, abs=1e-6)
    assert [(line["need"], line["from"], line["to"]) for line in forced.moved] == [
        ("n1", "o2", "o1"),
        ("n2", "o1", None),
    ]
    more = {**TWO, "offers": [{"id": "o1", "capacity": 2}, {"id": "o2", "capacity": 1}]}
    assert difference(done, run(read_problem(more))).moved[0]["to"] == "o1"


def test_a_page_may_ask_about_any_offer() -> None:
    outcome = run(read_problem(with_rules(TWO, declined=[["n2", "o2"]]))).outcome
    assert why_not_this(outcome, "n1", "o2") is None
    for need, offer, code in (("n1", "o1", "full"), ("n2", "o2", "declined")):
        line = why_not_this(outcome, need, offer)
        assert line is not None
        assert line["code"] == code


def test_the_price_is_what_one_more_place_adds() -> None:
    pairs = [("n1", "o1", 0.9), ("n2", "o1", 0.8), ("n2", "o2", 0.7), ("n3", "o1", 0.75), ("n3", "o2", 0.3)]
    for mode in ("flow", "max_total"):
        given = document(["n1", "n2", "n3"], ["o1", "o2"], pairs, rules={"mode": mode})
        before: Any = answer(given)
        for at, line in enumerate(before["offers"]):
            offers = [
                {"id": name, "capacity": 1 + (number == at)} for number, name in enumerate(("o1", "o2"))
            ]
            after: Any = answer({**given, "offers": offers})
            more = after["metrics"]["acceptable"] - before["metrics"]["acceptable"]
            assert line["price_acceptable"] == (more if mode == "flow" else 0)
            added = after["certificate"]["objective"] - before["certificate"]["objective"]
            assert line["price"] == pytest.approx(added, abs=0.03)  # the fairness term of two places differs


def test_MA4_each_unserved_need_has_a_reason_and_a_next_date() -> None:
    offers: Any = [
        {"id": "o1", "capacity": 0, "next_opening": "2027-03-01"},
        {"id": "o2", "capacity": 0, "next_opening": "2027-02-01"},
        {"id": "o3", "capacity": 0},
    ]
    pairs = [("n1", "o1", 0.9), ("n1", "o2", 0.5), ("n1", "o3", 0.4)]
    given = document(["n1", "n2"], offers, pairs, rules={"next_round": "2027-06-01"})
    result: Any = answer(given)
    first, second = result["unmatched"]
    assert (first["code"], first["nearest"], first["next_date"]) == (
        "all_full",
        ["o1", "o2", "o3"],
        "2027-02-01",
    )
    assert (second["code"], second["nearest"], second["next_date"]) == ("no_candidate", [], "2027-06-01")


def test_MA7_a_score_shows_its_parts() -> None:
    given = document(["n1"], ["o1"], [("n1", "o1", 0.9)])
    assert answer(given)["proposals"][0]["contributions"] == [["score", 0.9]]  # type: ignore[index]
    parts = [["theme", 0.5], ["language", 0.4]]
    given["pairs"][0]["contributions"] = parts
    assert answer(given)["proposals"][0]["contributions"] == parts  # type: ignore[index]


def test_stable_ranks_of_both_sides_decide() -> None:
    """Gale and Shapley's case: what needs like best, among what is stable."""
    ranks = {("n1", "o1"): (1, 2), ("n1", "o2"): (2, 1), ("n2", "o1"): (2, 1), ("n2", "o2"): (1, 2)}
    pairs = [
        {"need": need, "offer": offer, "score": 0.5, "rank_need": mine, "rank_offer": theirs}
        for (need, offer), (mine, theirs) in ranks.items()
    ]
    given = {**document(["n1", "n2"], ["o1", "o2"], []), "pairs": pairs, "rules": {"mode": "stable"}}
    assert proposed(given) == {("n1", "o1"), ("n2", "o2")}
    result: Any = answer(given)
    assert result["metrics"]["blocking_needs"] == 0
    assert result["certificate"] == {"objective": 1.0, "bound": None, "gap": None}


def test_a_shortlist_is_one_flow_after_the_other() -> None:
    given = with_rules(TWO, shortlist=2)
    result: Any = answer(given)
    assert chosen(result, 1) == {("n1", "o2"), ("n2", "o1")}
    assert chosen(result, 2) == {("n1", "o1")}


def test_a_second_choice_is_a_host_that_will_have_room() -> None:
    scores = [("n1", "o1", 0.9), ("n1", "o2", 0.8), ("n1", "o3", 0.5), ("n2", "o2", 0.9)]
    given = document(["n1", "n2"], ["o1", "o2", "o3"], scores, rules={"shortlist": 2})
    result: Any = answer(given)
    assert chosen(result, 1) == {("n1", "o1"), ("n2", "o2")}
    assert chosen(result, 2) == {("n1", "o3")}, "o2 is likely to say yes to n2, who asks first"


def test_how_likely_a_place_is_free() -> None:
    assert chance_of_room(1, ()) == 1
    assert chance_of_room(1, (1,)) == pytest.approx(0.3)
    assert chance_of_room(2, (2, 1)) == pytest.approx(1 - 0.49 - 0.42 * 0.21)
    assert chance_of_room(0, (1,)) == 0


def test_changes_say_who_moves_and_why() -> None:
    given = document(
        ["n1", "n2", "n3"],
        ["o1", "o4"],
        [("n1", "o1", 0.9), ("n2", "o4", 0.8), ("n3", "o1", 0.5)],
        previous=[["n2", "o3"], ["n3", "o1"], ["n1", "o1"], ["n8", "o1"]],
        rules={"stability": 0},
    )
    result: Any = answer(given)
    assert result["changes"] == [
        {"need": "n2", "from": "o3", "to": "o4", "code": "withdrawn", "reason": "o3 withdrawn"},
        {
            "need": "n3",
            "from": "o1",
            "to": None,
            "code": "full",
            "reason": "the places of o1 go to others",
        },
    ]
    declined: Any = answer(with_rules(given, declined=[["n1", "o1"]]))
    assert [line["code"] for line in declined["changes"]] == ["declined", "withdrawn"]


def test_MA5_demand_for_one_country_is_warned_of() -> None:
    needs = [{"id": f"n{at}", "prefers_countries": ["CN" if at < 5 else "TR"]} for at in range(10)]
    result: Any = answer(document(needs, [], []))
    assert result["metrics"]["top_country_share"] == 50
    assert result["warnings"] == ["50% of the needs ask for a host in CN, more than 40%"]
    spread = [{"id": f"n{at}", "prefers_countries": [f"K{at % 5}"]} for at in range(10)]
    assert answer(document(spread, [], []))["warnings"] == []


def test_limits_of_an_owner_in_two_countries_hold_both() -> None:
    offers = [
        {"id": "o1", "owner": "agency", "country": "CN", "capacity": 2},
        {"id": "o2", "owner": "agency", "country": "TR", "capacity": 2},
        {"id": "o3", "owner": "izmir", "country": "TR", "capacity": 2},
    ]
    pairs = [(f"n{need}", offer["id"], 0.9) for need in range(6) for offer in offers]
    given = document(
        [f"n{need}" for need in range(6)],
        offers,
        pairs,
        owners=[{"id": "agency", "capacity": 3}],
        rules={"country_capacity": {"CN": 1, "TR": 3}},
    )
    result: Any = answer(given)
    hold(given, result)
    assert result["metrics"]["served"] == 4


def test_changes_speak_of_first_choices_also_where_a_shortlist_is_asked() -> None:
    """The former host as a second choice is still a move; a pair that is held is none."""
    given = document(
        ["n1", "n2", "n3"],
        ["o1", "o2", {"id": "o3", "capacity": 2}],
        [("n1", "o1", 0.5), ("n1", "o2", 0.9), ("n2", "o2", 0.9), ("n2", "o3", 0.2), ("n3", "o3", 0.1)],
        previous=[["n1", "o1"], ["n2", "o3"], ["n3", "o3"]],
        rules={"stability": 0, "shortlist": 2, "pin": [["n2", "o3"]], "accepted": [["n3", "o3"]]},
    )
    result: Any = answer(given)
    assert ("n1", "o2") in chosen(result)
    assert ("n1", "o1") in chosen(result, 2)
    assert [(line["need"], line["from"], line["to"]) for line in result["changes"]] == [("n1", "o1", "o2")]


def test_changes_know_a_held_pair_that_no_longer_has_a_score() -> None:
    given = document(["n1"], ["o1"], [], previous=[["n1", "o1"]], rules={"accepted": [["n1", "o1"]]})
    result: Any = answer({**given, "rules": {**given["rules"], "shortlist": 3}})
    assert (chosen(result), result["changes"]) == ({("n1", "o1")}, [])
