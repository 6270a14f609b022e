"""Where demand is above the room there is: for each country and each form, with the gap as a number."""

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.people.models import Person
from cityclusters.support.models import Round
from cityclusters.support.rounds import demand
from cityclusters.support.rounds.words import form_name
from cityclusters.support.tests import making_rounds as making

pytestmark = pytest.mark.django_db


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_a_large_course_does_not_hide_that_visits_are_missing(officer: Person) -> None:
    making.t04()
    round_ = making.round_of(officer)
    gaps, enough = demand.gaps(demand.wished(round_), demand.places(round_))
    found = [(gap.country, gap.form, gap.wanted, gap.places, gap.short) for gap in gaps]
    assert found == [
        ("China", form_name(making.VISIT), 25, 7, 18),
        ("China", form_name(making.COURSE), 18, 12, 6),
    ]
    assert enough == 0


def test_a_country_with_places_enough_has_no_gap(officer: Person, as_person: making.SignIn) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Nanjing", "CN"), subject), 2)
    for name in ("Khiva", "Bukhara"):
        making.need(making.city(name, "UZ"), subject, wishes=["CN"], modalities=[making.VISIT])
    round_ = making.round_of(officer)
    assert demand.gaps(demand.wished(round_), demand.places(round_)) == ([], 1)
    text = _text(as_person(officer), f"/rounds/{round_.public_id}/demand/")
    assert "No country is asked for by more needs than it has places" in text


def test_a_limit_of_the_round_leaves_no_more_places_than_it_lets_in(
    officer: Person, as_person: making.SignIn
) -> None:
    making.t04()
    round_ = making.round_of(officer, rules={"country_capacity": {"CN": 5}})
    gaps, _enough = demand.gaps(demand.wished(round_), demand.places(round_))
    assert [(gap.form, gap.places) for gap in gaps] == [
        (form_name(making.VISIT), 5),
        (form_name(making.COURSE), 5),
    ]
    text = _text(as_person(officer), f"/rounds/{round_.public_id}/demand/")
    assert "let at most 5 cities go to this country: China" in text
    assert "A warning appears when more than 40 % of all open needs ask for one country." in text


def test_of_a_published_round_it_says_that_it_is_of_today(officer: Person, as_person: making.SignIn) -> None:
    round_ = making.round_of(officer)
    broker, address = as_person(officer), f"/rounds/{round_.public_id}/"
    assert "of today" not in _text(broker, f"{address}demand/")
    Round.objects.update(state=Round.State.PUBLISHED, published_at=timezone.now())
    assert f'href="{address}demand/"' in _text(broker, address)
    assert "The numbers are those of today" in _text(broker, f"{address}demand/")
