"""Every page for visitors takes at most twelve queries, and as many with ten times the records."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.people.models import Person
from cityclusters.surveys.models import Release
from cityclusters.surveys.reporting.building import build_report
from cityclusters.surveys.reporting.frozen import as_json
from tests.crowd import Crowd
from tests.test_access import ROWS
from tests.world import World

pytestmark = pytest.mark.page  # the number of queries does not depend on the database
MOST_QUERIES = 12
FEW, MANY = 2, 20
# What a visitor may ask for on pages with filters, and pages behind the first.
ASKED = {
    "places:list": ["?q=khiva", "?q=хива"],
    "places:country": ["?q=khiva", "?page=2"],
    "places:suggest": ["?q=khiva"],
    "people:organisations": ["?q=city", "?kind=local_authority&country=UZ", "?page=2"],
    "people:suggest-organisations": ["?q=city"],
    "questions:list": ["?q=question&language=en&state=unanswered", "?theme=covid-19&page=2"],
    "questions:detail": ["?page=2"],
    "questions:replies": ["?theme=e-commerce&language=en", "?page=2"],
    "exchanges:list": ["?time=past", "?time=all&page=2", "?q=exchange&language=fr&theme=covid-19"],
    "exchanges:detail": ["?track=T1"],
    "search:search": ["?q=exchange", "?q=khiva+city&kind=exchange&page=2", "?q=trainng"],
    "search:suggest": ["?q=tra"],
    "practices:list": ["?view=map", "?page=2", "?q=practice&theme=covid-19&goal=5&language=en"],
    "practices:detail": ["?in=fr"],
    "practices:calls": ["?theme=covid-19&language=en", "?when=past"],
}


def _addresses(world: World) -> list[str]:
    """What answers a visitor with a page or a file, and the report, once it is published."""
    public = [row for row in ROWS if row.get[0] == "200"]
    assert set(ASKED) <= {row.route for row in public}
    asked = [row.address(world) + query for row in public for query in ["", *ASKED.get(row.route, [])]]
    report = f"/exchanges/{world.things['exchange'].public_id}/report"
    return [*asked, f"{report}/", f"{report}.docx", f"{report}.xlsx"]


def _read(response: HttpResponseBase, address: str) -> None:
    """To the end: an answer that streams asks while it is read."""
    assert response.status_code == 200, address
    assert response.getvalue() is not None


def _count(browser: Client, addresses: list[str]) -> dict[str, list[str]]:
    """The queries of each address."""
    found = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            _read(browser.get(address), address)
        found[address] = [query["sql"] for query in asked.captured_queries]
    return found


@pytest.fixture
def published(world: World) -> World:
    """The report of the exchange is for everybody."""
    exchange, survey = world.things["exchange"], world.things["open_survey"]
    frozen = as_json(build_report(exchange, survey, names_shown=False))
    Release.objects.create(exchange=exchange, survey=survey, number=1, reports={"en": frozen}, responses=0)
    return world


@pytest.fixture
def counts(
    published: World, as_person: Callable[[Person | None], Client]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The queries of each address with few records and with ten times as many."""
    browser, crowd = as_person(None), Crowd(published)
    crowd.grow(FEW)
    addresses = _addresses(published)
    _count(browser, addresses)  # what is remembered from page to page is in place
    few = _count(browser, addresses)
    crowd.grow(MANY)
    return few, _count(browser, addresses)


def test_public_pages_need_at_most_twelve_queries_whatever_the_number_of_records(
    counts: tuple[dict[str, list[str]], dict[str, list[str]]],
) -> None:
    few, many = counts
    numbers = {address: (len(few[address]), len(sql)) for address, sql in many.items()}
    assert {address: pair for address, pair in numbers.items() if pair[0] != pair[1]} == {}
    assert {address: sql for address, sql in many.items() if len(sql) > MOST_QUERIES} == {}
