"""Joining and leaving a space: one row for each joining, undone within an hour, refused after a ban."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.tests.together import together
from cityclusters.journal.models import Entry
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.spaces import bans, rules
from cityclusters.spaces.models import Membership, Space
from cityclusters.spaces.models.space import Banned

SignIn = Callable[[Person | None], Client]


@pytest.fixture
def space(spaces: list[Space]) -> Space:
    return spaces[1]


def acts() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


def test_joining_twice_is_joining_once(space: Space, newcomer: Person) -> None:
    assert space.join(newcomer) == space.join(newcomer)
    assert acts() == ["space.joined"]


def test_each_joining_has_a_row(space: Space, newcomer: Person) -> None:
    space.join(newcomer)
    assert space.leave(newcomer)
    assert not space.leave(newcomer)
    space.join(newcomer)
    rows = Membership.objects.filter(person=newcomer).order_by("pk")
    assert [row.left_at is None for row in rows] == [False, True]
    assert acts() == ["space.joined", "space.left", "space.joined"]


def test_leaving_is_undone_within_an_hour(space: Space, newcomer: Person) -> None:
    row = space.join(newcomer)
    assert not space.undo_leaving(newcomer)
    space.leave(newcomer)
    assert space.undo_leaving(newcomer)
    assert space.membership_of(newcomer) == row
    space.leave(newcomer)
    Membership.objects.update(left_at=timezone.now() - timedelta(hours=2))
    assert not space.undo_leaving(newcomer)


def test_a_steward_who_left_by_mistake_is_a_steward_again(space: Space, steward: Person) -> None:
    space.leave(steward)
    assert not rules.is_steward(steward, space)
    assert space.undo_leaving(steward)
    assert rules.is_steward(steward, space)


def test_who_was_sent_away_can_t_come_back(space: Space, newcomer: Person, officer: Person) -> None:
    space.join(newcomer)
    with pytest.raises(NotPossible, match="reason"):
        bans.ban(space, newcomer, officer, " ")
    bans.ban(space, newcomer, officer, "Sold shoes in every thread.")
    bans.ban(space, newcomer, officer, "Twice")
    assert space.membership_of(newcomer) is None
    with pytest.raises(Banned):
        space.join(newcomer)
    with pytest.raises(Banned):
        space.appoint(newcomer, officer)
    assert not space.undo_leaving(newcomer)
    assert bans.lift(space, newcomer, officer)
    assert not bans.lift(space, newcomer, officer)
    space.join(newcomer)
    assert acts() == ["space.joined", "space.banned", "space.ban_lifted", "space.joined"]
    assert Entry.objects.get(act="space.banned").details["reason"] == "Sold shoes in every thread."


def test_a_ban_ahead_of_joining_holds(space: Space, newcomer: Person, officer: Person) -> None:
    bans.ban(space, newcomer, officer, "Known from another space.")
    with pytest.raises(Banned):
        space.join(newcomer)


def test_stewards_are_appointed_and_end(space: Space, newcomer: Person, officer: Person) -> None:
    space.join(newcomer)
    row = space.appoint(newcomer, officer)
    assert space.appoint(newcomer, officer) == row
    assert rules.is_steward(newcomer, space)
    assert space.end_stewardship(newcomer, officer)
    assert not space.end_stewardship(newcomer, officer)
    assert space.membership_of(newcomer).role == "member"
    history = Membership.objects.filter(person=newcomer).order_by("pk").values_list("role", flat=True)
    assert list(history) == ["member", "steward", "member"]


def test_the_database_holds_it_too(space: Space, newcomer: Person) -> None:
    space.join(newcomer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(space=space, person=newcomer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.update(banned_at=timezone.now())


def test_SP3_nobody_decides_on_her_own_organisation(
    space: Space, steward: Person, officer: Person, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    space.join(khiva_deputy)
    assert rules.may_ban(steward, khiva_deputy, space)
    assert rules.may_ban(officer, khiva_deputy, space)
    for colleague in (steward, officer):
        Mandate.objects.create(
            person=colleague, organisation=khiva_city, post="Adviser", state="confirmed",
            start=timezone.localdate() - timedelta(days=9),
        )  # fmt: skip
        assert not rules.may_ban(colleague, khiva_deputy, space)
    assert not rules.may_ban(officer, officer, space)


def test_SP3_an_office_is_its_agency(
    space: Space, officer: Person, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    office = Organisation.objects.create(
        names=khiva_city.names, kind=khiva_city.kind, parent=khiva_city, state="verified"
    )
    Mandate.objects.create(person=officer, organisation=office, post="Adviser", state="confirmed")
    space.join(khiva_deputy)
    assert not rules.may_ban(officer, khiva_deputy, space)


def test_a_steward_is_for_officers_to_send_away(
    space: Space, steward: Person, officer: Person, newcomer: Person
) -> None:
    space.appoint(newcomer, officer)
    assert not rules.may_ban(steward, newcomer, space)
    assert rules.may_ban(officer, newcomer, space)
    assert not rules.may_ban(newcomer, officer, Space.objects.exclude(pk=space.pk)[0])


def test_joining_by_the_button_can_be_undone(as_person: SignIn, space: Space, newcomer: Person) -> None:
    browser = as_person(newcomer)
    join, leave = (reverse(f"spaces:{name}", args=[space.slug]) for name in ("join", "leave"))
    body = browser.post(join, follow=True).content.decode()
    assert "You are a member now" in body
    assert f'action="{leave}"' in body
    body = browser.post(leave, follow=True).content.decode()
    assert "You have left this space" in body
    assert 'name="undo"' in body
    body = browser.post(join, {"undo": "1"}, follow=True).content.decode()
    assert "You are still a member" in body
    assert Membership.objects.filter(person=newcomer).count() == 1


def test_joining_needs_an_account_and_a_post(as_person: SignIn, space: Space, newcomer: Person) -> None:
    join = reverse("spaces:join", args=[space.slug])
    assert as_person(None).post(join).status_code == 302
    assert as_person(newcomer).get(join).status_code == 405
    assert as_person(newcomer).post(reverse("spaces:join", args=["no-such-space"])).status_code == 404
    assert not Membership.objects.filter(person=newcomer).exists()


def test_the_banned_reader_is_told_why(
    as_person: SignIn, space: Space, newcomer: Person, officer: Person
) -> None:
    bans.ban(space, newcomer, officer, "Sold shoes in every thread.")
    browser = as_person(newcomer)
    body = browser.get(space.get_absolute_url()).content.decode()
    assert "Sold shoes in every thread." in body
    join = reverse("spaces:join", args=[space.slug])
    assert f'action="{join}"' not in body
    assert "You can&#x27;t join this space" in browser.post(join, follow=True).content.decode()
    assert space.membership_of(newcomer) is None


@pytest.mark.django_db(transaction=True)
def test_a_double_click_joins_once(space: Space, newcomer: Person) -> None:
    for _trial in range(8):
        Membership.objects.all().delete()
        assert together(*[lambda: space.join(newcomer)] * 4) == []
        assert Membership.objects.filter(person=newcomer).count() == 1
