"""Cities like mine: ranked by likenesses that the reader weighs, with reasons, and honest about gaps."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Attendance, Exchange, Registration, Session
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country, Place
from cityclusters.practices.tests.making import draft, publish
from cityclusters.spaces.models import Space, Theme
from cityclusters.support.models import Need, Offer

Browser = Callable[[Person | None], Client]
MOST_QUERIES = 12


@pytest.fixture
def lima(countries: dict[str, Country]) -> Organisation:
    place = Place.objects.create(
        name="Lima", country_id="PE", zone="America/Lima", latitude=-12.046, longitude=-77.043,
        population=10_000_000,
    )  # fmt: skip
    return _city(place)


def _city(place: Place, state: str = "verified") -> Organisation:
    return Organisation.objects.create(
        names=make_texts("en", en=f"Municipality of {place.name}"),
        kind=Organisation.Kind.LOCAL,
        place=place,
        state=state,
    )


def _offer(city: Organisation, theme: Theme | None = None, state: str = "open") -> Offer:
    assert city.place
    now = timezone.now()
    offer = Offer.objects.create(
        once=secret_code(), organisation=city, place=city.place, language="en", title="Study visits",
        text="See our market.", state=state, verified_at=now, confirmed_at=now,
        expires_on=timezone.localdate() + timedelta(days=90),
    )  # fmt: skip
    if theme:
        offer.themes.add(theme)
    return offer


def _need(city: Organisation, theme: Theme, shown_to: str = "members") -> Need:
    assert city.place
    need = Need.objects.create(
        once=secret_code(), organisation=city, place=city.place, language="en", title="Market halls",
        problem="We have none.", shown_to=shown_to, state="open", signed_at=timezone.now(),
        expires_on=date(2030, 1, 1),
    )  # fmt: skip
    need.themes.add(theme)
    return need


def _shown(page: str) -> list[str]:
    """The cities of the page, in their order."""
    cards = page.split('<li class="card"><h2>')[1:]
    return [card.split("</a>")[0].split(">")[-1] for card in cards]


def _page(browser: Client, **asked: str) -> str:
    answer = browser.get("/peers/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_D2_a_city_finds_cities_like_it_and_sees_why(
    client: Client, khiva: Place, bukhara_city: Organisation, amman_city: Organisation, lima: Organisation
) -> None:
    page = _page(client, place_id=khiva.public_id)
    assert _shown(page) == ["Bukhara, Uzbekistan", "Amman, Jordan", "Lima, Peru"]
    for words in ["Cities like Khiva", "About 390 km away", "The same level: Lower middle income",
                  "Official language in common: Uzbek", "The same region: Central Asia",
                  "Its population is not known.", "No theme of its work is known yet.",
                  "Municipality of Bukhara", "<circle"]:  # fmt: skip
        assert words in page, words


def test_the_own_city_is_the_default_and_never_among_the_others(
    as_person: Browser, reads_english: Person, bukhara_city: Organisation
) -> None:
    page = _page(as_person(reads_english))
    assert "Cities like Khiva" in page
    assert _shown(page) == ["Bukhara, Uzbekistan"]


def test_a_visitor_chooses_a_city_first_and_is_asked_back_where_several_fit(
    client: Client, yichuns: list[Place]
) -> None:
    assert "Choose a city above" in _page(client)
    several = _page(client, place="Yichun")
    assert "Several places fit" in several
    assert "Yichun, Heilongjiang, China" in several
    assert "Choose a city above" not in several
    assert "No place of that name is known" in _page(client, place="Nowhere at all")
    chosen = _page(client, place="Yichun", place_choice=yichuns[0].public_id)
    assert "Cities like Yichun" in chosen
    assert 'value="Yichun, Jiangxi, China"' in chosen
    assert f'name="place_id" value="{yichuns[0].public_id}"' in chosen
    assert "No other city fits" in chosen


def test_the_reader_says_how_much_each_counts(
    client: Client, khiva: Place, bukhara_city: Organisation, lima: Organisation, themes: list[Theme]
) -> None:
    khiva_city = _city(khiva)
    for city in (khiva_city, lima):
        _offer(city, themes[0])
    nothing = dict.fromkeys(("proximity", "income", "culture", "size"), "0")
    asked = {"place_id": khiva.public_id}
    assert _shown(_page(client, **asked))[0] == "Bukhara, Uzbekistan"
    page = _page(client, **asked, **nothing, themes="3")
    assert _shown(page)[0] == "Lima, Peru"
    assert "does not count" in page
    assert "Likeness: 100 of 100" in page
    assert "Likeness: 0 of 100" in page, "nothing is known of Bukhara's themes"
    assert "does not count" not in _page(client, **asked, proximity="7", income=""), (
        "strange weights are some"
    )


def test_only_organisations_that_everybody_may_see_bring_their_city(
    client: Client, khiva: Place, bukhara: Place, amman_city: Organisation
) -> None:
    _city(bukhara, "claimed")
    assert _shown(_page(client, place_id=khiva.public_id)) == ["Amman, Jordan"]


def test_filters_of_country_theme_and_open_offers(
    client: Client, khiva: Place, bukhara_city: Organisation, amman_city: Organisation, themes: list[Theme]
) -> None:
    _offer(amman_city, themes[1])
    _offer(bukhara_city, themes[1], state="paused")
    asked = {"place_id": khiva.public_id}
    assert _shown(_page(client, **asked, country="UZ")) == ["Bukhara, Uzbekistan"]
    assert _shown(_page(client, **asked, theme="e-commerce")) == ["Amman, Jordan"]
    assert _shown(_page(client, **asked, offers="on")) == ["Amman, Jordan"]
    assert _shown(_page(client, **asked, abroad="on")) == ["Amman, Jordan"]
    assert "1 open offer" in _page(client, **asked)
    empty = _page(client, **asked, country="PE")
    assert "No other city fits" in empty
    assert "everywhere=on" in empty


def test_places_without_an_organisation_are_shown_one_country_at_a_time(
    client: Client, khiva: Place, bukhara: Place, amman_city: Organisation
) -> None:
    asked = {"place_id": khiva.public_id, "everywhere": "on"}
    page = _page(client, **asked, country="UZ")
    assert _shown(page) == ["Bukhara, Uzbekistan"]
    assert "No organisation of this place is here yet" in page
    page = _page(client, **asked)
    assert "choose a country" in page
    assert _shown(page) == ["Amman, Jordan"]


def test_themes_come_from_practices_as_published(
    client: Client, khiva_deputy: Person, khiva_city: Organisation, bukhara_city: Organisation,
    bukhara_deputy: Person, officer: Person, themes: list[Theme],
) -> None:  # fmt: skip
    assert khiva_city.place
    assert bukhara_city.place
    _offer(khiva_city, themes[0])
    practice = draft(bukhara_deputy, bukhara_city.place, bukhara_city, themes=themes[:1])
    asked = {"place_id": khiva_city.place.public_id}
    assert "Themes in common" not in _page(client, **asked), "a draft"
    publish(practice, officer)
    assert "Themes in common: COVID-19 Response and Public Health" in _page(client, **asked)
    practice.themes.set(themes[1:])
    assert "Themes in common: COVID-19 Response and Public Health" in _page(client, **asked), "a correction"


def test_needs_count_for_members_only_and_those_of_the_team_for_nobody(
    client: Client, as_person: Browser, newcomer: Person, khiva_city: Organisation,
    amman_city: Organisation, themes: list[Theme],
) -> None:  # fmt: skip
    assert khiva_city.place
    _offer(khiva_city, themes[0])
    _offer(khiva_city, themes[1])
    _need(amman_city, themes[0])
    _need(amman_city, themes[1], shown_to="team")
    asked = {"place_id": khiva_city.place.public_id}
    assert "Themes in common" not in _page(client, **asked)
    member = _page(as_person(newcomer), **asked)
    assert "Themes in common: COVID-19 Response and Public Health<" in member


def test_exchanges_that_a_city_attended_tell_its_themes(
    client: Client, khiva_city: Organisation, amman_city: Organisation, officer: Person, newcomer: Person,
    programme: Organisation, themes: list[Theme], spaces: list[Space],
) -> None:  # fmt: skip
    assert khiva_city.place
    _offer(khiva_city, themes[1])
    exchange = Exchange.create(
        officer, programme, themes=themes[1:], title=make_texts("en", en="E-commerce"), zone="UTC"
    )
    start = timezone.now() - timedelta(hours=2)
    session = Session.objects.create(
        exchange=exchange, start=start, end=start + timedelta(hours=1), title=make_texts("en", en="One")
    )
    seat = Registration.objects.create(exchange=exchange, person=newcomer, organisation=amman_city)
    asked = {"place_id": khiva_city.place.public_id}
    Exchange.objects.filter(pk=exchange.pk).update(state="done")
    exchange.publications.create(space=spaces[1], at=start)
    assert "Themes in common" not in _page(client, **asked), "registered, not attended"
    Attendance.objects.create(session=session, registration=seat, joined=start, source="check_in", left=start)
    assert "Themes in common: E-Commerce" in _page(client, **asked)
    Exchange.objects.filter(pk=exchange.pk).update(state="idea")
    assert "Themes in common" not in _page(client, **asked), "not for everybody"


def test_D10_themes_of_two_lists_that_mean_the_same_are_in_common(
    client: Client, khiva_city: Organisation, amman_city: Organisation, themes: list[Theme]
) -> None:
    assert khiva_city.place
    area = Theme.objects.create(
        code="public-health", vocabulary="areas-2020", names=make_texts("en", en="Health")
    )
    area.same_as.add(themes[0])
    _offer(khiva_city, area)
    _offer(amman_city, themes[0])
    asked = {"place_id": khiva_city.place.public_id}
    assert "Themes in common: COVID-19 Response" in _page(client, **asked)
    assert _shown(_page(client, **asked, theme="public-health")) == ["Amman, Jordan"]


def test_all_of_it_is_a_spreadsheet(
    client: Client, khiva: Place, bukhara_city: Organisation, amman_city: Organisation
) -> None:
    answer = client.get("/peers.xlsx", {"place_id": khiva.public_id})
    rows = list(load_workbook(BytesIO(answer.getvalue())).active.values)  # type: ignore[union-attr]
    assert [row[0] for row in rows[1:]] == ["Bukhara, Uzbekistan", "Amman, Jordan"]
    assert rows[1][rows[0].index("Size")] is None, "not known is no zero"
    assert "Its population is not known." in rows[1]
    back = client.get("/peers.xlsx", {"place": "Nowhere"})
    assert back.status_code == 302
    assert back["Location"] == "/peers/?place=Nowhere"


def test_the_page_of_a_place_leads_to_the_cities_like_it(
    client: Client, khiva: Place, bukhara_city: Organisation
) -> None:
    page = client.get(f"/places/{khiva.public_id}/").content.decode()
    assert f'href="/peers/?place_id={khiva.public_id}"' in page
    Place.objects.filter(pk=khiva.pk).update(state=Place.State.DISSOLVED)
    assert "/peers/" not in client.get(f"/places/{khiva.public_id}/").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?place_id=💥",
        "?place=%25",
        "?country=QQ&theme=x&offers=x&page=99",
        "?proximity=9&culture=-1",
        "?page=x",
    ],
)
def test_strange_questions_are_answered(client: Client, khiva: Place, query: str) -> None:
    assert client.get(f"/peers/{query}").status_code == 200
    assert client.get(f"/peers.xlsx{query}").status_code == 302


@pytest.mark.parametrize("signed_in", [False, True])
def test_queries_stay_the_same_with_ten_times_the_cities(
    as_person: Browser, khiva_deputy: Person, khiva: Place, themes: list[Theme], *, signed_in: bool
) -> None:
    def count() -> int:
        browser = as_person(khiva_deputy if signed_in else None)
        query = {} if signed_in else {"place_id": khiva.public_id}
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/peers/", query).status_code == 200
        assert len(asked) <= MOST_QUERIES, "\n".join(row["sql"] for row in asked.captured_queries)
        return len(asked)

    def grow(number: int) -> None:
        for at in range(number):
            place = Place.objects.create(
                name=f"City {at}", country_id="CN", zone="UTC", latitude=at, longitude=at
            )
            _offer(_city(place), themes[at % 2])

    grow(2)
    before = count()
    grow(20)
    assert count() == before


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_is_there_in_other_languages(
    client: Client, khiva: Place, bukhara_city: Organisation, language: str
) -> None:
    answer = client.get("/peers/", {"place_id": khiva.public_id}, headers={"accept-language": language})
    assert answer.status_code == 200
    assert {"fr": "Ouzbékistan", "ar": "أوزبكستان"}[language] in answer.content.decode()
