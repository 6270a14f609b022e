"""The search finds needs for members alone: those that all of them may read, as long as they are open."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from cityclusters.people.models import Organisation, Person
from cityclusters.search import indexing
from cityclusters.search.finding import vocabulary
from cityclusters.search.sources.base import MEMBERS
from cityclusters.search.sources.needs import NEEDS
from cityclusters.search.tests.test_search import page, titles
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need
from cityclusters.support.needs import ending
from cityclusters.support.tests.making_needs import draft, signed

Browser = Callable[[Person | None], Client]


@pytest.fixture
def need(reads_english: Person, khiva_city: Organisation, themes: list[Theme]) -> Need:
    """For all members, with a word that stands nowhere else."""
    vocabulary.forget()
    words = {"problem": "Our quinquereme looms stand still."}
    draft(reads_english, khiva_city, themes[1], title="A quinquereme draft", **words)
    signed(reads_english, khiva_city, themes[1], title="A quinquereme for the team", shown_to="team", **words)
    return signed(reads_english, khiva_city, themes[1], title="A quinquereme for members", **words)


def _found(browser: Client) -> list[str]:
    indexing.rebuild()
    vocabulary.forget()
    return titles(page(browser, "quinquereme", lang="en"))


def test_its_page_is_of_the_members_partition(need: Need) -> None:
    [found] = NEEDS.pages_of()
    assert (found.kind, found.key, found.language, found.audience) == ("need", need.public_id, "en", MEMBERS)
    assert {"theme:e-commerce", "country:UZ", "goal:5"} <= set(found.facets)
    assert "Deputy" not in str(found), "no person stands in it"


def test_SA1_members_find_it_and_visitors_do_not(
    need: Need, newcomer: Person, officer: Person, as_person: Browser
) -> None:
    for person in (newcomer, officer):
        assert _found(as_person(person)) == ["A quinquereme for members"]
    assert _found(as_person(None)) == []
    keys = list(Need.objects.values_list("public_id", flat=True))
    assert list(NEEDS.visible_keys(AnonymousUser(), keys)) == []
    assert list(NEEDS.visible_keys(officer, keys)) == [("need", need.public_id)]


@pytest.mark.parametrize("how", ["withdrawn", "expired", "kept_out", "team"])
def test_SA1_it_is_gone_from_that_moment(
    how: str, need: Need, reads_english: Person, newcomer: Person, as_person: Browser
) -> None:
    browser = as_person(newcomer)
    assert _found(browser) == ["A quinquereme for members"]
    if how == "withdrawn":
        ending.withdraw(need, reads_english, "Found elsewhere")
    elif how == "expired":
        Need.objects.filter(pk=need.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    elif how == "kept_out":
        ending.keep_out(need, None)
    else:
        ending.show_to(need, reads_english, "team")
    assert titles(page(browser, "quinquereme", lang="en")) == [], "before the index is made anew"
    assert _found(browser) == []
