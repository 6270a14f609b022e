"""Publishing: the licence first (PR8), versions that never change (PR4), results with sources (PR2), lessons
(PR3), corrections small and large, retiring."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import acts, moves
from cityclusters.practices.models import Link, Partner, Practice, Result
from cityclusters.practices.tests.making import accepted, draft, publish, write

Browser = Callable[[Person | None], Client]


@pytest.fixture
def practice(reads_english: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return draft(reads_english, khiva, khiva_city)


def _page(practice: Practice, act: str = "") -> str:
    return f"/practices/{practice.public_id}/{act}"


def _correct(practice: Practice, by: Person, **texts: str) -> None:
    moves.move(practice, "correcting", by)
    write(practice, **texts)
    acts.submit(practice, by, "A wrong word")


def test_PR8_without_a_licence_nothing_is_published(
    practice: Practice, reads_english: Person, officer: Person, as_person: Browser
) -> None:
    accepted(practice, officer)
    with pytest.raises(NotPossible):
        acts.publish(practice, reads_english)
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.update(state="published")
    as_person(officer).post(_page(practice, "publication/"), {"licence": "CC-BY-4.0"})
    practice.refresh_from_db()
    assert (practice.state, practice.licence, practice.version) == ("accepted", "", None)
    as_person(reads_english).post(_page(practice, "publication/"), {"licence": "CC-BY-SA-4.0"})
    practice.refresh_from_db()
    assert (practice.state, practice.licence) == ("published", "CC-BY-SA-4.0")


def test_PR8_a_manager_publishes_with_the_licence_that_the_author_chose(
    practice: Practice, officer: Person, as_person: Browser
) -> None:
    practice.licence = "CC-BY-4.0"
    practice.save()
    accepted(practice, officer)
    answer = as_person(officer).post(_page(practice, "publication/"), {})
    assert answer["Location"] == _page(practice)
    assert Practice.objects.get().state == "published"


def test_PR2_a_result_without_value_period_and_source_is_the_author_s_statement(
    practice: Practice, officer: Person, as_person: Browser
) -> None:
    Result.objects.create(practice=practice, statement="Fewer people fall ill")
    Result.objects.create(practice=practice, statement="Half of it", value="40", source="Register")
    publish(practice, officer)
    page = as_person(None).get(_page(practice)).content.decode()
    assert page.count("as stated by the author") == 2


def test_PR2_a_result_with_all_three_shows_them(
    practice: Practice, officer: Person, as_person: Browser
) -> None:
    Result.objects.create(
        practice=practice,
        statement="In use",
        value="40",
        unit="stations",
        period="June 2020",
        source="Register",
    )
    publish(practice, officer)
    page = as_person(None).get(_page(practice)).content.decode()
    assert "40 stations" in page
    assert "June 2020" in page
    assert "Register" in page
    assert "as stated by the author" not in page


@pytest.mark.parametrize(
    ("level", "words"),
    [("good", "Good practice"), ("promising", "Promising practice"), ("lesson", "Lesson learned")],
)
def test_PR3_the_level_stands_in_words(
    level: str, words: str, practice: Practice, officer: Person, as_person: Browser
) -> None:
    practice.level = level
    practice.save()
    publish(practice, officer)
    for path in (_page(practice), f"/practices/?level={level}"):
        assert f">{words}" in as_person(None).get(path).content.decode()


def test_PR4_a_version_stays_as_it_was_published(
    practice: Practice, reads_english: Person, officer: Person, as_person: Browser
) -> None:
    first = publish(practice, officer)
    content, facts = first.content, first.facts
    _correct(practice, reads_english, result="Sellers and shoppers wash their hands.")
    visitor = as_person(None)
    assert "Sellers and buyers" in visitor.get(_page(practice)).content.decode()
    acts.accept_small(practice, officer)
    first.refresh_from_db()
    assert (first.content, first.facts) == (content, facts)
    newest, old = visitor.get(_page(practice)).content.decode(), visitor.get(_page(practice, "versions/1/"))
    assert "Sellers and shoppers" in newest
    assert "Version 2" in newest
    assert "Sellers and buyers" in old.content.decode()
    difference = visitor.get(_page(practice, "versions/2/changes/")).content.decode()
    assert "<del>" in difference
    assert "A wrong word" in difference
    assert visitor.get(_page(practice, "versions/1/changes/")).status_code == 404
    assert visitor.get(_page(practice, "versions/9/")).status_code == 404


def test_a_correction_stays_hidden_on_its_way(
    practice: Practice, reads_english: Person, officer: Person, bukhara_deputy: Person, as_person: Browser
) -> None:
    publish(practice, officer)
    _correct(practice, reads_english, result="A secret correction.")
    for state in ("screened", "in_review", "accepted"):
        moves.move(practice, state, officer)
        page = as_person(None).get(_page(practice))
        assert page.status_code == 200
        assert "secret" not in page.content.decode()
        assert as_person(bukhara_deputy).get(_page(practice, "working-copy/")).status_code == 404
    copy = as_person(reads_english).get(_page(practice, "working-copy/")).content.decode()
    assert "A secret correction." in copy


def test_a_large_correction_needs_a_review(
    practice: Practice, reads_english: Person, officer: Person, as_person: Browser
) -> None:
    publish(practice, officer)
    moves.move(practice, "correcting", reads_english)
    Result.objects.create(practice=practice, statement="Now there is a result")
    acts.submit(practice, reads_english, "Results")
    assert not acts.is_small(practice)
    browser = as_person(officer)
    assert "It needs a review" in browser.get(_page(practice, "correction/")).content.decode()
    browser.post(_page(practice, "correction/"), {})
    practice.refresh_from_db()
    assert practice.state == "submitted"
    browser.post(_page(practice, "correction/"), {"review": "1"})
    practice.refresh_from_db()
    assert practice.state == "screened"


def test_whoever_looks_at_a_correction_sees_changed_links_and_partners(
    practice: Practice, reads_english: Person, officer: Person, as_person: Browser
) -> None:
    publish(practice, officer)
    moves.move(practice, "correcting", reads_english)
    Link.objects.create(practice=practice, title="Cheap loans", url="https://loans.example/")
    Partner.objects.create(practice=practice, name="A company", kind="private", role="funding")
    assert "loans.example" in as_person(reads_english).get(_page(practice, "submission/")).content.decode()
    acts.submit(practice, reads_english, "A link")
    seen = as_person(officer).get(_page(practice, "correction/")).content.decode()
    for words in ("<h3>Links</h3>", "loans.example", "<h3>Partners</h3>", "A company"):
        assert words in seen
    assert "The texts are the same." not in seen
    acts.accept_small(practice, officer)
    assert "loans.example" in as_person(None).get(_page(practice, "versions/2/changes/")).content.decode()


def test_nobody_glances_at_her_own_correction(
    practice: Practice, reads_english: Person, officer: Person, as_person: Browser
) -> None:
    publish(practice, officer)
    _correct(practice, reads_english, result="Sellers and shoppers wash their hands.")
    assert as_person(reads_english).get(_page(practice, "correction/")).status_code == 403


def test_a_correction_that_is_left_leads_back_to_what_is_published(
    practice: Practice, reads_english: Person, officer: Person
) -> None:
    publish(practice, officer)
    _correct(practice, reads_english, result="Sellers and shoppers wash their hands.")
    change = moves.move(practice, "rejected", officer, "It was right before")
    assert (change.after, practice.state) == ("published", "published")
    assert practice.versions.count() == 1


def test_retired_it_leaves_the_lists_and_stays_readable(
    practice: Practice, reads_english: Person, officer: Person, as_person: Browser
) -> None:
    publish(practice, officer)
    browser = as_person(reads_english)
    browser.post(_page(practice, "retirement/"), {"reason": ""})
    browser.post(_page(practice, "retirement/"), {"reason": "The law has changed"})
    page = as_person(None).get(_page(practice)).content.decode()
    assert "Retired." in page
    assert "The law has changed" in page
    assert practice.public_id not in as_person(None).get("/practices/").content.decode()


def test_the_citation_names_the_version(practice: Practice, officer: Person, as_person: Browser) -> None:
    version = publish(practice, officer)
    page = as_person(None).get(_page(practice)).content.decode()
    assert "Municipality of Khiva" in page
    assert version.get_absolute_url() in page


def test_publishing_twice_makes_one_version(
    practice: Practice, reads_english: Person, officer: Person, as_person: Browser
) -> None:
    accepted(practice, officer)
    for _again in range(2):
        as_person(reads_english).post(_page(practice, "publication/"), {"licence": "CC-BY-4.0"})
    assert practice.versions.count() == 1
