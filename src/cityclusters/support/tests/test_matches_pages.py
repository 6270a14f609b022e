"""The pages of matches and agreements: what each side reads, few queries however many rows, nothing heavy."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import agreements, waiting
from cityclusters.support.models import Match
from cityclusters.support.models.choices import MatchState
from cityclusters.support.tests.making_matches import (
    accepted,
    choices_of,
    cleared,
    need_of,
    round_by,
    signed,
    window_of,
)

pytestmark = pytest.mark.django_db
Browser = Callable[[Person | None], Client]
MOST_QUERIES, MOST_BYTES = 12, 50_000


@pytest.fixture
def match(
    khiva_city: Organisation,
    amman_city: Organisation,
    officer: Person,
    reads_english: Person,
    stranger: Person,
) -> Match:
    return choices_of(round_by(officer), need_of(khiva_city), [window_of(amman_city, slots=9)])[0]


def _text(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_what_why_and_what_happens(
    match: Match, reads_english: Person, as_person: Browser
) -> None:
    page = _text(as_person(reads_english), match.get_absolute_url())
    for words in (
        "Do you want to go to this host?",
        "Our market closes at six.",
        "Themes in common",
        "28 of 28",
        "54 of 100 points",
        "Municipality of Amman",
        "Nothing yet.",
    ):
        assert words in page


def test_the_walk_from_the_proposal_to_the_signature(
    match: Match, reads_english: Person, stranger: Person, as_person: Browser
) -> None:
    guest, host = as_person(reads_english), as_person(stranger)
    url = match.get_absolute_url()
    assert "Take our yes back" in guest.post(f"{url}acceptance/", follow=True).content.decode()
    assert str(reads_english.email) in host.post(f"{url}acceptance/", follow=True).content.decode()
    assert str(stranger.email) in _text(guest, url)
    guest.post(f"{url}contact/")
    made = guest.post(f"{url}agreement/")
    text = made.headers["Location"]
    form = {"title": "Two markets", "scope": "Visits in May", "starts": "2030-01-01", "ends": "2030-06-30"}
    refused = guest.post(f"{text}text/", {**form, "ends": "2029-01-01", "text_number": 1})
    assert "The last day is before the first." in refused.content.decode()
    assert "Visits in May" in refused.content.decode()
    guest.post(f"{text}text/", {**form, "text_number": 1})
    for browser in (guest, host):
        browser.post(f"{text}clearance/", {"text_number": 2})
    for browser in (guest, host):
        assert browser.post(f"{text}signature/", {"text_number": 2}).status_code == 302
    match.refresh_from_db()
    assert match.state == MatchState.AGREED
    assert "Two markets" in _text(as_person(None), "/agreements/")
    assert "Two markets" in _text(as_person(None), match.need.organisation.get_absolute_url())


def test_declining_asks_for_words_only_for_another_reason(
    match: Match, reads_english: Person, as_person: Browser
) -> None:
    guest = as_person(reads_english)
    url = f"{match.get_absolute_url()}refusal/"
    assert "Say in a few words" in guest.post(url, {"reason": "other"}).content.decode()
    assert guest.post(url, {"reason": "nonsense"}).status_code == 200
    assert guest.post(url, {"reason": "cost"}).status_code == 302
    page = _text(guest, match.get_absolute_url())
    assert "The costs can&#x27;t be met" in page
    assert "looked at again on 1 March 2099" in page


def test_what_waits_comes_first(
    match: Match, reads_english: Person, stranger: Person, as_person: Browser
) -> None:
    done = choices_of(match.round, need_of(match.need.organisation, title="Older"), [match.window])[0]  # type: ignore[arg-type]
    accepted(done, reads_english, stranger)
    page = _text(as_person(reads_english), "/matches/")
    assert page.index("How to run a night market") < page.index("Older")
    assert "Older" in _text(as_person(reads_english), "/matches/?side=need")
    assert "Older" not in _text(as_person(reads_english), "/matches/?side=host")
    assert [item.url for item in waiting.items(reads_english)] == [match.get_absolute_url()]


def test_a_text_to_clear_and_to_sign_waits(match: Match, reads_english: Person, stranger: Person) -> None:
    accepted(match, reads_english, stranger)
    made = agreements.begin(match, reads_english)
    assert waiting.items(stranger) == []
    agreements.clear(made, reads_english, 1)
    assert [item.url for item in waiting.items(stranger)] == [made.get_absolute_url()]
    agreements.clear(made, stranger, 1)
    agreements.sign(made, stranger, 1)
    assert waiting.items(stranger) == []
    assert [item.title for item in waiting.items(reads_english)] == [f"Sign an agreement: {made}"]


@pytest.mark.parametrize("path", ["/matches/", "/matches/all/", "/agreements/"])
def test_lists_ask_the_same_however_many_rows(
    match: Match, officer: Person, reads_english: Person, stranger: Person, as_person: Browser, path: str
) -> None:
    reader = as_person(officer if path == "/matches/all/" else reads_english)
    assert match.round is not None
    counts = []
    for more in (1, 4):
        for _number in range(more):
            rows = [
                choices_of(match.round, need_of(match.need.organisation), [match.window])[0] for _ in "ab"
            ]
            signed(accepted(rows[0], reads_english, stranger), reads_english, stranger)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page = _text(reader, path)
        counts.append(len(caught))
        assert len(page.encode()) < MOST_BYTES
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_pages_ask_little(
    match: Match, officer: Person, reads_english: Person, stranger: Person, as_person: Browser
) -> None:
    accepted(match, reads_english, stranger)
    made = cleared(match, reads_english, stranger)
    pages = (match.get_absolute_url(), made.get_absolute_url(), f"{made.get_absolute_url()}signature/")
    for path in pages:
        browser = as_person(reads_english)
        with CaptureQueriesContext(connection) as caught:
            page = _text(browser, path)
        assert len(caught) <= MOST_QUERIES, path
        assert len(page.encode()) < MOST_BYTES


@pytest.mark.parametrize(
    "path", ["matches/zzzzzzzzzz/", "matches/x%27x/", "agreements/zzzzzzzzzz/", "agreements/1/"]
)
def test_an_address_that_names_nothing(reads_english: Person, as_person: Browser, path: str) -> None:
    assert as_person(reads_english).get(f"/{path}").status_code == 404


def test_bad_input_is_never_a_fault(
    match: Match, reads_english: Person, stranger: Person, as_person: Browser
) -> None:
    accepted(match, reads_english, stranger)
    made = cleared(match, reads_english, stranger)
    browser, url = as_person(reads_english), made.get_absolute_url()
    for number in ("", "x", "-1", "9" * 40, "٣", "\x00"):
        for step in ("clearance", "signature", "text"):
            assert browser.post(f"{url}{step}/", {"text_number": number, "title": "x"}).status_code < 500
    for side in ("", "nobody", "\x00"):
        assert browser.post(f"{match.get_absolute_url()}acceptance/", {"side": side}).status_code == 302
    assert browser.get("/matches/?side=\x00&page=x").status_code == 200
    assert browser.get("/agreements/?theme=\x00&kind=x&state=%27").status_code == 200
