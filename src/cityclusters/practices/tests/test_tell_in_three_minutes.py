"""A practice in three minutes: the short form, its draft, and where it leads."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.journal import drafts
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import Call, Practice
from cityclusters.spaces.models import Theme

NEW = "/practices/new/"
Browser = Callable[[Person | None], Client]


def _typed(place: Place, **other: str) -> dict[str, str]:
    return {
        "title": "Handwashing stations",
        "place": place.label(),
        "done": "We put stations at every market.",
        "result": "People wash their hands.",
        "language": "fr",
        "organisation": "",
        **other,
    }


def test_the_short_form_makes_a_draft_that_others_do_not_see(
    reads_english: Person, bukhara_deputy: Person, khiva: Place, khiva_city: Organisation, as_person: Browser
) -> None:
    answer = as_person(reads_english).post(NEW, _typed(khiva, organisation=khiva_city.public_id))
    practice = Practice.objects.get()
    assert answer["Location"] == f"/practices/{practice.public_id}/writing/"
    assert (practice.state, practice.language, practice.organisation) == ("draft", "fr", khiva_city)
    assert dict(practice.sections.values_list("key", "text")) == {
        "done": "We put stations at every market.",
        "result": "People wash their hands.",
    }
    assert Entry.objects.filter(act="practice.created", actor=reads_english).count() == 1
    for path in (f"/practices/{practice.public_id}/", answer["Location"]):
        assert as_person(reads_english).get(path).status_code == 200
        assert as_person(bukhara_deputy).get(path).status_code == 404


def test_the_page_s_language_is_not_the_language_she_writes_in(
    khiva_deputy: Person, khiva_city: Organisation, as_person: Browser
) -> None:
    page = as_person(khiva_deputy).get(f"{NEW}?lang=ar").content.decode()
    assert '<html lang="ar"' in page
    assert '<option value="fr" selected>' in page


def test_her_own_city_stands_in_the_form(
    reads_english: Person, khiva_city: Organisation, as_person: Browser
) -> None:
    page = as_person(reads_english).get(NEW).content.decode()
    assert f'value="{khiva_city.public_id}"' in page
    assert 'value="Khiva, Uzbekistan"' in page


def test_a_refused_form_comes_back_filled_in(newcomer: Person, khiva: Place, as_person: Browser) -> None:
    answer = as_person(newcomer).post(NEW, _typed(khiva, title=""))
    assert answer.status_code == 200
    assert "We put stations at every market." in answer.content.decode()
    assert Practice.objects.count() == 0


def test_what_is_typed_is_a_draft_on_the_server_before_anything_exists(
    newcomer: Person, khiva: Place, as_person: Browser
) -> None:
    browser = as_person(newcomer)
    browser.post("/drafts/practice-new/", {"title": "Half a", "done": "We beg", "draft_url": NEW})
    page = browser.get(NEW).content.decode()
    assert "Half a" in page
    assert "We beg" in page
    browser.post(NEW, _typed(khiva))
    assert drafts.load(newcomer, "practice-new") is None


def test_pressing_twice_makes_one_practice(newcomer: Person, khiva: Place, as_person: Browser) -> None:
    sent = _typed(khiva, once="a" * 27)
    browser = as_person(newcomer)
    first, second = browser.post(NEW, sent), browser.post(NEW, sent)
    assert first["Location"] == second["Location"]
    assert Practice.objects.count() == 1


def test_nobody_writes_for_an_organisation_that_is_not_hers(
    newcomer: Person, khiva: Place, khiva_city: Organisation, as_person: Browser
) -> None:
    answer = as_person(newcomer).post(NEW, _typed(khiva, organisation=khiva_city.public_id))
    assert answer.status_code == 200
    assert Practice.objects.count() == 0


@pytest.fixture
def call(programme: Organisation, officer: Person) -> Call:
    return Call.objects.create(
        title={"_": "en", "en": "COVID-19 call"}, purpose={"_": "en", "en": "To learn"},
        organisation=programme,
        languages=["en", "fr"], who="cities", opens_on="2020-01-01", closes_on="2030-01-01", state="open",
        created_by=officer,
    )  # fmt: skip


def test_for_a_call_of_cities_a_local_authority_writes(
    reads_english: Person, khiva: Place, khiva_city: Organisation, call: Call, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    page = browser.get(f"{NEW}?call={call.public_id}").content.decode()
    assert "COVID-19 call" in page
    assert '<option value="uz"' not in page
    sent = _typed(khiva, call=call.public_id)
    assert "local authority" in browser.post(NEW, sent).content.decode()
    browser.post(NEW, {**sent, "organisation": khiva_city.public_id})
    assert Practice.objects.get().call == call


def test_it_begins_with_the_themes_of_a_call_that_has_few(
    reads_english: Person, khiva: Place, khiva_city: Organisation, call: Call, as_person: Browser
) -> None:
    sent = _typed(khiva, call=call.public_id, organisation=khiva_city.public_id)
    for number, begins_with in ((2, 2), (4, 0)):
        made = [Theme.objects.create(code=f"theme-{n}-{number}", names={"_": "en"}) for n in range(number)]
        call.themes.set(made)
        as_person(reads_english).post(NEW, {**sent, "title": f"Stations {number}"})
        assert Practice.objects.get(title=f"Stations {number}").themes.count() == begins_with


def test_a_closed_call_takes_nothing_more(
    reads_english: Person, khiva: Place, khiva_city: Organisation, call: Call, as_person: Browser
) -> None:
    Call.objects.update(state="closed")
    sent = _typed(khiva, call=call.public_id, organisation=khiva_city.public_id)
    assert "closed" in as_person(reads_english).post(NEW, sent).content.decode()
    assert Practice.objects.count() == 0
