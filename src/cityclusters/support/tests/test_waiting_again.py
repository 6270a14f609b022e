"""After a refusal: what is promised before is what happens after, the reason is true, the need's page says
until when it waits, and officers hear of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import acts, choices
from cityclusters.support.models import Match, Unserved, Window
from cityclusters.support.needs import listing, waiting
from cityclusters.support.tests.making_matches import NEXT_ON, choices_of, need_of, round_by, window_of

pytestmark = pytest.mark.django_db
Browser = Callable[[Person | None], Client]
ALONE = "The host that was proposed did not come about, and no other was on the list."
WAITS = "No other host on the list of the city has a place now."
FOLLOWS = "The next choice of the city is proposed at once."


@pytest.fixture
def round_matches(
    khiva_city: Organisation, amman_city: Organisation, bukhara_city: Organisation, officer: Person,
    reads_english: Person, stranger: Person,
) -> Callable[[int], list[Match]]:  # fmt: skip
    """Proposals of Khiva with so many hosts on the list."""

    def made(hosts: int) -> list[Match]:
        windows = [window_of(host) for host in (amman_city, bukhara_city)[:hosts]]
        return choices_of(round_by(officer), need_of(khiva_city), windows)

    return made


Made = Callable[[int], list[Match]]


def _text(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_next_choice_is_promised_where_there_is_one(
    round_matches: Made, reads_english: Person, as_person: Browser
) -> None:
    first, second = round_matches(2)
    browser = as_person(reads_english)
    for page in ("", "refusal/"):
        assert FOLLOWS in _text(browser, f"{first.get_absolute_url()}{page}")
    assert choices.after(first) == (True, None)
    assert acts.decline(first, reads_english, "cost") == second


@pytest.mark.parametrize("hosts", [1, 2])
def test_no_next_choice_is_promised_where_none_has_room(
    hosts: int, round_matches: Made, reads_english: Person, stranger: Person, as_person: Browser
) -> None:
    rows = round_matches(hosts)
    Window.objects.exclude(pk=rows[0].window_id).update(held=1)
    stranger.language = "en"
    stranger.save()
    for person in (reads_english, stranger):
        for page in ("", "refusal/"):
            text = _text(as_person(person), f"{rows[0].get_absolute_url()}{page}")
            assert WAITS in text
            assert "looked at again on 1 March 2099" in text
            assert FOLLOWS not in text
    assert choices.after(rows[0]) == (False, NEXT_ON)
    assert acts.decline(rows[0], reads_english, "cost") is None


def test_MA4_one_refused_host_is_not_said_to_be_several(
    round_matches: Made, reads_english: Person, as_person: Browser
) -> None:
    (only,) = round_matches(1)
    acts.decline(only, reads_english, "cost")
    row = Unserved.objects.get()
    assert (row.code, row.next_on) == ("alone", NEXT_ON)
    text = _text(as_person(reads_english), only.need.get_absolute_url())
    assert ALONE in text
    assert "It is looked at again on 1 March 2099." in text


def test_MA4_hosts_without_a_place_are_not_said_to_be_asked(
    round_matches: Made, reads_english: Person
) -> None:
    first, second = round_matches(2)
    Window.objects.filter(pk=second.window_id).update(held=1)
    acts.decline(first, reads_english, "cost")
    assert Unserved.objects.get().code == "declined_full"


def test_officers_hear_of_a_need_that_waits_again_until_something_is_proposed(
    round_matches: Made, officer: Person, reads_english: Person, as_person: Browser
) -> None:
    first, second = round_matches(2)
    never = need_of(first.need.organisation, title="Never proposed")
    assert first.round is not None
    Unserved.objects.create(round=first.round, need=never, code="all_full", next_on=NEXT_ON)
    assert waiting.items(officer) == []
    acts.decline(first, reads_english, "cost")
    assert waiting.items(officer) == [], "the second choice is proposed now"
    second.refresh_from_db()
    acts.decline(second, reads_english, "cost")
    (item,) = waiting.items(officer)
    assert item.title == "1 need waits again: the host that was proposed did not come about"
    assert (item.due, item.url) == (NEXT_ON, f"/needs/?state={listing.AGAIN}")
    assert all(row.url != item.url for row in waiting.items(reads_english))
    listed = _text(as_person(officer), item.url)
    assert "How to run a night market" in listed
    assert "Never proposed" not in listed


def test_only_officers_read_whose_proposal_of_others_has_ended(
    round_matches: Made, reads_english: Person, bukhara_deputy: Person, as_person: Browser
) -> None:
    (only,) = round_matches(1)
    acts.decline(only, reads_english, "cost")
    type(only.need).objects.update(shown_to="members")
    address = f"/needs/?state={listing.AGAIN}"
    assert only.need.get_absolute_url() in _text(as_person(reads_english), address)
    assert only.need.get_absolute_url() not in _text(as_person(bukhara_deputy), address)


def test_a_guest_has_no_room_to_speak_of(
    round_matches: Made, reads_english: Person, stranger: Person, as_person: Browser
) -> None:
    (only,) = round_matches(1)
    page = f"{only.get_absolute_url()}refusal/"
    guest, host = as_person(reads_english), as_person(stranger)
    assert 'value="room"' not in _text(guest, page)
    assert guest.post(page, {"reason": "room"}).status_code == 200
    only.refresh_from_db()
    assert only.state == "proposed"
    assert 'value="room"' in _text(host, page)
    assert host.post(page, {"reason": "room"}).status_code == 302
