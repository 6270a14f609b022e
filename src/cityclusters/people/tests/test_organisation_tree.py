"""Organisations as a tree: an office counts for its agency, and what is merged for what stays."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cityclusters.core.texts import make_texts
from cityclusters.people import merging
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.spaces.models import Space

pytestmark = pytest.mark.django_db


def named(name: str, kind: str = "un", **fields: object) -> Organisation:
    return Organisation.objects.create(names=make_texts("en", en=name), kind=kind, **fields)


@pytest.fixture
def agency(db: None) -> Organisation:
    return named("Development Agency (DA)", state="verified")


@pytest.fixture
def office(agency: Organisation) -> Organisation:
    return named("Country Office in Peru", parent=agency)


def test_A4_an_office_counts_for_its_agency(agency: Organisation, office: Organisation) -> None:
    desk = named("Desk in Ayacucho", parent=office)
    assert desk.root() == agency
    assert [str(row) for row in desk.ancestors()] == ["Country Office in Peru", "Development Agency (DA)"]
    counted = Organisation.objects.agencies([agency.pk, office.pk, desk.pk])
    assert set(counted.values()) == {agency.pk}


def test_rolling_up_takes_a_query_per_level_whatever_the_number(agency: Organisation) -> None:
    offices = [named(f"Office {number}", parent=agency).pk for number in range(30)]
    with CaptureQueriesContext(
        connection,
    ) as few:
        Organisation.objects.agencies(offices[:3])
    with CaptureQueriesContext(connection) as many:
        Organisation.objects.agencies(offices)
    assert len(few) == len(many) == 2


def test_the_tree_is_shown_from_the_top_with_what_the_reader_may_see(
    agency: Organisation, office: Organisation
) -> None:
    named("Refused office", parent=agency, state="rejected")
    desk = named("Desk in Ayacucho", parent=office)
    top = desk.family(Organisation.objects.exclude(state="rejected"))
    assert top.organisation == agency
    assert [branch.organisation for branch in top.offices] == [office]
    assert [branch.organisation for branch in top.offices[0].offices] == [desk]


def test_a_loop_is_refused(agency: Organisation, office: Organisation) -> None:
    assert not agency.may_stand_below(office)
    assert not agency.may_stand_below(agency)
    assert office.may_stand_below(agency)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=agency.pk).update(parent=agency)


def test_a_loop_in_the_rows_hangs_nothing(agency: Organisation, office: Organisation) -> None:
    Organisation.objects.filter(pk=agency.pk).update(parent=office)
    office.refresh_from_db()
    assert len(office.ancestors()) == 1
    assert office.root() in {agency, office}


def test_merging_moves_posts_offices_and_names_and_leaves_the_old_address(
    agency: Organisation, khiva_deputy: Person, khiva_city: Organisation, office: Organisation
) -> None:
    twin = named("Khiva City Hall", "local_authority")
    Mandate.ask(khiva_deputy, twin, post="Deputy mayor")
    hub = named("Hub of Khiva", "women", parent=twin)
    assert merging.merge(twin, khiva_city) == 2
    hub.refresh_from_db()
    assert hub.parent == khiva_city
    assert khiva_city.mandates.count() == 2
    assert Organisation.objects.called("KHIVA city hall").get() == khiva_city
    assert twin.state == "merged"
    assert twin.survivor_key() == khiva_city.pk
    assert Organisation.objects.agencies([twin.pk]) == {twin.pk: khiva_city.pk}


def test_a_record_whose_twin_is_there_stays_behind(khiva_deputy: Person, khiva_city: Organisation) -> None:
    twin = named("Khiva City Hall", "local_authority")
    first = Mandate.ask(khiva_deputy, twin, post="Adviser")
    second = Mandate.ask(khiva_deputy, khiva_city, post="Adviser")
    merging.merge(twin, khiva_city)
    first.refresh_from_db()
    assert first.organisation == twin  # asked for once per organisation
    assert khiva_city.mandates.filter(pk=second.pk).exists()


def test_what_stands_above_cannot_be_merged_with_what_is_below(
    agency: Organisation, office: Organisation
) -> None:
    with pytest.raises(ValueError, match="cannot be merged"):
        merging.merge(agency, office)
    with pytest.raises(ValueError, match="cannot be merged"):
        merging.merge(office, office)


def test_spellings_follow_the_names(agency: Organisation, spaces: list[Space]) -> None:
    assert set(Organisation.objects.called("da")) == {agency}
    assert set(Organisation.objects.called("development AGENCY")) == {agency}
    agency.names = make_texts("en", en="Agency for Development", ru="Агентство развития")
    agency.save()
    assert not Organisation.objects.called("DA").exists()
    assert Organisation.objects.called("agentstvo razvitiya").get() == agency
    agency.domain = " @Agency.Example "
    agency.save(update_fields=["domain"])
    assert agency.domain == "agency.example"
