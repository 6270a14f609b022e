"""Drafts: kept as they are typed, given back as they were, each person's own."""

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from cityclusters.journal import drafts
from cityclusters.journal.models import Draft
from cityclusters.people.models import Person

SignIn = Callable[[Person | None], Client]
ADDRESS = reverse("journal:draft", args=["survey:abc"])


def test_a_draft_comes_back_as_it_was(newcomer: Person, officer: Person) -> None:
    typed = QueryDict("name=%D0%A5%D0%B8%D0%B2%D0%B0&choice=a&choice=b&csrfmiddlewaretoken=x")
    drafts.save(newcomer, "survey:abc", typed)
    found = drafts.load(newcomer, "survey:abc")
    assert found is not None
    assert found["name"] == "Хива"
    assert found.getlist("choice") == ["a", "b"]
    assert "csrfmiddlewaretoken" not in found
    assert drafts.load(officer, "survey:abc") is None


def test_the_newest_save_wins_and_dropping_forgets(newcomer: Person) -> None:
    drafts.save(newcomer, "survey:abc", {"name": "a"})
    drafts.save(newcomer, "survey:abc", {"name": "b"})
    assert Draft.objects.count() == 1
    drafts.drop(newcomer, "survey:abc")
    assert drafts.load(newcomer, "survey:abc") is None


def test_a_character_no_database_keeps_is_left_out(newcomer: Person) -> None:
    drafts.save(newcomer, "survey:abc", {"a\x00b": ["c\x00", "d"], "e": "\x00f"}, title="g\x00")
    found = drafts.load(newcomer, "survey:abc")
    assert found is not None
    assert dict(found.lists()) == {"ab": ["c", "d"], "e": ["f"]}
    assert Draft.objects.get().title == "g"


def test_there_are_bounds(newcomer: Person) -> None:
    with pytest.raises(drafts.DraftRefused):
        drafts.save(newcomer, "survey:abc", {"text": "x" * (drafts.LARGEST + 1)})
    for number in range(drafts.MOST):
        drafts.save(newcomer, f"form:{number}", {})
    with pytest.raises(drafts.DraftRefused):
        drafts.save(newcomer, "one:more", {})
    drafts.save(newcomer, "form:1", {"still": "works"})


def test_without_javascript_the_button_saves_and_goes_back(as_person: SignIn, newcomer: Person) -> None:
    typed = {"name": "Khiva", "draft_title": "The survey", "draft_url": "/surveys/abc/"}
    answer = as_person(newcomer).post(ADDRESS, typed, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/surveys/abc/")
    draft = Draft.objects.get()
    assert (draft.title, draft.url, draft.data) == ("The survey", "/surveys/abc/", {"name": ["Khiva"]})


def test_a_script_gets_a_short_answer(as_person: SignIn, newcomer: Person) -> None:
    came_from = {"accept": "*/*", "referer": "http://testserver/surveys/abc/?language=ar"}
    answer = as_person(newcomer).post(ADDRESS, {"name": "Khiva"}, headers=came_from)
    assert answer.json() == {"saved": True}
    assert Draft.objects.get().url == "/surveys/abc/?language=ar"
    answer = as_person(newcomer).post(ADDRESS, {"text": "x" * 300_000}, headers=came_from)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "page", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x"]
)
def test_going_back_stays_on_this_site(as_person: SignIn, newcomer: Person, page: str) -> None:
    headers = {"accept": "text/html", "referer": "https://evil.example/"}
    answer = as_person(newcomer).post(ADDRESS, {"draft_url": page}, headers=headers)
    assert answer.headers["Location"] == "/my-work/"
    assert Draft.objects.get().url == ""


def test_visitors_have_no_drafts(as_person: SignIn, db: None) -> None:
    assert as_person(None).post(ADDRESS, {}).status_code == 302
    assert not Draft.objects.exists()


def test_throwing_away_is_for_one_s_own(as_person: SignIn, newcomer: Person, officer: Person) -> None:
    drafts.save(newcomer, "survey:abc", {"name": "a"})
    as_person(officer).post(reverse("journal:drop-draft", args=["survey:abc"]))
    assert Draft.objects.exists()
    as_person(newcomer).post(reverse("journal:drop-draft", args=["survey:abc"]))
    assert not Draft.objects.exists()
