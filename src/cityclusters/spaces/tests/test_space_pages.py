"""The list of spaces, one space, and its members."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange, Publication
from cityclusters.people import consents
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space, Theme

SignIn = Callable[[Person | None], Client]
LIST = reverse("spaces:list")


def people(space: Space, number: int, listed: bool = False) -> None:
    for _ in range(number):
        count = Person.objects.count()
        person = Person.objects.create_user(email=f"p{count}@mail.test", name=f"Person {count}")
        space.join(person)
        if listed:
            consents.give(person, "directory")


def exchange(space: Space, owner: Person, organiser: Organisation, title: str, state: str) -> Exchange:
    made = Exchange.objects.create(
        title=make_texts("en", en=title), state=state, organiser=organiser, owner=owner, zone="UTC"
    )
    Publication.objects.create(exchange=made, space=space, by=owner)
    return made


def test_the_list_says_what_each_is_about(
    as_person: SignIn, spaces: list[Space], newcomer: Person, officer: Person, programme: Organisation
) -> None:
    spaces[0].join(newcomer)
    exchange(spaces[0], officer, programme, "Training", "open")
    exchange(spaces[0], officer, programme, "Not public", "idea")
    body = as_person(None).get(LIST).content.decode()
    assert "COVID-19 Response and Public Health" in body
    assert "Cities talk here." in body
    assert "1 member" in body
    assert "1 exchange" in body
    assert "2 exchanges" not in body
    assert "You are a member" not in body
    assert "You are a member" in as_person(newcomer).get(LIST).content.decode()


def test_an_empty_list_says_what_to_do(as_person: SignIn, officer: Person, db: None) -> None:
    assert "No space is open yet" in as_person(None).get(LIST).content.decode()
    assert reverse("spaces:new") in as_person(officer).get(LIST).content.decode()


def test_SP1_a_space_carries_several_themes(
    as_person: SignIn, spaces: list[Space], themes: list[Theme]
) -> None:
    spaces[0].themes.set(themes)
    body = as_person(None).get(spaces[0].get_absolute_url()).content.decode()
    for theme in themes:
        assert theme.names["en"] in body


def test_the_page_shows_its_exchanges_to_those_who_may_see_them(
    as_person: SignIn, spaces: list[Space], officer: Person, programme: Organisation
) -> None:
    exchange(spaces[0], officer, programme, "Open training", "open")
    exchange(spaces[0], officer, programme, "Past training", "done")
    exchange(spaces[0], officer, programme, "Secret plan", "idea")
    exchange(spaces[1], officer, programme, "Elsewhere", "open")
    body = as_person(None).get(spaces[0].get_absolute_url()).content.decode()
    assert body.index("Open training") < body.index("Past training")
    assert "Secret plan" not in body
    assert "Elsewhere" not in body
    assert (
        "No exchange is announced"
        in as_person(None)
        .get(
            Space.objects.create(
                slug="x", names=spaces[0].names, purpose=spaces[0].purpose
            ).get_absolute_url()
        )
        .content.decode()
    )


def test_visitors_see_numbers_and_no_names(
    as_person: SignIn, spaces: list[Space], steward: Person, newcomer: Person
) -> None:
    people(spaces[1], 2, listed=True)
    page = spaces[1].get_absolute_url()
    body = as_person(None).get(page).content.decode()
    assert "<strong>3</strong>" in body
    assert steward.name not in body
    assert "Person 1" not in body
    assert "Sign in to see who keeps this space" in body
    assert steward.name in as_person(newcomer).get(page).content.decode()
    consents.give(steward, "directory")
    assert steward.name in as_person(None).get(page).content.decode()


def test_members_see_those_who_agreed_to_be_listed(
    as_person: SignIn, spaces: list[Space], newcomer: Person, khiva_deputy: Person, officer: Person
) -> None:
    space = spaces[0]
    page = reverse("spaces:members", args=[space.slug])
    space.join(khiva_deputy)
    assert as_person(None).get(page).status_code == 302
    assert as_person(newcomer).get(page).status_code == 404
    space.join(newcomer)
    body = as_person(newcomer).get(page).content.decode()
    assert "2 people are in this space" in body
    assert khiva_deputy.name not in body
    assert "Nobody has agreed to be listed yet" in body
    assert khiva_deputy.name in as_person(officer).get(page).content.decode()
    consents.give(khiva_deputy, "directory")
    body = as_person(newcomer).get(page).content.decode()
    assert khiva_deputy.name in body
    assert "Deputy mayor" in body
    assert "Municipality of Khiva" in body
    consents.withdraw(khiva_deputy, "directory")
    assert khiva_deputy.name not in as_person(newcomer).get(page).content.decode()


@pytest.mark.parametrize("role", ["visitor", "steward", "officer"])
@pytest.mark.parametrize("page", ["list", "detail", "members"])
def test_ten_times_the_records_need_as_many_queries(
    as_person: SignIn, spaces: list[Space], steward: Person, officer: Person, programme: Organisation,
    django_assert_max_num_queries: DjangoAssertNumQueries, role: str, page: str,
) -> None:  # fmt: skip
    if (role, page) == ("visitor", "members"):
        pytest.skip("no page for visitors")
    browser = as_person({"visitor": None, "steward": steward, "officer": officer}[role])
    address = LIST if page == "list" else reverse(f"spaces:{page}", args=[spaces[1].slug])
    counts = []
    for number in (2, 20):
        people(spaces[1], number, listed=True)
        for count in range(number):
            exchange(spaces[1], officer, programme, f"Training {count}", "open")
            Space.objects.create(slug=f"s{Space.objects.count()}", names=spaces[0].names, purpose={})
        with django_assert_max_num_queries(12 if role == "visitor" else 18) as asked:
            browser.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
