"""Who sees a group, and who may do what in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from cityclusters.groups import rules
from cityclusters.groups.models import Group, Keeper
from cityclusters.groups.tests.making import ended, group, keep, member
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]


def test_everybody_reads_a_public_group(amman: Place, as_person: AsPerson) -> None:
    made = group(amman)
    answer = as_person(None).get(made.get_absolute_url())
    assert answer.status_code == 200
    assert "Group of Amman" in answer.text


@pytest.mark.parametrize("shown_to", ["members", "keepers"])
def test_a_hidden_group_is_not_there_for_others(
    amman: Place, newcomer: Person, trainer: Person, officer: Person, as_person: AsPerson, shown_to: str
) -> None:
    made = group(amman, manager=trainer, shown_to=shown_to)
    for reader, status in [(None, 404), (newcomer, 404), (trainer, 200), (officer, 200)]:
        assert as_person(reader).get(made.get_absolute_url()).status_code == status


def test_members_read_a_group_for_members_until_they_leave(amman: Place, newcomer: Person) -> None:
    made = group(amman, shown_to="members")
    row = member(made, "Member", person=newcomer)
    assert rules.may_see(newcomer, made)
    row.left = made.today()
    row.save()
    assert not rules.may_see(newcomer, made)


def test_keepers_groups_are_not_for_members(amman: Place, newcomer: Person) -> None:
    made = group(amman, shown_to="keepers")
    member(made, "Member", person=newcomer)
    assert not rules.may_see(newcomer, made)


def test_a_post_that_has_ended_gives_nothing(amman: Place, newcomer: Person) -> None:
    made = group(amman, shown_to="keepers")
    ended(made, newcomer)
    assert not rules.may_manage(newcomer, made)
    assert not rules.may_see(newcomer, made)


def test_a_post_that_begins_tomorrow_gives_nothing_yet(amman: Place, newcomer: Person) -> None:
    made = group(amman, shown_to="keepers")
    keep(made, newcomer, starts=made.today() + timedelta(days=1))
    assert not rules.may_manage(newcomer, made)


def test_the_organisation_that_runs_it_manages_it(
    amman: Place, amman_city: Organisation, stranger: Person, khiva_deputy: Person
) -> None:
    made = group(amman, organisation=amman_city, shown_to="keepers")
    assert rules.may_manage(stranger, made)
    assert rules.may_see(stranger, made)
    assert not rules.may_manage(khiva_deputy, made)


@pytest.mark.parametrize("role", Keeper.Role.values)
def test_each_post_opens_its_own_doors(amman: Place, newcomer: Person, role: str) -> None:
    made = group(amman)
    keep(made, newcomer, role)
    assert rules.may_manage(newcomer, made) == (role == "manager")
    assert rules.may_facilitate(newcomer, made) == (role in ("manager", "facilitator"))
    assert rules.is_counsellor(newcomer, made) == (role == "counsellor")
    assert rules.is_coach(newcomer, made) == (role == "coach")


def test_an_officer_reads_but_does_not_manage(amman: Place, officer: Person) -> None:
    made = group(amman, shown_to="keepers")
    assert rules.may_see(officer, made)
    assert not rules.may_manage(officer, made)


def test_a_part_that_is_off_is_not_there(amman: Place) -> None:
    made = group(amman, kind=Group.Kind.SELF_HELP, parts=["meetings"])
    assert made.has("meetings")
    assert not made.has("counselling")


def test_the_door_opens_for_everybody(db: None, as_person: AsPerson) -> None:
    assert as_person(None).get("/work/").status_code == 200
