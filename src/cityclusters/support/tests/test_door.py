"""The door Help: each card leads its reader to something, and the menu says on all its pages where one is."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.people.models import Organisation, Person
from cityclusters.support.tests.making_matches import (
    accepted,
    choices_of,
    need_of,
    round_by,
    signed,
    window_of,
)

pytestmark = pytest.mark.django_db
Browser = Callable[[Person | None], Client]
LIT = 'href="/help/" aria-current="true"'


def _ways(browser: Client) -> dict[str, str]:
    return {way.url: way.number for way in browser.get("/help/").context["ways"]}


def test_officers_come_to_all_matches_and_each_side_to_its_own(
    khiva_city: Organisation, amman_city: Organisation, bukhara_city: Organisation, officer: Person,
    khiva_deputy: Person, bukhara_deputy: Person, as_person: Browser,
) -> None:  # fmt: skip
    for person in (khiva_deputy, bukhara_deputy):
        person.language = "en"
        person.save()
    choices_of(round_by(officer), need_of(khiva_city), [window_of(amman_city), window_of(amman_city)])
    of_officer = _ways(as_person(officer))
    assert of_officer["/matches/all/"] == "2 matches"
    assert "/matches/" not in of_officer
    assert _ways(as_person(khiva_deputy))["/matches/"] == "1 match"
    assert _ways(as_person(bukhara_deputy))["/matches/"] == "0 matches"
    assert "/matches/all/" not in _ways(as_person(khiva_deputy))
    assert "/matches/" not in _ways(as_person(None))


def test_everybody_comes_to_the_signed_agreements(
    khiva_city: Organisation, amman_city: Organisation, officer: Person, khiva_deputy: Person,
    stranger: Person, as_person: Browser,
) -> None:  # fmt: skip
    assert _ways(as_person(None))["/agreements/"] == "0 signed agreements"
    match = choices_of(round_by(officer), need_of(khiva_city), [window_of(amman_city)])[0]
    signed(accepted(match, khiva_deputy, stranger), khiva_deputy, stranger)
    assert _ways(as_person(None))["/agreements/"] == "1 signed agreement"


@pytest.mark.parametrize(
    "page",
    ["/rounds/", "/matches/", "/matches/all/", "/agreements/", "/aid/", "/aid/rows/", "/needs/", "/offers/",
     "/peers/", "/trade/"],
)  # fmt: skip
def test_the_menu_says_on_each_page_of_the_door_where_one_is(
    page: str, officer: Person, as_person: Browser
) -> None:
    assert LIT in as_person(officer).get(page).content.decode()


def test_on_other_pages_it_does_not(officer: Person, as_person: Browser) -> None:
    browser = as_person(officer)
    assert 'href="/help/" aria-current="page"' in browser.get("/help/").content.decode()
    assert LIT not in browser.get("/exchanges/").content.decode()
    assert LIT not in browser.get("/nowhere/").content.decode()


def test_the_list_of_all_matches_leads_with_the_city(
    khiva_city: Organisation, amman_city: Organisation, officer: Person, as_person: Browser
) -> None:
    match = choices_of(round_by(officer), need_of(khiva_city), [window_of(amman_city)])[0]
    page = as_person(officer).get("/matches/all/").content.decode()
    link = page[page.index(f'href="{match.get_absolute_url()}"') :]
    assert khiva_city.place is not None
    assert link.index(khiva_city.place.name) < link.index("How to run a night market")
