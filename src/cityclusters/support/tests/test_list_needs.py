"""Lists of needs, those that are alike, what stands on other pages, and what waits for whom."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space, Theme
from cityclusters.support.models import Need
from cityclusters.support.needs import own_data, waiting, writing
from cityclusters.support.tests.making_needs import draft, signed, typed

Browser = Callable[[Person | None], Client]
MOST_QUERIES = 12


@pytest.fixture
def needs(
    reads_english: Person, bukhara_deputy: Person, khiva_city: Organisation, bukhara_city: Organisation,
    themes: list[Theme],
) -> list[Need]:  # fmt: skip
    """Khiva's for all, Khiva's for the team, Bukhara's for all."""
    return [
        signed(reads_english, khiva_city, themes[1], title="Weavers sell online"),
        signed(reads_english, khiva_city, themes[0], title="Masks for markets", shown_to="team"),
        signed(bukhara_deputy, bukhara_city, themes[0], title="Clean hands", languages=["fr"]),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Weavers sell online", "Masks for markets", "Clean hands"}),
        ("theme=e-commerce", {"Weavers sell online"}),
        ("country=UZ&language=fr", {"Clean hands"}),
        (
            "country=CN",
            {"Weavers sell online", "Masks for markets", "Clean hands"},
        ),  # no needs there: no filter
        ("modality=training&whose=mine", {"Weavers sell online", "Masks for markets"}),
        ("modality=funding", set()),
        ("state=withdrawn", set()),
        ("state=nonsense&theme=x", {"Weavers sell online", "Masks for markets", "Clean hands"}),
    ],
)
def test_a_focal_point_filters(
    query: str, found: set[str], needs: list[Need], reads_english: Person, as_person: Browser
) -> None:
    page = as_person(reads_english).get(f"/needs/?{query}")
    assert {need.title for need in page.context["page"]} == found


def test_members_read_what_is_for_them(needs: list[Need], newcomer: Person, as_person: Browser) -> None:
    page = as_person(newcomer).get("/needs/").content.decode()
    assert "Weavers sell online" in page
    assert "Masks for markets" not in page
    assert "Download" not in page
    assert as_person(None).get("/needs/").status_code == 302


def _titles(browser: Client) -> set[str]:
    body = b"".join(browser.get("/needs/?format=xlsx"))
    rows = list(load_workbook(BytesIO(body)).worksheets[0].values)
    at = rows[0].index("Title")
    assert "deputy@" not in str(rows)
    return {str(row[at]) for row in rows[1:]}


def test_a_file_holds_all_for_officers_and_for_others_their_own(
    needs: list[Need], officer: Person, reads_english: Person, newcomer: Person, as_person: Browser
) -> None:
    assert _titles(as_person(officer)) == {"Weavers sell online", "Masks for markets", "Clean hands"}
    assert _titles(as_person(reads_english)) == {"Weavers sell online", "Masks for markets"}
    assert _titles(as_person(newcomer)) == set()


def test_pages_ask_few_queries_however_many_needs(
    needs: list[Need],
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    as_person: Browser,
) -> None:
    browser = as_person(reads_english)
    addresses = ("/needs/", needs[0].get_absolute_url(), "/help/", "/needs/new/")
    counts = []
    for _time in range(2):
        for address in addresses:
            browser.get(address)  # warm
            with CaptureQueriesContext(connection) as asked:
                answer = browser.get(address)
            assert len(answer.content) < 50_000
            assert len(asked) <= MOST_QUERIES, [query["sql"][:150] for query in asked]
            counts.append(len(asked))
        for number in range(8):
            signed(reads_english, khiva_city, *themes, title=f"Another {number}")
    assert counts[:4] == counts[4:]


def test_a_twin_is_shown_once_before_it_is_sent(
    needs: list[Need], reads_english: Person, khiva_city: Organisation, as_person: Browser
) -> None:
    browser, sent = as_person(reads_english), typed(khiva_city, title="Weavers would sell clean hands")
    page = browser.post("/needs/new/", sent).content.decode()
    assert Need.objects.count() == 3
    assert "Weavers sell online" in page  # the same organisation
    assert "Clean hands" in page  # another one, two words in common
    assert 'name="known"' in page
    assert "Two hundred weavers" in page
    browser.post("/needs/new/", {**sent, "known": "1"})
    assert Need.objects.count() == 4


