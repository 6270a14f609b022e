"""Abuse 3: what is not published, and what is being corrected, is absent wherever one might look for it."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import citations, elsewhere, listing, moves, related, who_knows
from cityclusters.practices.models import Practice
from cityclusters.practices.tests.making import draft, publish, write
from cityclusters.questions.models import Question
from cityclusters.spaces.models import Space, Theme

SECRET = "Zanzibar"  # in a draft's title, and in a correction
Browser = Callable[[Person | None], Client]
FEEDS = ("api:practices.atom", "api:practices.json", "api:practices.csv")


@pytest.fixture
def public(
    reads_english: Person, khiva: Place, khiva_city: Organisation, officer: Person, themes: list[Theme]
) -> Practice:
    """Published, and under a correction that nobody else may read yet."""
    practice = draft(reads_english, khiva, khiva_city)
    practice.themes.add(themes[0])
    practice.value_chain = "cassava"
    practice.save()
    publish(practice, officer)
    moves.move(practice, "correcting", reads_english)
    write(practice, result=f"{SECRET} is the result.")
    practice.title, practice.value_chain = f"{SECRET} corrected", SECRET
    practice.save()
    practice.themes.set([themes[1]])
    return practice


@pytest.fixture
def hidden(reads_english: Person, khiva: Place, khiva_city: Organisation, themes: list[Theme]) -> Practice:
    practice = draft(reads_english, khiva, khiva_city, title=f"{SECRET} stations", done=f"{SECRET}!")
    practice.themes.add(*themes)
    return practice


def _pages(hidden: Practice, public: Practice, space: Space) -> list[str]:
    """Where a reader, a program or a search engine might meet it."""
    named = []
    for route in FEEDS:
        try:
            named.append(reverse(route))
        except NoReverseMatch:  # feeds come with the app that gives them
            continue
    return [
        "/practices/",
        f"/practices/?q={SECRET.lower()}",
        "/practices/?view=map",
        "/practices/?theme=e-commerce",
        f"/practices/compare/?with={public.public_id},{hidden.public_id}",
        public.get_absolute_url(),
        f"{public.get_absolute_url()}versions/1/",
        public.place.get_absolute_url(),
        f"/organisations/{public.organisation.public_id}/" if public.organisation else "/",
        space.get_absolute_url(),
        "/spaces/",
        "/",
        *named,
    ]


def test_3_a_draft_and_a_correction_are_on_no_page(
    hidden: Practice,
    public: Practice,
    spaces: list[Space],
    newcomer: Person,
    bukhara_deputy: Person,
    as_person: Browser,
) -> None:
    for person in (None, newcomer, bukhara_deputy):
        for address in _pages(hidden, public, spaces[1]):
            answer = as_person(person).get(address)
            assert answer.status_code == 200, address
            body = answer.getvalue().decode().replace(address, "")  # the page repeats what was asked
            assert hidden.public_id not in body, address
            assert SECRET not in body, address


def test_3_its_own_addresses_are_those_of_nothing(
    hidden: Practice, newcomer: Person, bukhara_deputy: Person, officer: Person, as_person: Browser
) -> None:
    page = hidden.get_absolute_url()
    for person in (newcomer, bukhara_deputy, officer):
        browser = as_person(person)
        nothing = browser.get("/practices/zzzzzzzzzz/")
        for address in (page, f"{page}working-copy/", f"{page}writing/", f"{page}versions/1/"):
            answer = browser.get(address)
            assert answer.status_code == 404, address
            assert answer.content.decode().replace(address, "") == nothing.content.decode().replace(
                "/practices/zzzzzzzzzz/", ""
            )


def test_3_it_is_related_to_nothing_and_cited_nowhere(
    hidden: Practice, public: Practice, reads_english: Person
) -> None:
    assert public.version is not None
    assert hidden not in related.related(public, public.version)
    paths = [hidden.get_absolute_url(), public.get_absolute_url()]
    cards = citations.find(paths, reads_english)
    assert [card.url for card in cards] == [public.get_absolute_url()]
    assert SECRET not in repr(cards)


def test_3_it_is_in_no_spreadsheet_and_no_count(
    hidden: Practice, public: Practice, spaces: list[Space]
) -> None:
    rows = list(listing.table().rows)
    assert len(rows) == 1
    assert SECRET not in repr(rows)
    counted = elsewhere.counts(RequestFactory().get("/"))  # type: ignore[arg-type]
    assert list(counted) == [spaces[0].pk]


def test_3_nobody_is_asked_because_of_it(
    hidden: Practice, themes: list[Theme], spaces: list[Space], newcomer: Person
) -> None:
    question = Question.objects.create(
        space=spaces[0], author=newcomer, language="en", title=f"{SECRET} stations?", text="How?"
    )
    question.themes.set(themes)
    assert who_knows.wrote_about_it(question, 10) == []


def test_3_the_functions_that_look_are_all_named() -> None:
    assert "cityclusters.practices.citations.find" in settings.CITATIONS
    assert "cityclusters.practices.who_knows.wrote_about_it" in settings.WHO_KNOWS
