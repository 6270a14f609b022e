"""Roles: rows with who and when."""

import pytest

from cityclusters.people.models import LastAdministrator, Person, RoleGrant

pytestmark = pytest.mark.django_db


def test_a_role_is_held_until_it_ends(newcomer: Person, administrator: Person) -> None:
    assert not newcomer.is_officer
    grant = RoleGrant.grant(newcomer, "officer", by=administrator)
    assert newcomer.is_officer
    assert RoleGrant.grant(newcomer, "officer", by=None) == grant
    grant.finish(by=administrator)
    assert not Person.objects.get(pk=newcomer.pk).is_officer
    assert grant.ended_by == administrator


def test_the_last_administrator_stays(administrator: Person, newcomer: Person) -> None:
    grant = administrator.grants.get()
    with pytest.raises(LastAdministrator):
        grant.finish(by=administrator)
    assert Person.objects.get(pk=administrator.pk).is_administrator
    RoleGrant.grant(newcomer, "administrator", by=administrator)
    grant.finish(by=administrator)
    assert not Person.objects.get(pk=administrator.pk).is_administrator


def test_one_who_cannot_sign_in_does_not_count_as_another_administrator(
    administrator: Person, newcomer: Person
) -> None:
    RoleGrant.grant(newcomer, "administrator", by=administrator)
    newcomer.suspend()
    with pytest.raises(LastAdministrator):
        administrator.grants.get().finish(by=administrator)


def test_roles_are_read_once_per_instance(
    officer: Person, django_assert_num_queries: "pytest.FixtureRequest"
) -> None:
    person = Person.objects.get(pk=officer.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert person.is_officer
        assert not person.is_administrator
        assert not person.holds("data_steward")
