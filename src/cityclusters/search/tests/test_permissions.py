"""What a reader may not see is in no result, count, suggestion or correction, from that moment (rule SA1)."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Organisation, Person
from cityclusters.questions import asking
from cityclusters.questions.models import Question
from cityclusters.questions.standing import usual
from cityclusters.search import indexing
from cityclusters.search.tests.conftest import MakeExchange
from cityclusters.search.tests.test_search import page, titles
from cityclusters.spaces.models import Space

Browser = Callable[[Person | None], Client]
Rebuilt = Callable[[], None]


@pytest.fixture
def secret(reads_english: Person, spaces: list[Space], rebuilt: Rebuilt) -> Question:
    """A question for the members of the e-commerce space, with words that stand nowhere else."""
    spaces[1].join(reads_english)
    written = asking.Text("en", "Our budget for the kaleidoscope is tiny.", "Who knows quinquereme weaving?")
    question = asking.ask(
        reads_english, spaces[1], written, themes=spaces[1].themes.all(), standing=usual(reads_english)
    )
    Question.objects.filter(pk=question.pk).update(visibility="members", state="visible")
    rebuilt()
    return question


def test_SA1_members_find_it_and_nobody_else(
    secret: Question,
    reads_english: Person,
    officer: Person,
    steward: Person,
    newcomer: Person,
    stranger: Person,
    as_person: Browser,
) -> None:
    for person in (reads_english, officer, steward):
        assert titles(page(as_person(person), "kaleidoscope", lang="en")) == [secret.title]
    for other in (None, newcomer, stranger):
        assert titles(page(as_person(other), "kaleidoscope", lang="en")) == []


def test_SA1_it_is_in_no_count_suggestion_or_correction(
    secret: Question, newcomer: Person, make_exchange: MakeExchange, rebuilt: Rebuilt, as_person: Browser
) -> None:
    make_exchange(en="Weaving")
    rebuilt()
    for person in (None, newcomer):
        browser = as_person(person)
        html = page(browser, "weaving", lang="en")
        assert titles(html) == ["Weaving"]
        assert "1 result<" in html
        assert "kind=question" not in html
        assert browser.get("/search/suggest/", {"q": "quinq"}).json() == []
        assert browser.get("/search/suggest/", {"q": "weav"}).json()[0]["label"] == "Weaving"
        html = page(browser, "kaleidoscopes kaleidosccpe")
        assert "Showing results for" not in html
        assert not re.search("kaleidoscope[^s]", html.replace("kaleidoscopes", ""))


def test_SA1_how_rare_a_word_is_tells_nothing_of_what_is_hidden(
    secret: Question, make_exchange: MakeExchange, rebuilt: Rebuilt, client: Client
) -> None:
    """The same public pages rank alike whether hidden pages have the same words or not."""
    make_exchange(en="Budget and weaving")
    make_exchange(en="Weaving and more weaving and a long tail of words")
    rebuilt()
    before = titles(page(client, "budget weaving"))
    Question.objects.all().delete()
    rebuilt()
    assert titles(page(client, "budget weaving")) == before


def test_SA1_an_idea_is_found_by_nobody(
    make_exchange: MakeExchange, officer: Person, rebuilt: Rebuilt, as_person: Browser
) -> None:
    make_exchange(en="A kaleidoscope", published=False)
    rebuilt()
    assert titles(page(as_person(officer), "kaleidoscope")) == []


def test_SA1_an_organisation_that_is_not_checked_is_for_people_with_an_account(
    khiva_city: Organisation, newcomer: Person, rebuilt: Rebuilt, as_person: Browser
) -> None:
    Organisation.objects.filter(pk=khiva_city.pk).update(state="claimed", verified_at=None)
    rebuilt()
    assert titles(page(as_person(None), "municipality")) == []
    assert titles(page(as_person(newcomer), "municipality", lang="en")) == ["Municipality of Khiva"]


def test_SA1_what_is_withdrawn_leaves_at_once_with_its_count(
    make_exchange: MakeExchange, officer: Person, spaces: list[Space], rebuilt: Rebuilt, client: Client
) -> None:
    exchanges = [make_exchange(en=f"Weaving {number}") for number in range(3)]
    rebuilt()
    assert "3 results" in page(client, "weaving")
    exchanges[0].withdraw(officer, spaces[1])
    html = page(client, "weaving")
    assert "2 results" in html
    assert "Weaving 0" not in titles(html)
    assert "Weaving 0" not in str(client.get("/search/suggest/", {"q": "weav"}).json())
    indexing.catch_up()
    assert "2 results" in page(client, "weaving")


def test_SA1_a_member_who_left_finds_it_no_longer(
    secret: Question, reads_english: Person, spaces: list[Space], as_person: Browser
) -> None:
    Question.objects.filter(pk=secret.pk).update(author=None)
    spaces[1].leave(reads_english)
    assert titles(page(as_person(reads_english), "kaleidoscope", lang="en")) == []


def test_a_deleted_thing_is_no_result(make_exchange: MakeExchange, rebuilt: Rebuilt, client: Client) -> None:
    exchange = make_exchange(en="Weaving")
    rebuilt()
    Exchange.objects.filter(pk=exchange.pk).delete()
    assert "Nothing fits" in page(client, "weaving")
