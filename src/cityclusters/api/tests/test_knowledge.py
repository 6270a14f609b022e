"""Practices, questions and replies as feeds, JSON and CSV: what is published, in all languages (A28)."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.api.tests.feeds import titles
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import Practice, Section, Translation
from cityclusters.practices.versions import freeze
from cityclusters.questions.models import ConsolidatedReply, Question
from cityclusters.spaces.models import Space, Theme

Queries = Callable[..., object]


@pytest.fixture
def practice(stranger: Person, amman_city: Organisation, amman: Place, themes: list[Theme]) -> Practice:
    made = Practice.objects.create(
        author=stranger,
        organisation=amman_city,
        place=amman,
        language="ar",
        title="=مركز <النساء>",
        state="accepted",
        licence="CC-BY-4.0",
        marker="2",
    )
    made.themes.add(themes[1])
    Section.objects.create(practice=made, key="done", text="دورات")
    Section.objects.create(practice=made, key="contact", text="office@amman.example")
    version = freeze(made, stranger)
    made.state = "published"
    made.save()
    Translation.objects.create(
        version=version,
        language="en",
        state="reviewed",
        reviewed_at=timezone.now(),
        content={**version.content, "title": "A hub", "sections": {"done": "Courses"}},
    )
    return made


@pytest.fixture
def question(spaces: list[Space], khiva_deputy: Person, khiva_city: Organisation) -> Question:
    asked = Question.objects.create(
        space=spaces[1], author=khiva_deputy, organisation=khiva_city, language="en",
        title="Who sells online?", text="We don't know how.", shown_at=timezone.now(),
    )  # fmt: skip
    ConsolidatedReply.objects.create(
        question=asked, language="en", title="Selling online", text="Amman teaches.", state="published",
        published_at=timezone.now(),
    )  # fmt: skip
    return asked


def test_a_feed_of_practices_is_in_the_readers_language(practice: Practice, client: Client) -> None:
    assert titles(client.get("/api/practices.atom?lang=en").content) == ["A hub"]
    assert titles(client.get("/api/practices.atom?lang=fr").content) == ["=مركز <النساء>"]


def test_json_has_every_language_and_says_who_made_it(practice: Practice, client: Client) -> None:
    answer = client.get("/api/practices.json").json()
    found = answer["practices"][0]
    assert answer["count"] == 1
    assert (found["language"], found["gender_marker"], found["themes"]) == ("ar", 2, ["e-commerce"])
    assert found["texts"]["ar"]["original"] is True
    assert found["texts"]["en"]["sections"] == {"done": "Courses"}
    assert (found["texts"]["en"]["reviewed"], found["texts"]["en"]["machine"]) == (True, None)


def test_no_address_leaves(practice: Practice, client: Client) -> None:
    for path in ("practices.json", "practices.csv", "practices.atom"):
        answer = client.get(f"/api/{path}")
        body = b"".join(answer) if answer.streaming else answer.content
        assert b"office@amman" not in body
        assert b"manager@amman" not in body


def test_what_is_being_written_does_not_leave(practice: Practice, client: Client) -> None:
    Practice.objects.update(title="A secret change", state="correcting")
    practice.sections.update(text="A secret change")
    Practice.objects.create(
        author=practice.author, place=practice.place, language="en", title="A secret draft"
    )
    for path in ("practices.json", "practices.atom", "spaces/e-commerce.atom"):
        assert b"secret" not in client.get(f"/api/{path}").content
    assert b"secret" not in b"".join(client.get("/api/practices.csv"))


def test_csv_runs_no_formula(practice: Practice, client: Client) -> None:
    body = b"".join(client.get("/api/practices.csv")).decode()
    assert "'=مركز" in body
    assert "ar en" in body


def test_a_feed_of_questions_names_no_person(question: Question, client: Client) -> None:
    answer = client.get("/api/questions.atom").content
    assert sorted(titles(answer)) == ["Selling online", "Who sells online?"]
    assert "Municipality of Khiva" in answer.decode()
    assert "Deputy mayor of Khiva" not in answer.decode()


def test_SP5_what_is_for_members_is_in_no_feed(question: Question, client: Client) -> None:
    Question.objects.update(visibility="members")
    assert titles(client.get("/api/questions.atom").content) == []
    assert titles(client.get("/api/spaces/e-commerce.atom").content) == []


def test_a_space_gathers_all_kinds(practice: Practice, question: Question, client: Client) -> None:
    found = titles(client.get("/api/spaces/e-commerce.atom?lang=en").content)
    assert sorted(found) == ["A hub", "Selling online", "Who sells online?"]
    assert titles(client.get("/api/spaces/covid-19.atom").content) == []


def test_ten_times_the_practices_cost_the_same_queries(
    practice: Practice, client: Client, django_assert_max_num_queries: Queries
) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        answer = client.get("/api/practices.json")
    assert json.loads(answer.content)["count"] == 1
