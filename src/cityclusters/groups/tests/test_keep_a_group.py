"""Posts in a group: given by its managers, told by a letter, laid down."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from cityclusters.groups import rules
from cityclusters.groups.registry import acts, own_data
from cityclusters.groups.tests.making import group, keep, member
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]


def test_who_gets_a_post_is_told(
    amman: Place, trainer: Person, newcomer: Person, as_person: AsPerson
) -> None:
    made = group(amman, manager=trainer)
    sent = {"person": "newcomer@mail.example", "role": "facilitator"}
    for _twice in range(2):
        as_person(trainer).post(f"{made.get_absolute_url()}keepers/", sent)
    assert made.keepers.filter(person=newcomer).count() == 1
    assert Letter.objects.get(person=newcomer).subject == "You have a post in a group"
    assert Entry.objects.filter(act="groups_keeper.appointed").count() == 1
    assert rules.may_facilitate(newcomer, made)


def test_an_address_without_an_account_comes_back(amman: Place, trainer: Person, as_person: AsPerson) -> None:
    made = group(amman, manager=trainer)
    sent = {"person": "nobody@mail.example", "role": "coach"}
    text = as_person(trainer).post(f"{made.get_absolute_url()}keepers/", sent).text
    assert "nobody@mail.example" in text
    assert "has an account here" in text


def test_facilitators_give_no_posts(amman: Place, newcomer: Person, as_person: AsPerson) -> None:
    made = group(amman)
    keep(made, newcomer, "facilitator")
    assert as_person(newcomer).get(f"{made.get_absolute_url()}keepers/").status_code == 403


def test_the_last_manager_stays(amman: Place, trainer: Person, as_person: AsPerson) -> None:
    made = group(amman, manager=trainer)
    post = made.keepers.get()
    answer = as_person(trainer).post(f"{made.get_absolute_url()}keepers/{post.public_id}/end/", follow=True)
    assert "Appoint another one first" in answer.text
    assert rules.may_manage(trainer, made)


def test_with_an_organisation_behind_it_the_last_manager_may_go(
    amman: Place, amman_city: Organisation, trainer: Person
) -> None:
    made = group(amman, manager=trainer, organisation=amman_city)
    acts.end_post(made, trainer, made.keepers.get())
    assert not rules.may_manage(trainer, made)
    post = made.keepers.get()
    assert post.ends == made.today() - timedelta(days=1)


def test_everybody_lays_her_own_post_down(
    amman: Place, trainer: Person, newcomer: Person, as_person: AsPerson
) -> None:
    made = group(amman, manager=trainer)
    post = keep(made, newcomer, "coach")
    other = made.keepers.get(person=trainer)
    browser = as_person(newcomer)
    browser.post(f"{made.get_absolute_url()}keepers/{other.public_id}/end/")
    browser.post(f"{made.get_absolute_url()}keepers/{post.public_id}/end/")
    post.refresh_from_db()
    other.refresh_from_db()
    assert post.ends is not None
    assert other.ends is None


def test_her_data_are_collected_and_forgotten(amman: Place, newcomer: Person) -> None:
    made = group(amman, manager=newcomer)
    line = member(made, "Newcomer", "female", person=newcomer)
    found = own_data.collect(newcomer)
    assert found["group_posts"][0]["role"] == "manager"
    assert found["group_memberships"][0]["sex"] == "female"
    own_data.erase(newcomer)
    line.refresh_from_db()
    assert (line.name, line.person, line.sex) == ("(erased)", None, "female")
