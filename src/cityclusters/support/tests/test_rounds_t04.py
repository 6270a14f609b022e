"""Trap T04 on rows of the database, with the engine as it is: 71 % of the demand points at one country."""

from collections import Counter

import pytest

from cityclusters.people.models import Person
from cityclusters.support.models import Choice, Outcome
from cityclusters.support.tests import making_rounds as making


@pytest.fixture
def season(db: None) -> making.T04:
    return making.t04()


def test_MA2_a_preference_is_not_an_allocation(season: making.T04, officer: Person) -> None:
    run = making.calculated(making.round_of(officer), officer)
    assert run.failure == ""
    load = Counter(Choice.objects.filter(run=run, rank=1).values_list("window", flat=True))
    assert sum(load[window.pk] for window in season.visits) == 7
    assert load[season.course[0].pk] == 12
    assert load[season.elsewhere[0].pk] == 4
    asked = Outcome.objects.filter(run=run, need__in=[row.pk for row in season.asking])
    assert asked.filter(as_asked=True).count() == 7
    assert asked.filter(as_wished=True).count() == 19
    assert asked.filter(got=1).count() == 23
    assert asked.filter(got=0).count() == 2


def test_MA4_each_that_waits_has_a_reason_and_a_day(season: making.T04, officer: Person) -> None:
    run = making.calculated(making.round_of(officer), officer)
    waiting = Outcome.objects.filter(run=run, got=0)
    assert Counter(waiting.values_list("code", flat=True)) == {"named_full": 2, "no_candidate": 10}
    assert all(row.next_on == making.NEXT_ON for row in waiting)
