"""The list and the page of an exchange: what is shown to whom, filters, tracks, small numbers, queries."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.exchanges import origins
from cityclusters.exchanges.models import Contribution, Contributor, Exchange, Partner, Session
from cityclusters.exchanges.tests.conftest import AddSession
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space, Theme

Browser = Callable[[Person | None], Client]
Queries = Any


def _more(officer: Person, organiser: Organisation, space: Space, title: str, **fields: Any) -> Exchange:
    days = fields.pop("days", 5)
    exchange = Exchange.create(
        officer,
        organiser,
        title=make_texts("en", en=title),
        **{"zone": "UTC", "languages": ["en"], **fields},
    )
    start = timezone.now() + timedelta(days=days)
    Session.add(
        officer, exchange, title=make_texts("en", en="S"), start=start, end=start + timedelta(hours=1)
    )
    exchange.publish(officer, space)
    return exchange


def _titles(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/exchanges/?{query}").context["page"]
    return [str(exchange) for exchange in page]


def test_what_comes_next_stands_first(
    officer: Person, programme: Organisation, spaces: list[Space], client: Client
) -> None:
    for title, days in [("Later", 9), ("Soon", 1), ("Long ago", -30), ("Yesterday", -1)]:
        _more(officer, programme, spaces[0], title, days=days)
    assert _titles(client) == ["Soon", "Later"]
    assert _titles(client, "time=past") == ["Yesterday", "Long ago"]
    assert len(_titles(client, "time=all")) == 4


def test_filters(
    officer: Person,
    programme: Organisation,
    amman_city: Organisation,
    spaces: list[Space],
    themes: list[Theme],
    client: Client,
) -> None:
    _more(officer, programme, spaces[0], "Économie numérique", kind="course", languages=["fr", "uz"])
    other = _more(officer, amman_city, spaces[1], "Women's hub", themes=[themes[1]])
    other.open(officer)
    assert _titles(client, "q=ECONOMIE") == ["Économie numérique"]
    assert _titles(client, "q=numerique+economie") == ["Économie numérique"]
    assert _titles(client, "kind=course") == ["Économie numérique"]
    assert _titles(client, "language=uz") == ["Économie numérique"]
    assert _titles(client, "language=en") == ["Women's hub"]
    assert _titles(client, "country=JO") == ["Women's hub"]
    assert _titles(client, "theme=e-commerce") == ["Women's hub"]
    assert _titles(client, "state=open") == ["Women's hub"]
    assert _titles(client, "q=nothing+like+it") == []
    assert len(_titles(client, "kind=nonsense&country=%27%3B--&page=99999999999")) == 2


def test_empty_states_say_what_to_do(client: Client, officer: Person, as_person: Browser) -> None:
    assert "No exchange is planned" in client.get("/exchanges/").content.decode()
    assert "fits these filters" in client.get("/exchanges/?kind=course").content.decode()
    assert "/exchanges/new/" in as_person(officer).get("/exchanges/").content.decode()


def test_A1_withdrawn_from_all_spaces_it_is_listed_nowhere(
    open_training: Exchange, officer: Person, spaces: list[Space], client: Client
) -> None:
    assert len(_titles(client)) == 1
    for space in spaces:
        open_training.withdraw(officer, space)
    assert _titles(client) == []


def test_B6_readers_choose_a_track(open_training: Exchange, add_session: AddSession, client: Client) -> None:
    add_session(title=make_texts("en", en="Shops online"), track="E-commerce")
    add_session(title=make_texts("en", en="Roads together"), track="PPP")
    page = client.get(f"{open_training.get_absolute_url()}?track=PPP").content.decode()
    assert "Roads together" in page
    assert "Shops online" not in page
    assert "Opening" in page, "a session without a track is for everybody"
    page = client.get(f"{open_training.get_absolute_url()}?track=<script>").content.decode()
    assert "Shops online" in page
    assert "<script>" not in page


def test_box_by_state(
    open_training: Exchange, officer: Person, newcomer: Person, khiva_deputy: Person, as_person: Browser
) -> None:
    open_training.change(officer, capacity=2)
    address = open_training.get_absolute_url()
    assert "2 seats are free" in as_person(None).get(address).content.decode()
    open_training.register(newcomer)
    open_training.register(officer)
    visitor = as_person(None).get(address).content.decode()
    assert "Full" in visitor
    assert "Join the waiting list" in visitor
    assert "You have a seat" in as_person(newcomer).get(address).content.decode()
    assert "https://meet.example" in as_person(newcomer).get(address).content.decode()
    open_training.register(khiva_deputy)
    assert "place in line: 1" in as_person(khiva_deputy).get(address, {"lang": "en"}).content.decode()
    open_training.plan(officer)
    assert "not open yet" in as_person(None).get(address).content.decode()


def test_the_list_of_participants_is_for_participants_and_has_who_chose_it(
    open_training: Exchange,
    officer: Person,
    newcomer: Person,
    khiva_deputy: Person,
    stranger: Person,
    as_person: Browser,
) -> None:
    open_training.register(newcomer)
    open_training.register(khiva_deputy, listed=True)
    address = f"{open_training.get_absolute_url()}participants/"
    page = as_person(newcomer).get(address).content.decode()
    assert "Deputy mayor of Khiva" in page
    assert "Newcomer" not in page.split("<main", 1)[1]
    assert "1 participant is not listed" in page
    assert as_person(stranger).get(address).status_code == 404
    assert as_person(None).get(address).status_code == 302


def test_access_needs_are_for_officers(
    open_training: Exchange,
    officer: Person,
    khiva_deputy: Person,
    amman_city: Organisation,
    as_person: Browser,
) -> None:
    Exchange.objects.filter(pk=open_training.pk).update(organiser=khiva_deputy.mandates.get().organisation)
    seat = open_training.register(officer, access_needs="Sign language")
    address = f"/exchanges/{open_training.public_id}/manage/registrations"
    assert "Sign language" in as_person(officer).get(f"{address}/").content.decode()
    assert "Sign language" not in as_person(khiva_deputy).get(f"{address}/").content.decode()
    sheet = b"".join(as_person(khiva_deputy).get(f"{address}.csv").streaming_content)  # type: ignore[attr-defined]
    assert b"officer@programme.example" in sheet
    assert b"Sign language" not in sheet
    page = as_person(khiva_deputy).get(f"/registrations/{seat.public_id}/").content.decode()
    assert "Sign language" not in page


def test_downloads_hold_no_formula(
    open_training: Exchange, officer: Person, newcomer: Person, as_person: Browser
) -> None:
    open_training.register(newcomer, by=officer, post='=HYPERLINK("http://evil.example")')
    address = f"/exchanges/{open_training.public_id}/manage/registrations"
    browser = as_person(officer)
    text = b"".join(browser.get(f"{address}.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "'=HYPERLINK" in text
    assert browser.get(f"{address}.xlsx").status_code == 200


# -- where they come from ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"UZ": 30, "JO": 8}, set()),
        ({"UZ": 30, "JO": 2}, {"JO", "UZ"}),
        ({"UZ": 30, "JO": 2, "PE": 9}, {"JO", "PE"}),
        ({"UZ": 30, "JO": 1, "PE": 1}, {"JO", "PE", "UZ"}),
        ({"UZ": 30, "JO": 4, "PE": 4}, {"JO", "PE"}),
        ({"UZ": 3}, {"UZ"}),
        ({}, set()),
    ],
)
def test_a_small_number_is_hidden_with_its_complement(counts: dict[str, int], hidden: set[str]) -> None:
    assert origins.protected(counts, 5) == hidden


def test_countries_and_cities_of_participants(
    open_training: Exchange, khiva_city: Organisation, amman_city: Organisation, client: Client
) -> None:
    for number in range(12):
        city = amman_city if number < 2 else khiva_city
        person = Person.objects.create_user(email=f"p{number}@mail.example", name=f"P{number}")
        Exchange.objects.get(pk=open_training.pk).register(person, organisation=None, notify=False)
        open_training.registrations.filter(person=person).update(organisation=city)
    page = client.get(open_training.get_absolute_url()).content.decode()
    part = page.split('id="origins"')[1]
    assert "Khiva" in part
    assert "Amman" in part
    assert "not shown" in part
    assert ">2<" not in part.split("</table>")[0]
    assert ">10<" not in part.split("</table>")[0]


# -- queries -------------------------------------------------------------------------------------------


def _fill(exchange: Exchange, officer: Person, organisation: Organisation, number: int, mark: str) -> None:
    start = timezone.now() + timedelta(days=3)
    for n in range(number):
        title = make_texts("en", en=f"S{mark}{n}")
        Session.add(
            officer, exchange, title=title, start=start, end=start + timedelta(hours=1), track=f"T{n % 3}"
        )
        Contributor.ask(
            officer, exchange, organisation=organisation, post=f"P{mark}{n}", role="trainer"
        ).answer(officer, True)
        Contribution.pledge(officer, exchange, organisation, kind="kind", description=f"Thing {n}")
        person = Person.objects.create_user(email=f"{mark}{n}@mail.example", name=f"N{n}")
        exchange.register(person, by=officer, organisation=organisation, notify=False)


def test_the_page_takes_twelve_queries_whatever_its_size(
    open_training: Exchange,
    officer: Person,
    khiva_city: Organisation,
    client: Client,
    django_assert_max_num_queries: Queries,
) -> None:
    Partner.add(officer, open_training, khiva_city, "host")
    _fill(open_training, officer, khiva_city, 2, "a")
    address = open_training.get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(12) as small:
        client.get(address)
    _fill(open_training, officer, khiva_city, 20, "b")
    with django_assert_max_num_queries(12) as large:
        client.get(address)
    assert len(small) == len(large)


def test_the_list_takes_twelve_queries_whatever_its_size(
    officer: Person,
    programme: Organisation,
    spaces: list[Space],
    client: Client,
    django_assert_max_num_queries: Queries,
) -> None:
    _more(officer, programme, spaces[0], "One")
    with django_assert_max_num_queries(12) as small:
        client.get("/exchanges/")
    for number in range(11):
        _more(officer, programme, spaces[0], f"More {number}")
    with django_assert_max_num_queries(12) as large:
        client.get("/exchanges/")
    assert len(small) == len(large)