def test_nothing_alike_is_sent_at_once(
    needs: list[Need], bukhara_deputy: Person, bukhara_city: Organisation, as_person: Browser
) -> None:
    as_person(bukhara_deputy).post("/needs/new/", typed(bukhara_city, title="Bus lines at night"))
    assert Need.objects.count() == 4


def test_twins_while_typing_are_those_one_may_read(
    needs: list[Need], bukhara_deputy: Person, reads_english: Person, khiva_city: Organisation,
    as_person: Browser,
) -> None:  # fmt: skip
    asked = {"title": "Masks for the markets", "organisation": khiva_city.public_id, "themes": "covid-19"}
    assert "Masks for markets" in as_person(reads_english).get("/needs/similar/", asked).content.decode()
    assert "Masks for markets" not in as_person(bukhara_deputy).get("/needs/similar/", asked).content.decode()
    odd = as_person(bukhara_deputy).get("/needs/similar/?title=\x00&organisation=%27&themes=\x00&need=1")
    assert odd.status_code == 200


def test_a_need_is_no_twin_of_itself(
    needs: list[Need],
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    as_person: Browser,
) -> None:
    own = draft(reads_english, khiva_city, themes[0], title="Bus lines")
    asked = {"title": "Bus lines", "need": own.public_id}
    page = as_person(reads_english).get("/needs/similar/", asked).content.decode()
    assert own.get_absolute_url() not in page


def test_the_door_counts_what_the_reader_may_see(
    needs: list[Need], officer: Person, newcomer: Person, as_person: Browser
) -> None:
    assert "open need" not in as_person(None).get("/help/").content.decode()
    assert "2 open needs" in as_person(newcomer).get("/help/").content.decode()
    assert "3 open needs" in as_person(officer).get("/help/").content.decode()
    assert 'href="/help/"' in as_person(None).get("/").content.decode()


def test_an_organisation_shows_its_open_needs_to_those_who_may_read_them(
    needs: list[Need], reads_english: Person, newcomer: Person, khiva_city: Organisation, as_person: Browser
) -> None:
    address = khiva_city.get_absolute_url()
    page = as_person(reads_english).get(address).content.decode()
    assert "Weavers sell online" in page
    assert "Masks for markets" in page
    page = as_person(newcomer).get(address).content.decode()
    assert "Weavers sell online" in page
    assert "Masks for markets" not in page
    assert "Weavers sell online" not in as_person(None).get(address).content.decode()


def test_a_space_shows_its_members_the_needs_on_its_theme(
    needs: list[Need], spaces: list[Space], newcomer: Person, as_person: Browser
) -> None:
    address = spaces[1].get_absolute_url()
    assert "Weavers sell online" not in as_person(newcomer).get(address).content.decode()
    spaces[1].join(newcomer)
    page = as_person(newcomer).get(address).content.decode()
    assert "Weavers sell online" in page
    assert "Clean hands" not in page


def test_what_waits_for_whom(
    needs: list[Need], reads_english: Person, newcomer: Person, khiva_city: Organisation, officer: Person,
    themes: list[Theme],
) -> None:  # fmt: skip
    mine = draft(officer, khiva_city, themes[0], title="Written by an officer")
    assert [item.title for item in waiting.items(officer)] == ["Go on writing: Written by an officer"]
    assert waiting.items(reads_english) == []
    writing.ask_signature(mine, officer)
    assert waiting.items(officer) == []
    assert [item.title for item in waiting.items(reads_english)] == ["Sign it or not: Written by an officer"]
    Need.objects.filter(pk=needs[0].pk).update(expires_on=timezone.localdate() + timedelta(days=7))
    found = waiting.items(reads_english)
    assert [item.title for item in found][1:] == ["Renew it, or let it end: Weavers sell online"]
    assert found[1].light == "yellow"
    assert waiting.items(newcomer) == []


def test_SA4_her_copy_and_what_is_left_after_erasing(
    needs: list[Need], reads_english: Person, khiva_city: Organisation, themes: list[Theme]
) -> None:
    unsigned = draft(reads_english, khiva_city, themes[0], title="Only hers")
    kept = own_data.collect(reads_english)
    assert [row["title"] for row in kept["needs_written"]] == [
        "Weavers sell online", "Masks for markets", "Only hers",
    ]  # fmt: skip
    assert [row["as"] for row in kept["needs_signed"]] == ["Deputy mayor", "Deputy mayor"]
    own_data.erase(reads_english)
    assert not Need.objects.filter(pk=unsigned.pk).exists()
    assert Need.objects.filter(author=None, signed_by=None, state="open").count() == 2
