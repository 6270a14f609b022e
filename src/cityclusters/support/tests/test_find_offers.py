"""Where offers are found: the list and its spreadsheet, other pages, the search, feeds, digests, own data."""

import io
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cityclusters.digests.sources import offers as news
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice
from cityclusters.practices.tests.adopting import published
from cityclusters.search.sources.offers import OFFERS
from cityclusters.spaces.models import Space, Theme
from cityclusters.support.models import Offer, Window
from cityclusters.support.offers import own_data
from cityclusters.support.tests import making_offers as making

Browser = Callable[[Person | None], Client]
MOST_QUERIES = 12
MOST_BYTES = 50_000


@pytest.fixture
def practice(reads_english: Person, khiva_city: Organisation) -> Practice:
    return published(reads_english, khiva_city)


@pytest.fixture
def offer(
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    second_officer: Person,
    practice: Practice,
) -> Offer:
    return making.opened(
        reads_english, khiva_city, [themes[1]], second_officer, practices=[practice], sdg_targets=["8.3"]
    )


@pytest.fixture
def draft(offer: Offer, reads_english: Person, khiva_city: Organisation, themes: list[Theme]) -> Offer:
    made = making.draft(reads_english, khiva_city, [themes[1]], title="Nobody sees this one")
    making.window(made, reads_english)
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True), ("theme=e-commerce", True), ("theme=covid-19", False), ("theme=nothing", True),
        ("country=UZ", True), ("modality=online_exchange", True), ("modality=study_tour", False),
        ("language=en", True), ("language=fr", False), ("room=on", True), ("whose=own", True),
        ("organisation=zzzzzzzzzz", False), ("page=99", True),
    ],
)  # fmt: skip
def test_the_list_is_filtered(
    offer: Offer, draft: Offer, query: str, found: bool, as_person: Browser
) -> None:
    page = as_person(None).get(f"/offers/?{query}")
    assert (offer.title in page.text) is found
    assert draft.title not in page.text


def test_full_ones_are_listed_unless_room_is_asked_for(offer: Offer, as_person: Browser) -> None:
    Window.objects.update(held=2)
    Offer.objects.filter(pk=offer.pk).update(state="full")
    browser = as_person(None)
    assert "0 of 2 places left" in browser.get("/offers/").text
    assert offer.title not in browser.get("/offers/?room=on").text


def test_the_spreadsheet_has_a_line_for_each_window(
    offer: Offer, draft: Offer, reads_english: Person, as_person: Browser
) -> None:
    making.window(offer, reads_english, modality="training", slots=9)
    content = as_person(None).get("/offers/?format=xlsx").getvalue()
    lines = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    assert [line[0] for line in lines[1:]] == [offer.title] * 2
    assert sorted(str(line[13]) for line in lines[1:]) == ["Technical exchange online", "Training course"]


def test_pages_of_the_host_the_place_the_space_and_the_practice_show_it(
    offer: Offer,
    draft: Offer,
    khiva_city: Organisation,
    spaces: list[Space],
    practice: Practice,
    as_person: Browser,
) -> None:
    assert khiva_city.place is not None
    browser = as_person(None)
    for thing in (khiva_city, khiva_city.place, spaces[1], practice):
        page = browser.get(thing.get_absolute_url()).text
        assert offer.title in page, thing
        assert draft.title not in page, thing
    assert offer.title not in browser.get(spaces[0].get_absolute_url()).text


def test_everybody_finds_it_by_the_search(offer: Offer, draft: Offer) -> None:
    [page] = OFFERS.pages_of()
    assert (page.kind, page.key, page.language) == ("offer", offer.public_id, "en")
    assert {"theme:e-commerce", "country:UZ", "goal:8"} <= set(page.facets)
    keys = [offer.public_id, draft.public_id]
    assert list(OFFERS.visible_keys(AnonymousUser(), keys)) == [("offer", offer.public_id)]


def test_the_digest_tells_of_it_once(offer: Offer, draft: Offer) -> None:
    now = timezone.now()
    [told] = news.new(now - timedelta(hours=1), now)
    assert (told.kind, told.path, told.themes) == (
        "offer",
        offer.get_absolute_url(),
        frozenset({"e-commerce"}),
    )
    assert news.new(now, now + timedelta(hours=1)) == []


def test_what_leaves_names_no_person(
    offer: Offer, draft: Offer, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(None)
    answer = json.loads(browser.get("/api/offers.json").content)
    [record] = answer["offers"]
    assert (record["id"], record["windows"][0]["places_left"]) == (offer.public_id, 2)
    bodies = [browser.get(f"/api/offers.{kind}").getvalue().decode() for kind in ("atom", "csv", "json")]
    for body in bodies:
        assert offer.title in body
        assert draft.title not in body
        assert reads_english.name not in body
        assert str(reads_english.email) not in body
    assert json.loads(browser.get("/api/offers.json?theme=covid-19").content)["count"] == 0
    assert browser.get("/api/offers.json?limit=-1").status_code == 400


def _cost(browser: Client, address: str) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as asked:
        response = browser.get(address)
        size = len(response.getvalue())
    assert response.status_code == 200, address
    return len(asked.captured_queries), size


def test_ten_times_the_offers_cost_the_same_queries(
    offer: Offer,
    reads_english: Person,
    bukhara_deputy: Person,
    khiva_city: Organisation,
    bukhara_city: Organisation,
    themes: list[Theme],
    second_officer: Person,
    as_person: Browser,
) -> None:
    product = making.trade(reads_english, khiva_city, "sells", "Honey")
    making.trade(bukhara_deputy, bukhara_city, "buys", "Honey")
    addresses = ["/offers/", "/offers/?theme=e-commerce&room=on", offer.get_absolute_url(), "/trade/"]
    addresses += [product.get_absolute_url(), "/offers/?format=xlsx", "/api/offers.json", "/api/offers.csv"]
    browser = as_person(None)
    [browser.get(address) for address in addresses]
    few = {address: _cost(browser, address)[0] for address in addresses}
    for number in range(10):
        made = making.opened(reads_english, khiva_city, themes, second_officer, title=f"Offer {number}")
        making.window(made, reads_english, modality="training")
        making.window(offer, reads_english, slots=number + 1)
        making.trade(bukhara_deputy, bukhara_city, "buys", f"Honey {number}", months=[1, 2])
    many = {address: _cost(browser, address) for address in addresses}
    assert {address: queries for address, (queries, _size) in many.items()} == few
    assert max(few.values()) <= MOST_QUERIES
    assert [address for address, (_queries, size) in many.items() if size > MOST_BYTES] == []


def test_her_part_can_be_taken_and_erased(
    offer: Offer, reads_english: Person, second_officer: Person
) -> None:
    [row] = own_data.collect(reads_english)["offers_written"]
    assert (row["title"], row["wrote_it"], row["handed_it_in"]) == (offer.title, True, True)
    assert own_data.collect(second_officer)["offers_verified"][0]["offer"] == offer.public_id
    own_data.erase(reads_english)
    own_data.erase(second_officer)
    offer.refresh_from_db()
    assert (offer.author, offer.submitted_by, offer.verified_by, offer.state) == (None, None, None, "open")
