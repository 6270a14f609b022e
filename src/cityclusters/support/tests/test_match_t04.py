"""Trap T04: 71 % of the demand points at one host country, which has seven bilateral places and a course."""

from typing import Any

from cityclusters.support.engine.file import answer
from cityclusters.support.tests.matches import Document, chosen, hold

CITIES, ASKING = 35, 25
BILATERAL, COURSE_SEATS, ELSEWHERE_SEATS = (3, 2, 2), 12, 4
TAKES_COURSE, TAKES_ELSEWHERE, TAKES_BOTH = 18, 10, 3


def demand(order: int = 1) -> Document:
    """The 25 that ask for X all want a visit first; 18 take the course there, 10 another country, 3 both."""
    hosts = [{"id": f"visit{at}", "country": "X", "capacity": places} for at, places in enumerate(BILATERAL)]
    course = {"id": "course", "country": "X", "capacity": COURSE_SEATS, "next_opening": "2027-03-01"}
    elsewhere = {"id": "elsewhere", "country": "Y", "capacity": ELSEWHERE_SEATS, "next_opening": "2027-05-01"}
    pairs = []
    for city in range(ASKING):
        takes = [(host["id"], 0.9) for host in hosts]
        takes += [("course", 0.7)] if city < TAKES_COURSE else []
        takes += [("elsewhere", 0.5)] if city >= TAKES_COURSE - TAKES_BOTH else []
        pairs += [{"need": f"c{city}", "offer": offer, "score": score} for offer, score in takes]
    needs = [{"id": f"c{city}", "prefers_countries": ["X"]} for city in range(ASKING)]
    others = [{"id": f"c{city}", "prefers_countries": [f"Z{city}"]} for city in range(ASKING, CITIES)]
    return {
        "needs": [*needs, *others][::order],
        "offers": [*hosts, course, elsewhere],
        "pairs": pairs[::order],
        "rules": {"seed": "2026-11"},
    }


def test_MA2_a_preference_is_not_an_allocation() -> None:
    result: Any = answer(demand())
    hold(demand(), result)
    load = {line["offer"]: line["load"] for line in result["offers"]}
    assert sum(load[f"visit{at}"] for at in range(3)) == 7
    assert (load["course"], load["elsewhere"]) == (12, 4)
    assert result["metrics"]["top_country_share"] == 71
    row = result["demand"][0]
    assert row["country"] == "X"
    assert (row["wanted"], row["percent_of_needs"], row["places"]) == (25, 71, 19)
    assert (row["in_country"], row["served"], row["waiting"]) == (19, 23, 2)
    assert (result["metrics"]["acceptable"], result["metrics"]["acceptable_bound"]) == (19, 19)


def test_MA5_the_concentration_is_warned_of() -> None:
    result: Any = answer(demand())
    assert result["warnings"] == ["71% of the needs ask for a host in X, more than 40%"]


def test_MA4_the_two_that_wait_know_why_and_until_when() -> None:
    result: Any = answer(demand())
    waiting = [line for line in result["unmatched"] if int(line["need"][1:]) < ASKING]
    assert len(waiting) == 2
    assert {line["code"] for line in waiting} == {"all_full"}
    assert {line["next_date"] for line in waiting} <= {"2027-03-01", "2027-05-01"}


def test_MA3_the_time_of_submission_decides_nothing() -> None:
    assert answer(demand()) == answer(demand(-1))


def test_MA2_without_urgency_all_get_the_first_thing_that_fits_only_once() -> None:
    pairs = chosen(answer(demand()))
    assert len({need for need, _offer in pairs}) == len(pairs) == 23
