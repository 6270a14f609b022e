"""What of rounds waits on an officer's "My work", and which ways lead to rounds."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cityclusters.people.models import Person
from cityclusters.support.models import Offer, Round
from cityclusters.support.rounds import publishing, waiting
from cityclusters.support.tests import making_rounds as making

Browser = Callable[[Person | None], Client]


def _titles(person: Person) -> list[str]:
    return [item.title for item in waiting.items(person)]


def test_a_calculation_waits_until_it_is_published(officer: Person) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Nanjing", "CN"), subject), 1)
    making.need(making.city("Khiva", "UZ"), subject)
    round_ = making.round_of(officer)
    assert _titles(officer) == []
    run = making.calculated(round_, officer)
    assert _titles(officer) == ["Look at calculation 1 and publish it: Spring round"]
    assert waiting.items(officer)[0].url == run.get_absolute_url()
    making.calculated(round_, officer, {"rules": {"acceptable": 0.5}})
    assert _titles(officer) == ["Look at calculation 1 and publish it: Spring round"], "a trial is none"
    publishing.publish(round_, officer, run)
    assert _titles(officer) == []


def test_hosts_that_have_not_confirmed_since_the_round_opened(officer: Person) -> None:
    for name in ("Nanjing", "Suzhou", "Wuxi"):
        making.offer(making.city(name, "CN"), making.theme())
    making.round_of(officer)
    assert _titles(officer) == []
    before = timezone.now() - timedelta(days=30)
    Offer.objects.filter(place__name="Wuxi").update(confirmed_at=before)
    assert _titles(officer) == ["1 host has not confirmed its offer: Spring round"]
    Offer.objects.filter(place__name="Suzhou").update(confirmed_at=before)
    assert _titles(officer) == ["2 hosts have not confirmed their offers: Spring round"]
    Offer.objects.filter(place__name="Wuxi").update(state="paused")
    assert _titles(officer) == ["1 host has not confirmed its offer: Spring round"]


@pytest.mark.django_db
def test_it_is_one_query_and_nobody_elses_work(
    officer: Person, khiva_deputy: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        making.offer(making.city(f"Host {number}", "CN"), making.theme())
    making.round_of(officer)
    Offer.objects.update(confirmed_at=making.long_ago())
    assert officer.is_officer  # asked once a request
    with django_assert_num_queries(1):
        assert len(waiting.items(officer)) == 1
    assert waiting.items(khiva_deputy) == []


def test_the_door_leads_to_rounds_and_to_how_they_decide(
    officer: Person, khiva_deputy: Person, as_person: Browser
) -> None:
    making.round_of(officer)
    for person, number in ((None, "0 published"), (khiva_deputy, None), (officer, "1 round in preparation")):
        page = as_person(person).get("/help/").content.decode()
        assert 'href="/rounds/"' in page
        assert 'href="/rounds/how-it-decides/"' in page
        assert number is None or number in page
    assert 'href="/rounds/"' in as_person(officer).get("/my-work/").content.decode()
    assert 'href="/rounds/"' not in as_person(khiva_deputy).get("/my-work/").content.decode()
    assert Round.objects.count() == 1
