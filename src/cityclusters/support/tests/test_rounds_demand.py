"""Demand against room, before anything is calculated: by country, theme and form, and what is too much of one
(rule MA5)."""

from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.people.models import Person
from cityclusters.support.engine.file import answer
from cityclusters.support.models import Offer, Round, Window
from cityclusters.support.rounds import demand
from cityclusters.support.rounds.demand import Wished
from cityclusters.support.tests import making_rounds as making
from cityclusters.support.tests.matches import document

pytestmark = pytest.mark.django_db


def _season() -> Window:
    """Three needs and three hosts: Nanjing with 4 places of which one is held, Seoul with a course, Late
    without its word. Gives the window of Nanjing."""
    health, waste = making.theme(), making.theme("waste")
    nanjing = making.window(making.offer(making.city("Nanjing", "CN"), health), 4, held=1)
    making.window(making.offer(making.city("Seoul", "KR"), health, waste), 12, making.COURSE, cohort=True)
    making.window(making.offer(making.city("Late", "CN"), health), 9)
    forms = [[making.VISIT], [making.VISIT, making.COURSE], []]
    wishes = [["CN"], ["CN", "KR"], [nanjing.offer.place]]
    for number, (some, wished) in enumerate(zip(forms, wishes, strict=True)):
        city = making.city(f"City {number}", "UZ")
        making.need(city, [health, waste][number % 2], modalities=some, wishes=wished)
    return nanjing


def _shown(broker: Client, round_: Round, table: str) -> dict[str, tuple[int, int]]:
    """Needs and places by label, as a chart of the page shows them."""
    answer = broker.get(f"/rounds/{round_.public_id}/demand/")
    assert answer.status_code == 200
    rows = answer.context[table]
    text = answer.content.decode()
    assert all(row["label"] in text for row in rows)
    return {row["label"]: (int(row["values"][0]["text"]), int(row["values"][1]["text"])) for row in rows}


@pytest.fixture
def broker(officer: Person, as_person: making.SignIn) -> Client:
    return as_person(officer)


def test_needs_stand_against_the_places_that_are_left(officer: Person, broker: Client) -> None:
    _season()
    round_ = making.round_of(officer)
    before = round_.opened_at - timedelta(days=1)
    Offer.objects.filter(place__name="Late").update(confirmed_at=before)
    # China: three places of four are left; who has not confirmed has none.
    assert _shown(broker, round_, "countries") == {"China": (3, 3), "Republic of Korea": (1, 12)}
    by_form = _shown(broker, round_, "forms")
    # A need that accepts several forms counts in each, one that names none in all.
    assert (by_form["Study tour or site visit"], by_form["Training course"]) == ((3, 3), (2, 12))
    assert by_form["Funding or co-financing"] == (1, 0)
    assert _shown(broker, round_, "themes") == {"Covid-19": (2, 15), "Waste": (1, 12)}


def test_a_limit_of_the_round_and_a_window_that_is_over_are_no_room(officer: Person, broker: Client) -> None:
    nanjing = _season()
    round_ = making.round_of(officer, rules={"country_capacity": {"CN": 2}})
    assert _shown(broker, round_, "countries") == {"China": (3, 2), "Republic of Korea": (1, 12)}
    assert demand.room_by_city(round_) == {
        "Nanjing, China": 3,
        "Late, China": 9,
        "Seoul, Republic of Korea": 12,
    }
    day = timezone.localdate()
    Window.objects.filter(pk=nanjing.pk).update(starts=day - timedelta(days=9), ends=day - timedelta(days=1))
    Offer.objects.filter(place__name="Seoul").update(state="paused")
    Offer.objects.filter(place__name="Late").update(expires_on=day - timedelta(days=1))
    assert _shown(broker, round_, "countries") == {"China": (3, 0), "Republic of Korea": (1, 0)}
    assert demand.room_by_city(round_) == {}


FEW = {"CN": 4, "KR": 4, "TR": 2}
"""Of ten needs none asks for one country more than 40 % do, and yet three countries share everything."""


def test_MA5_few_countries_are_too_few_though_none_has_more_than_forty_percent() -> None:
    (warning,) = demand.warnings(Wished(10, Counter(FEW), Counter()))
    assert warning == "The needs ask for few countries (index 0.36, more than 0.25)."
    many = {f"K{number}": 2 for number in range(5)}
    assert demand.warnings(Wished(10, Counter(many), Counter())) == []
    quarter = dict.fromkeys(("CN", "KR", "TR", "PE"), 2)
    assert demand.warnings(Wished(10, Counter(quarter), Counter())) == [], "0.25 itself is not more"


def test_MA5_the_engine_says_the_same_of_a_file() -> None:
    names = [code for code, count in FEW.items() for _one in range(count)]
    needs = [{"id": f"n{at}", "prefers_countries": [name]} for at, name in enumerate(names)]
    found = answer(document(needs, [], []))
    assert found["warnings"] == ["The needs ask for few countries (index 0.36, more than 0.25)"]


def test_MA5_a_host_with_as_many_places_as_name_it_is_not_asked_too_much() -> None:
    asked = Wished(9, Counter(), Counter({"Nanjing, China": 3, "Seoul, South Korea": 2, "Cusco, Peru": 1}))
    found = demand.host_warnings(asked, {"Nanjing, China": 3, "Seoul, South Korea": 1})
    assert found == ["2 needs name Seoul, South Korea, which has 1 place."]
