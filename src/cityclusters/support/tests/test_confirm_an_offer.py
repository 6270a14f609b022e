"""An offer is confirmed before each round, paused, opened again, taken back, and over after its last day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.support.matches import places
from cityclusters.support.models import Offer
from cityclusters.support.offers import confirming, jobs, states, waiting
from cityclusters.support.tests import making_offers as making

Browser = Callable[[Person | None], Client]
State = Offer.State


@pytest.fixture
def offer(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], second_officer: Person
) -> Offer:
    return making.opened(reads_english, khiva_city, [themes[1]], second_officer)


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _last_day(offer: Offer, days: int) -> None:
    Offer.objects.filter(pk=offer.pk).update(expires_on=_in(days))
    offer.refresh_from_db()


def test_the_host_confirms_by_one_press(offer: Offer, reads_english: Person, as_person: Browser) -> None:
    since = timezone.now()
    assert list(confirming.confirmed_for(since)) == []
    assert confirming.ask([offer], _in(14)) == 1
    assert confirming.ask([offer], _in(14)) == 0  # asked already
    letter = Letter.objects.get(subject__startswith="Please confirm")
    address = f"/offers/{offer.public_id}/confirmation/"
    assert address in letter.body
    assert "Not confirmed yet" in as_person(None).get("/offers/").text
    assert [item.url for item in waiting.items(reads_english)] == [address]
    browser = as_person(reads_english)
    assert "Technical exchange online" in browser.get(address).text  # the room stands there, to be changed
    browser.post(address)
    offer.refresh_from_db()
    assert (offer.is_unconfirmed, list(confirming.confirmed_for(since))) == (False, [offer])
    assert "Not confirmed yet" not in as_person(None).get("/offers/").text
    assert waiting.items(reads_english) == []


def test_only_open_offers_are_asked_and_taken(
    offer: Offer,
    reads_english: Person,
    bukhara_deputy: Person,
    khiva_city: Organisation,
    themes: list[Theme],
) -> None:
    hidden = making.draft(reads_english, khiva_city, themes, title="Hidden")
    assert confirming.ask([hidden], _in(14)) == 0
    with pytest.raises(NotPossible):
        confirming.confirm(offer, bukhara_deputy)
    long_ago = timezone.now() - timedelta(days=1)
    assert list(confirming.confirmed_for(long_ago)) == [offer]  # handed in and verified since
    states.pause(offer, reads_english, "The museum is being rebuilt")
    assert list(confirming.confirmed_for(long_ago)) == []
    with pytest.raises(NotPossible):
        confirming.confirm(offer, reads_english)


def test_paused_with_a_reason_and_opened_again(
    offer: Offer, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    assert browser.post(f"/offers/{offer.public_id}/pause/", {"reason": " "}).status_code == 200
    browser.post(f"/offers/{offer.public_id}/pause/", {"reason": "The hall is closed"})
    offer.refresh_from_db()
    assert offer.state == State.PAUSED
    assert as_person(None).get(f"/offers/{offer.public_id}/").status_code == 404
    assert "The hall is closed" in browser.get(f"/offers/{offer.public_id}/").text
    before = offer.confirmed_at
    address = f"/offers/{offer.public_id}/opening/"
    assert browser.post(address, {"until": _in(-1).isoformat()}).status_code == 200
    browser.post(address, {"until": _in(90).isoformat()})
    offer.refresh_from_db()
    assert (offer.state, offer.expires_on) == (State.OPEN, _in(90))
    assert offer.confirmed_at is not None
    assert before is not None
    assert offer.confirmed_at > before


def test_taken_back(offer: Offer, reads_english: Person, as_person: Browser) -> None:
    for _press in range(2):
        as_person(reads_english).post(f"/offers/{offer.public_id}/closing/", {"reason": "No staff"})
    offer.refresh_from_db()
    assert offer.state == State.CLOSED
    assert offer.title not in as_person(None).get("/offers/").text
    with pytest.raises(NotPossible):
        making.window(offer, reads_english)


def test_a_full_offer_follows_its_room(offer: Offer) -> None:
    room = offer.windows.get()
    for _guest in range(2):
        with transaction.atomic():
            places.take(room)
    offer.refresh_from_db()
    assert offer.state == State.FULL
    with transaction.atomic():
        places.give_back(room)
    offer.refresh_from_db()
    assert offer.state == State.OPEN


def test_letters_30_and_7_days_before_and_then_it_is_over(
    offer: Offer, reads_english: Person, as_person: Browser
) -> None:
    def letters() -> int:
        return Letter.objects.filter(subject__contains="ends soon").count()

    for left, written in [(31, 0), (30, 1), (29, 1), (8, 1), (7, 2), (1, 2), (0, 2)]:
        # The last day comes nearer: what was written about stays written about.
        Offer.objects.filter(pk=offer.pk).update(expires_on=_in(left))
        Offer.objects.filter(pk=offer.pk, reminded_for__isnull=False).update(reminded_for=_in(left))
        for _run in range(2):
            jobs.remind()
            jobs.expire()
        assert letters() == written, left
    offer.refresh_from_db()
    assert offer.state == State.OPEN
    _last_day(offer, -1)
    for _run in range(2):
        jobs.expire()
    offer.refresh_from_db()
    assert offer.state == State.EXPIRED
    assert Letter.objects.filter(subject__contains="is over").count() == 1
    states.reopen(offer, reads_english, _in(100))
    assert offer.state == State.OPEN


def test_a_later_last_day_is_written_about_again(offer: Offer) -> None:
    _last_day(offer, 5)
    jobs.remind()
    _last_day(offer, 20)
    jobs.remind()
    assert Letter.objects.filter(subject__contains="ends soon").count() == 2


def test_what_is_over_is_shown_to_nobody_before_the_worker_comes(offer: Offer, as_person: Browser) -> None:
    _last_day(offer, -1)
    assert as_person(None).get(f"/offers/{offer.public_id}/").status_code == 404
    assert list(confirming.confirmed_for(timezone.now() - timedelta(days=1))) == []


def test_an_offer_whose_windows_are_over_is_full(offer: Offer) -> None:
    offer.windows.update(starts=_in(-9), ends=_in(-2))
    jobs.follow_the_room()
    offer.refresh_from_db()
    assert offer.state == State.FULL


def test_officers_learn_what_waits_to_be_verified(
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    officer: Person,
    as_person: Browser,
) -> None:
    offer = making.draft(reads_english, khiva_city, themes)
    making.window(offer, reads_english)
    assert waiting.items(officer) == []
    states.submit(offer, reads_english)
    assert [item.url for item in waiting.items(officer)] == ["/offers/?whose=check"]
    assert waiting.items(reads_english) == []
    states.refuse(offer, officer, "Too short")
    assert [item.url for item in waiting.items(reads_english)] == [offer.get_absolute_url()]
