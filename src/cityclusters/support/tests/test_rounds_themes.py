"""Themes of several lists in a round (seed item D10): one that stands for two does not join them."""

import pytest

from cityclusters.people.models import Person
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Choice, Outcome
from cityclusters.support.rounds import demand
from cityclusters.support.tests import making_rounds as making

pytestmark = pytest.mark.django_db


@pytest.fixture
def climate() -> Theme:
    """A theme of another list that stands for two of our own."""
    broad = making.theme("climate")
    Theme.objects.filter(pk=broad.pk).update(vocabulary="areas-2020")
    broad.same_as.set([making.theme("buses"), making.theme("waste")])
    broad.refresh_from_db()
    return broad


def served(theme: Theme, host: Theme, officer: Person) -> bool:
    """Whether a need with one theme gets a host with the other."""
    asked = making.need(making.city("City", "UZ"), theme, modalities=[making.VISIT])
    making.window(making.offer(making.city("Host", "CN"), host), 1)
    run = making.calculated(making.round_of(officer), officer)
    return Choice.objects.filter(run=run, need=asked, rank=1).exists()


def test_D10_a_broad_theme_does_not_join_what_it_stands_for(climate: Theme, officer: Person) -> None:
    assert not served(making.theme("buses"), making.theme("waste"), officer)
    outcome = Outcome.objects.get()
    assert outcome.code == "no_candidate"


@pytest.mark.parametrize("code", ["buses", "waste"])
def test_D10_a_broad_theme_meets_each_that_it_stands_for(climate: Theme, officer: Person, code: str) -> None:
    assert served(climate, making.theme(code), officer)


def test_D10_an_offer_with_the_broad_theme_is_found_too(climate: Theme, officer: Person) -> None:
    assert served(making.theme("waste"), climate, officer)


def test_D10_demand_counts_a_broad_theme_in_each(climate: Theme, officer: Person) -> None:
    making.need(making.city("City", "UZ"), climate)
    making.window(making.offer(making.city("Host", "CN"), making.theme("waste")), 3)
    lines = {line.label: (line.wanted, line.places) for line in demand.by_theme(making.round_of(officer))}
    assert lines == {"Buses": (1, 0), "Waste": (1, 3)}
