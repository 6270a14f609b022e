"""Making and changing an exchange (seed items A2 and A1): who may, what is asked, where it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange, Session
from cityclusters.exchanges.tests.conftest import AddSession, utc
from cityclusters.journal import drafts
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Membership, Space, Theme

Browser = Callable[[Person | None], Client]


def _fields(**more: Any) -> dict[str, Any]:
    return {
        "title": "Transforming cities",
        "title__language": "en",
        "title__ar": "تحويل المدن",
        "kind": "training",
        "mode": "online",
        "zone": "Asia/Tashkent",
        "languages": ["en", "uz"],
        "interpretation": ["ru", "uz"],
        "sdg_targets": "5.5, 8.3",
        "marker": "1",
        "participation_share": "50",
        "completion_share": "75",
        "capacity": "40",
        **more,
    }


def test_A2_an_officer_makes_an_exchange(
    officer: Person, programme: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    data = _fields(organiser="Cities Programme", themes=[theme.pk for theme in themes])
    answer = as_person(officer).post("/exchanges/new/", data)
    exchange = Exchange.objects.get()
    assert answer["Location"] == f"/exchanges/{exchange.public_id}/manage/"
    assert exchange.title == {"_": "en", "en": "Transforming cities", "ar": "تحويل المدن"}
    assert (exchange.state, exchange.owner, exchange.organiser) == ("idea", officer, programme)
    assert (exchange.sdg_targets, exchange.interpretation) == (["5.5", "8.3"], ["ru"])
    assert set(exchange.themes.all()) == set(themes)
    assert [partner.role for partner in exchange.partners.all()] == ["organiser"]
    assert Entry.objects.filter(act="exchange.created", actor=officer).exists()


def test_a_refused_form_comes_back_filled_in(officer: Person, as_person: Browser) -> None:
    data = _fields(organiser="Nobody knows this", sdg_targets="5.5, 99.9", completion_share="40")
    answer = as_person(officer).post("/exchanges/new/", data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert all(typed in page for typed in ("99.9", "تحويل المدن", "Transforming cities"))
    assert "There is no SDG target 99.9" in page
    assert "less than participation" in page
    assert not Exchange.objects.exists()


def test_two_texts_in_one_language_are_refused(
    officer: Person, programme: Organisation, as_person: Browser
) -> None:
    data = _fields(organiser="Cities Programme", title__en="Another English title")
    page = as_person(officer).post("/exchanges/new/", data).content.decode()
    assert "two texts in English" in page
    assert not Exchange.objects.exists()


def test_a_focal_point_makes_one_for_her_own_organisation(
    khiva_deputy: Person, khiva_city: Organisation, bukhara_city: Organisation, as_person: Browser
) -> None:
    browser = as_person(khiva_deputy)
    browser.post("/exchanges/new/", _fields(organiser=str(bukhara_city.pk), kind="course"))
    assert not Exchange.objects.exists()
    browser.post("/exchanges/new/", _fields(organiser=str(khiva_city.pk), kind="course"))
    assert Exchange.objects.get().organiser == khiva_city


def test_others_may_not(newcomer: Person, as_person: Browser, client: Client) -> None:
    assert as_person(newcomer).get("/exchanges/new/").status_code == 403
    assert client.get("/exchanges/new/").status_code == 302


def test_what_was_typed_is_kept_as_a_draft(officer: Person, as_person: Browser) -> None:
    browser = as_person(officer)
    browser.post("/drafts/exchange-new/", _fields(languages=["ar"], title="Half a title"))
    page = browser.get("/exchanges/new/").content.decode()
    assert "Half a title" in page
    assert 'value="ar" id="id_languages_3" checked' in page or 'value="ar" checked' in page
    assert "تحويل المدن" in page


def test_the_draft_is_dropped_when_the_exchange_is_made(
    officer: Person, programme: Organisation, as_person: Browser
) -> None:
    browser = as_person(officer)
    browser.post("/drafts/exchange-new/", _fields())
    browser.post("/exchanges/new/", _fields(organiser="Cities Programme"))
    assert drafts.load(officer, "exchange-new") is None


def test_an_idea_is_known_to_its_organisers_alone(
    officer: Person,
    second_officer: Person,
    khiva_deputy: Person,
    khiva_city: Organisation,
    stranger: Person,
    as_person: Browser,
) -> None:
    exchange = Exchange.create(
        officer, khiva_city, title=make_texts("en", en="Idea"), zone="UTC", languages=["en"]
    )
    seen = {
        person.email if person else "": as_person(person).get(exchange.get_absolute_url()).status_code
        for person in (None, stranger, khiva_deputy, officer, second_officer)
    }
    assert list(seen.values()) == [404, 404, 200, 200, 200]


@pytest.mark.parametrize("page", ["", "edit/", "programme/", "partners/", "media/", "registrations/"])
def test_work_pages_are_for_those_who_may(
    open_training: Exchange, khiva_deputy: Person, officer: Person, as_person: Browser, page: str
) -> None:
    address = f"/exchanges/{open_training.public_id}/manage/{page}"
    assert as_person(khiva_deputy).get(address).status_code == 403
    assert as_person(officer).get(address).status_code == 200


def test_A1_one_record_in_several_spaces(
    training: Exchange, officer: Person, spaces: list[Space], as_person: Browser, client: Client
) -> None:
    browser, address = as_person(officer), f"/exchanges/{training.public_id}/manage/spaces/"
    browser.post(address, {"spaces": [space.slug for space in spaces]})
    assert Exchange.objects.count() == 1
    assert [Exchange.objects.in_space(space).get() for space in spaces] == [training, training]
    browser.post(f"{address}{spaces[0].slug}/withdrawal/")
    assert not Exchange.objects.in_space(spaces[0]).exists()
    assert client.get(training.get_absolute_url()).status_code == 200
    browser.post(f"{address}{spaces[1].slug}/withdrawal/")
    assert client.get(training.get_absolute_url()).status_code == 404


def test_a_focal_point_publishes_where_she_is_a_member(
    khiva_deputy: Person, khiva_city: Organisation, spaces: list[Space], as_person: Browser
) -> None:
    exchange = Exchange.create(
        khiva_deputy, khiva_city, title=make_texts("en", en="Course"), zone="UTC", languages=["en"]
    )
    browser, address = as_person(khiva_deputy), f"/exchanges/{exchange.public_id}/manage/spaces/"
    browser.post(address, {"spaces": [spaces[0].slug]})
    assert not exchange.publications.exists()
    Membership.objects.create(space=spaces[0], person=khiva_deputy)
    browser.post(address, {"spaces": [spaces[0].slug]})
    assert exchange.publications.get().space == spaces[0]
    exchange.refresh_from_db()
    assert exchange.state == "planned"


def test_a_new_zone_keeps_the_clock_times(training: Exchange, officer: Person) -> None:
    training.sessions.all().delete()
    Session.add(
        officer,
        training,
        title=make_texts("en", en="Morning"),
        start=utc(2027, 3, 1, 5),
        end=utc(2027, 3, 1, 6),
    )
    training.change(officer, zone="Africa/Banjul")
    session = training.sessions.get()
    assert (session.start, session.end) == (utc(2027, 3, 1, 10), utc(2027, 3, 1, 11))
    assert session.local_start().hour == 10


def test_a_zone_without_such_times_is_refused(
    training: Exchange, officer: Person, add_session: AddSession
) -> None:
    """02:30 in Tashkent exists; in New York it is skipped on that day."""
    add_session(start=utc(2027, 3, 13, 21, 30))
    with pytest.raises(NotPossible, match="put forward"):
        training.change(officer, zone="America/New_York")
    assert Exchange.objects.get(pk=training.pk).zone == "Asia/Tashkent"
