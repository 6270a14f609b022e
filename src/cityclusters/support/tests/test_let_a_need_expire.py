"""A need is open for twelve months unless renewed (rule MA10), and for the hosts it lacks (rule MA9)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.people.tests.days import days_from_hers
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Match, Need
from cityclusters.support.needs import ending, jobs
from cityclusters.support.needs.states import settle
from cityclusters.support.tests.making_matches import window_of
from cityclusters.support.tests.making_needs import signed

Browser = Callable[[Person | None], Client]


@pytest.fixture
def need(reads_english: Person, khiva_city: Organisation, themes: list[Theme]) -> Need:
    return signed(reads_english, khiva_city, themes[1], wants=3)


def ends_in(need: Need, days: int) -> None:
    """Its last day is so many days from today."""
    Need.objects.filter(pk=need.pk).update(expires_on=timezone.localdate() + timedelta(days=days))
    need.refresh_from_db()


def test_MA10_a_need_expires_after_twelve_months(need: Need, reads_english: Person) -> None:
    ends_in(need, 0)
    jobs.follow_the_calendar()
    assert Need.objects.get().state == "open"  # through its last day
    ends_in(need, -1)
    assert not Need.objects.open().exists()
    jobs.follow_the_calendar()
    assert Need.objects.get().state == "expired"
    assert Letter.objects.filter(person=reads_english, subject__startswith="Expired").count() == 1


def test_MA10_letters_30_and_7_days_before(need: Need) -> None:
    for days, letters in ((31, 0), (30, 1), (29, 1), (8, 1), (7, 2), (6, 2), (0, 2)):
        ends_in(need, days)
        jobs.follow_the_calendar()
        jobs.follow_the_calendar()
        assert Letter.objects.count() == letters, days


def test_MA10_a_need_that_nobody_looked_at_for_weeks_gets_one_letter(need: Need) -> None:
    ends_in(need, 5)
    jobs.follow_the_calendar()
    jobs.follow_the_calendar()
    assert Letter.objects.count() == 1


def test_MA10_renewing_opens_it_for_another_year(
    need: Need, reads_english: Person, as_person: Browser
) -> None:
    ends_in(need, -1)
    jobs.follow_the_calendar()
    browser = as_person(reads_english)
    assert "Renew it for twelve months" in browser.get(f"/needs/{need.public_id}/").content.decode()
    browser.post(f"/needs/{need.public_id}/renewal/")
    need.refresh_from_db()
    assert (need.state, need.ended_at) == ("open", None)
    assert need.expires_on == days_from_hers(reads_english, 365)
    jobs.follow_the_calendar()
    assert Need.objects.get().state == "open"


def test_MA10_letters_come_again_after_renewing(need: Need, reads_english: Person) -> None:
    ends_in(need, 7)
    jobs.follow_the_calendar()
    ending.renew(need, reads_english)
    jobs.follow_the_calendar()
    assert Letter.objects.count() == 1
    ends_in(need, 6)
    jobs.follow_the_calendar()
    assert Letter.objects.count() == 2


def test_a_fresh_need_is_not_renewed(need: Need, reads_english: Person) -> None:
    with pytest.raises(NotPossible):
        ending.renew(need, reads_english)


def test_only_a_focal_point_renews(need: Need, officer: Person, bukhara_deputy: Person) -> None:
    ends_in(need, 5)
    for other in (officer, bukhara_deputy):
        with pytest.raises(NotPossible):
            ending.renew(need, other)


def held(need: Need, host: Organisation, by: Person) -> Match:
    """A match that both sides accepted."""
    window = window_of(host, 2)
    now = timezone.now()
    made = Match.objects.create(
        need=need, window=window, score=0.5, state="accepted_by_both", proposed_at=now, need_accepted_at=now,
        host_accepted_at=now, need_accepted_by=by,
    )  # fmt: skip
    settle(need)
    return made


def test_MA9_partial_fulfilment_keeps_the_rest_open(
    need: Need, reads_english: Person, bukhara_city: Organisation, amman_city: Organisation,
    as_person: Browser,
) -> None:  # fmt: skip
    held(need, bukhara_city, reads_english)
    need.refresh_from_db()
    assert need.state == "partly_met"
    page = as_person(reads_english).get(f"/needs/{need.public_id}/").content.decode()
    assert "1 of 3 found; 2 still looked for." in page
    as_person(reads_english).post(f"/needs/{need.public_id}/hosts/", {"hosts": "2"})
    need.refresh_from_db()
    assert (need.state, need.found_elsewhere) == ("partly_met", 1)
    assert Need.objects.open().get() == need
    settle(need)
    assert need.state == "partly_met"


def test_MA9_with_all_its_hosts_it_is_met(need: Need, reads_english: Person, as_person: Browser) -> None:
    address = f"/needs/{need.public_id}/hosts/"
    as_person(reads_english).post(address, {"hosts": "3"})
    need.refresh_from_db()
    assert need.state == "met"
    assert need.ended_at is not None
    assert not Need.objects.open().exists()
    as_person(reads_english).post(address, {"hosts": "1"})  # it was a mistake
    need = Need.objects.get()
    assert (need.state, need.ended_at) == ("partly_met", None)
    as_person(reads_english).post(address, {"hosts": "0"})
    assert Need.objects.get().state == "open"


def test_MA9_hosts_accepted_here_are_not_counted_away(
    need: Need, reads_english: Person, bukhara_city: Organisation
) -> None:
    held(need, bukhara_city, reads_english)
    with pytest.raises(NotPossible):
        ending.count_hosts(need, reads_english, 0)


@pytest.mark.parametrize("sent", ["", "-1", "many", "21", "9" * 30])
def test_a_wrong_number_of_hosts_changes_nothing(
    sent: str, need: Need, reads_english: Person, as_person: Browser
) -> None:
    answer = as_person(reads_english).post(f"/needs/{need.public_id}/hosts/", {"hosts": sent})
    assert answer.status_code == 302
    assert Need.objects.get().found_elsewhere == 0
