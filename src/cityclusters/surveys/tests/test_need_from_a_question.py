"""A question that other cities answered becomes a need of the asker's city, with a follow-up (SU10, PE1)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Organisation, Person
from cityclusters.questions.models import Question
from cityclusters.spaces.models import Space
from cityclusters.surveys.models import StatementOfNeed
from cityclusters.surveys.question_links import links

Browser = Callable[[Person | None], Client]


@pytest.fixture
def question(spaces: list[Space], stranger: Person) -> Question:
    asked = Question.objects.create(
        space=spaces[1], author=stranger, language="en", title="How do weavers sell online?", text="We try."
    )
    asked.themes.set(spaces[1].themes.all())
    return asked


@pytest.fixture
def fields(khiva_city: Organisation) -> dict[str, Any]:
    return {
        "organisation": khiva_city.public_id,
        "language": "en",
        "problem": "Weavers do not sell online.",
        "themes": ["e-commerce"],
        "modalities": ["training"],
        "languages": ["en"],
        "urgency": "soon",
        "shown_to": "team",
        "contact": "on",
        "once": "abcdefghjkmnpqrstuvwxyz2345",
    }


def test_the_form_knows_what_the_question_said(
    question: Question, reads_english: Person, as_person: Browser
) -> None:
    page = as_person(reads_english).get(f"/questions/{question.public_id}/need/").content.decode()
    assert "How do weavers sell online?</textarea>" in page
    assert 'value="e-commerce" ' in page


def test_the_steward_of_the_space_follows_it_up(
    question: Question, fields: dict[str, Any], reads_english: Person, steward: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    answer = browser.post(f"/questions/{question.public_id}/need/", fields)
    made = StatementOfNeed.objects.get()
    assert (made.question, made.exchange, made.state) == (question, None, "signed")
    assert FollowUp.objects.get().owner == steward
    page = browser.get(answer["Location"]).content.decode()
    assert question.get_absolute_url() in page
    assert "How do weavers sell online?" in browser.get("/statements/").content.decode() + page


def test_without_a_steward_an_officer_follows_it_up(
    question: Question, fields: dict[str, Any], reads_english: Person, officer: Person, as_person: Browser
) -> None:
    as_person(reads_english).post(f"/questions/{question.public_id}/need/", fields)
    assert FollowUp.objects.get().owner == officer


def test_a_question_for_members_is_no_start_for_others(
    question: Question, reads_english: Person, as_person: Browser
) -> None:
    Question.objects.update(visibility="members")
    assert as_person(reads_english).get(f"/questions/{question.public_id}/need/").status_code == 404


def test_only_people_with_a_post_are_offered_it(
    question: Question, khiva_deputy: Person, newcomer: Person
) -> None:
    assert len(links(question, khiva_deputy)) == 1
    assert links(question, newcomer) == []


def test_a_need_comes_from_one_thing(
    question: Question, fields: dict[str, Any], reads_english: Person, officer: Person, as_person: Browser
) -> None:
    as_person(reads_english).post(f"/questions/{question.public_id}/need/", fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementOfNeed.objects.update(question=None)
