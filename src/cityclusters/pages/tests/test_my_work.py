"""My work: what waits, the most urgent first; drafts; and a next step where nothing waits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cityclusters.journal import drafts
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Person

SignIn = Callable[[Person | None], Client]
PAGE = reverse("pages:my-work")
MOST_QUERIES = 60  # one or two for each kind of thing that may wait, of 30 rooms; it is no public page


def follow_up(owner: Person, days: int, title: str) -> FollowUp:
    due = timezone.localdate() + timedelta(days=days)
    number = str(FollowUp.objects.count())
    return FollowUp.objects.create(
        kind="need", subject_kind="x.y", subject_id=number, title=title, owner=owner, due=due
    )


def test_the_red_stands_first(as_person: SignIn, newcomer: Person, officer: Person) -> None:
    follow_up(newcomer, 30, "A green one")
    follow_up(newcomer, -1, "A late one")
    follow_up(newcomer, 2, "A yellow one")
    follow_up(newcomer, -9, "A very late one")
    follow_up(officer, -9, "Somebody else's")
    body = as_person(newcomer).get(PAGE).content.decode()
    titles = ["A very late one", "A late one", "A yellow one", "A green one"]
    assert sorted(titles, key=body.index) == titles
    assert "Somebody else" not in body
    for word in ("Overdue", "Soon", "Later"):
        assert word in body


def test_nothing_waiting_says_what_to_do_next(as_person: SignIn, newcomer: Person) -> None:
    body = as_person(newcomer).get(PAGE).content.decode()
    assert "Nothing waits for you" in body
    assert reverse("exchanges:list") in body
    assert reverse("spaces:list") in body


def test_drafts_are_gone_on_with_or_thrown_away(as_person: SignIn, newcomer: Person) -> None:
    drafts.save(newcomer, "need:abc", {"problem": "Water"}, title="Need of Khiva", url="/needs/new/")
    drafts.save(newcomer, "other", {})
    browser = as_person(newcomer)
    body = browser.get(PAGE).content.decode()
    assert '<a href="/needs/new/" dir="auto">Need of Khiva</a>' in body
    assert "A form that you began" in body
    body = browser.post(reverse("journal:drop-draft", args=["need:abc"]), follow=True).content.decode()
    assert "Need of Khiva" not in body


@pytest.mark.parametrize("role", ["newcomer", "khiva_deputy", "steward", "officer", "administrator"])
def test_it_needs_as_many_queries_for_more_work(
    as_person: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    request: pytest.FixtureRequest,
    role: str,
) -> None:
    person: Person = request.getfixturevalue(role)
    browser, counts = as_person(person), []
    for number in (2, 20):
        for count in range(number):
            follow_up(person, count - 9, "Something")
            drafts.save(person, f"{number}:{count}", {})
        with django_assert_max_num_queries(MOST_QUERIES) as asked:
            browser.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_only_those_who_run_something_find_its_pages(
    as_person: SignIn, newcomer: Person, officer: Person, administrator: Person
) -> None:
    links = {
        name: reverse(name) for name in ("journal:letters", "incoming:mails", "pages:audit", "journal:worker")
    }
    shown = []
    for person in (newcomer, officer, administrator):
        body = as_person(person).get(PAGE).content.decode()
        shown.append([name for name, link in links.items() if f'"{link}"' in body])
    assert shown == [[], ["journal:letters", "incoming:mails", "pages:audit"], list(links)]


def test_visitors_are_asked_to_sign_in(as_person: SignIn, db: None) -> None:
    assert as_person(None).get(PAGE).status_code == 302
