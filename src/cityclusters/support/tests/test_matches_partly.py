"""A need that wants two hosts stays open for the second (MA9); one that has all lets the others lapse."""

import pytest

from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import acts
from cityclusters.support.models import Match
from cityclusters.support.models.choices import MatchState, NeedState
from cityclusters.support.tests.making_matches import (
    accepted,
    choices_of,
    focal,
    need_of,
    round_by,
    window_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def third(
    yichuns: object, programme: Organisation, officer: Person, amman_city: Organisation
) -> Organisation:
    programme.place = amman_city.place
    programme.save()
    focal(programme, officer, "third@programme.example")
    return programme


def _choices(wants: int, khiva_city: Organisation, hosts: list[Organisation], officer: Person) -> list[Match]:
    need = need_of(khiva_city, wants=wants)
    return choices_of(round_by(officer), need, [window_of(host) for host in hosts])


def _states(rows: list[Match]) -> list[str]:
    return [Match.objects.get(pk=row.pk).state for row in rows]


def test_MA9_one_of_two_keeps_the_need_open(
    khiva_city: Organisation, amman_city: Organisation, bukhara_city: Organisation, third: Organisation,
    officer: Person, khiva_deputy: Person, stranger: Person, bukhara_deputy: Person,
) -> None:  # fmt: skip
    rows = _choices(2, khiva_city, [amman_city, bukhara_city, third], officer)
    assert _states(rows) == ["proposed", "proposed", "suggested"]
    accepted(rows[0], khiva_deputy, stranger)
    need = rows[0].need
    need.refresh_from_db()
    assert need.state == NeedState.PARTLY_MET
    assert need in type(need).objects.open()
    acts.decline(rows[1], bukhara_deputy, "room")
    assert _states(rows) == ["accepted_by_both", "declined", "proposed"]
    need.refresh_from_db()
    assert need.state == NeedState.PARTLY_MET
    accepted(rows[2], khiva_deputy, Person.objects.get(email="third@programme.example"))
    need.refresh_from_db()
    assert need.state == NeedState.ACCEPTED


def test_a_need_that_wants_one_lets_the_others_lapse(
    khiva_city: Organisation, amman_city: Organisation, bukhara_city: Organisation, third: Organisation,
    officer: Person, khiva_deputy: Person, stranger: Person, bukhara_deputy: Person,
) -> None:  # fmt: skip
    rows = _choices(1, khiva_city, [amman_city, bukhara_city, third], officer)
    Match.objects.filter(pk=rows[1].pk).update(state=MatchState.PROPOSED)  # two at once
    accepted(rows[0], khiva_deputy, stranger)
    assert _states(rows) == ["accepted_by_both", "lapsed", "lapsed"]
    told = Letter.objects.filter(key__contains=":lapsed:")
    assert {letter.person for letter in told} == {khiva_deputy, bukhara_deputy}  # not who never knew of it
