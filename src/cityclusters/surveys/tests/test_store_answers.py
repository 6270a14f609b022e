"""SU2: what the database keeps of an anonymous answer, and what it does not."""

import random
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.surveys.answering import save_draft, send
from cityclusters.surveys.closing import close
from cityclusters.surveys.models import AnswerDraft, Response, Survey, Ticket

YES: dict[str, Any] = {"expect": "yes"}


def _answer_all(survey: Survey) -> list[str]:
    """Everybody answers, in the order of the tickets; what they said, in that order."""
    said = []
    for ticket in survey.tickets.order_by("pk"):
        said.append(f"said by {ticket.pk}")
        send(ticket, {"expect": "yes", "change": said[-1]})
    return said


def _rows(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def test_SU2_an_anonymous_response_has_no_person_and_no_date(ticket: Ticket) -> None:
    response = send(ticket, YES)
    response.refresh_from_db()
    assert (response.person, response.organisation, response.answered_on) == (None, None, None)
    assert {field.name for field in Response._meta.concrete_fields} == {
        "key", "survey", "anonymous", "answers", "sex", "person", "organisation", "answered_on"
    }  # fmt: skip


def test_SU2_the_database_refuses_an_anonymous_response_with_a_person(ticket: Ticket) -> None:
    response = send(ticket, YES)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(person=ticket.person)


def test_SU2_the_key_is_random_and_is_the_row_number(open_survey: Survey) -> None:
    said = _answer_all(open_survey)
    stored = list(Response.objects.order_by("key"))
    assert [row.answers["change"] for row in stored] != said
    assert max(row.key for row in stored) > 2**53
    if connection.vendor != "sqlite":
        return
    columns = _rows("PRAGMA table_info(surveys_response)")
    assert [(name, kind.upper(), pk) for _cid, name, kind, _null, _default, pk in columns if pk] == [
        ("key", "INTEGER", 1)
    ]
    numbers = _rows('SELECT rowid, "key" FROM surveys_response ORDER BY rowid')
    assert numbers == [(row.key, row.key) for row in stored]
    assert _rows("SELECT seq FROM sqlite_sequence WHERE name = 'surveys_response'") == []


def test_SU2_drafts_have_no_order_either(open_survey: Survey) -> None:
    for ticket in open_survey.tickets.all():
        assert save_draft(ticket, {"q-expect": ["yes"]})
    drafts = list(AnswerDraft.objects.values_list("key", flat=True))
    assert len(drafts) == 12
    if connection.vendor == "sqlite":
        stored = _rows('SELECT rowid, "key" FROM surveys_answerdraft')
        assert all(rowid == key for rowid, key in stored)


def test_SU2_row_marks_of_tickets_and_responses_join_nothing(open_survey: Survey, settings: Any) -> None:
    """On PostgreSQL every row bears the number of the transaction that wrote it."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL marks rows so")
    _answer_all(open_survey)
    tickets = {mark for (mark,) in _rows("SELECT xmin::text FROM surveys_ticket")}
    responses = {mark for (mark,) in _rows("SELECT xmin::text FROM surveys_response")}
    assert len(tickets) == 1
    assert len(responses) == 1


def test_SU2_answering_writes_no_line_no_session_no_letter(ticket: Ticket) -> None:
    before = Entry.objects.count()
    letters = _rows("SELECT count(*) FROM journal_letter")
    send(ticket, YES)
    assert Entry.objects.count() == before
    assert _rows("SELECT count(*) FROM journal_letter") == letters
    assert _rows("SELECT count(*) FROM django_session") == [(0,)]


def test_SU2_the_ticket_is_spent_without_a_time(ticket: Ticket) -> None:
    send(ticket, YES)
    ticket.refresh_from_db()
    assert ticket.spent
    kinds = {field.get_internal_type() for field in Ticket._meta.concrete_fields}
    assert not kinds & {"DateField", "DateTimeField", "TimeField"}
    assert Ticket.objects.filter(survey=ticket.survey, spent=True).count() == 1


def test_SU2_closing_shuffles_and_gives_new_keys(open_survey: Survey, officer: Person) -> None:
    said = _answer_all(open_survey)
    before = set(Response.objects.values_list("key", flat=True))
    close(open_survey, officer)
    rows = list(Response.objects.order_by("key"))
    assert not {row.key for row in rows} & before
    assert sorted(row.answers["change"] for row in rows) == sorted(said)


def test_SU2_the_order_after_closing_is_chance(
    open_survey: Survey, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are written in the order that the dice give, whatever the order of answering."""
    dealt: list[int] = []

    def deal(rows: list[Any]) -> None:
        dealt.append(len(rows))
        random.Random(1).shuffle(rows)

    _answer_all(open_survey)
    monkeypatch.setattr("cityclusters.surveys.answering._dice.shuffle", deal)
    close(open_survey, officer)
    assert dealt == [12]


def test_the_profile_gives_no_sex_to_an_anonymous_answer(ticket: Ticket) -> None:
    assert ticket.person is not None
    assert ticket.person.sex == "female"
    assert send(ticket, YES).sex == ""


def test_the_questionnaires_own_question_gives_the_sex(ticket: Ticket) -> None:
    assert send(ticket, {"expect": "no", "sex": "female"}).sex == "female"


def test_an_identified_answer_is_kept_with_the_person(named_survey: Survey) -> None:
    named_survey.questions.filter(asks_about="sex").delete()
    ticket = named_survey.tickets.exclude(person=None).order_by("pk")[1]
    assert ticket.person is not None
    response = send(ticket, {"relevance": 5})
    assert (response.person, response.sex) == (ticket.person, ticket.person.sex)
    assert response.organisation is not None
    assert response.answered_on is not None
    assert Entry.objects.filter(act="survey.answered", actor=ticket.person).count() == 1
