"""Abuse 6: an officer with a copy of the whole database tries to find out who gave an anonymous answer.

She knows the order in which people answered (she watched the room), has every table with the hidden numbers
of its rows, and the plain text of the whole database. She does not have the server's secret key."""

import random
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from cityclusters.people.models import Person
from cityclusters.surveys import building, closing, design, opening
from cityclusters.surveys.answering import save_draft, send
from cityclusters.surveys.models import AnswerDraft, Response, Survey, Ticket
from cityclusters.surveys.tests.conftest import delegates, training
from cityclusters.surveys.tokens import link

__all__ = ["delegates", "training"]

Rows = list[dict[str, Any]]


@pytest.fixture
def survey(training: Any, delegates: Any, officer: Person) -> Survey:
    """Anonymous, open; asked about nothing but opinions and sex."""
    made = building.create(training, officer, key="short_evaluation")
    assert design.check(made, officer).passed
    opening.open_survey(made, officer)
    return made


def _rows(table: str) -> Rows:
    """Every row with every column, and the numbers that the database keeps beside them."""
    with connection.cursor() as cursor:
        hidden = "ctid::text AS hidden, xmin::text AS mark"
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
            bare = "WITHOUT ROWID" in cursor.fetchone()[0].upper()
            hidden = "NULL AS hidden" if bare else "rowid AS hidden"
        cursor.execute(f"SELECT {hidden}, * FROM {table} ORDER BY 1")
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _answered_in_order(survey: Survey) -> list[Ticket]:
    """Everybody answers, in an order that the attacker knows; each writes who she is, to check the guess."""
    tickets = list(survey.tickets.select_related("person"))
    random.shuffle(tickets)
    for ticket in tickets:
        send(ticket, {"overall": 4, "change": f"mark {ticket.person_id}"})
    return tickets


def _true_people(rows: Rows) -> list[str]:
    return [str(row["answers"]).split("mark ")[1].split('"')[0] for row in rows]


def _every_table() -> Iterator[tuple[str, Rows]]:
    for model in apps.get_models():
        yield model._meta.db_table, _rows(model._meta.db_table)


def _whole_database() -> str:
    """The database as text, as a dump has it."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        raw: sqlite3.Connection = connection.connection
        return "\n".join(raw.iterdump())
    return "\n".join(str(row) for _table, rows in _every_table() for row in rows)


def test_no_value_of_a_response_stands_in_any_other_row(survey: Survey) -> None:
    _answered_in_order(survey)
    responses = _rows("surveys_response")
    shared = {"survey_id", "anonymous"}
    for row in responses:
        own = {str(value) for name, value in row.items() if name not in shared and value not in (None, "")}
        own = {value for value in own if len(value) > 6}
        for table, others in _every_table():
            if table != "surveys_response":
                found = own & {str(value) for other in others for value in other.values()}
                assert not found, f"{table} holds {found}"


@pytest.mark.parametrize("closed", [False, True])
def test_no_order_of_the_responses_is_the_order_of_answering(survey: Survey, closed: bool) -> None:
    """Reading the rows as they lie, by key, or by the row's mark gives people in another order than they
    answered; by chance alone it would be the same once in 479 million times."""
    order = [str(ticket.person_id) for ticket in _answered_in_order(survey)]
    if closed:
        closing.close(survey)
    for column in ("hidden", "key"):
        rows = sorted(_rows("surveys_response"), key=lambda row: row[column])
        assert _true_people(rows) != order
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM surveys_response")
        as_they_lie = [{"answers": answers} for (answers,) in cursor.fetchall()]
    assert _true_people(as_they_lie) != order


@pytest.mark.parametrize("closed", [False, True])
def test_the_marks_of_rows_join_no_ticket_with_a_response(survey: Survey, closed: bool) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL marks rows with their transaction")
    _answered_in_order(survey)
    if closed:
        closing.close(survey)
    tickets = {row["mark"] for row in _rows("surveys_ticket")}
    assert len(tickets) == 1, "a ticket that is marked apart was spent apart"
    assert len({row["mark"] for row in _rows("surveys_response")}) == 1


def test_no_time_and_no_address_is_kept_with_an_answer(survey: Survey) -> None:
    _answered_in_order(survey)
    for table in ("surveys_response", "surveys_ticket"):
        for row in _rows(table):
            assert not {"ip", "user_agent", "at", "created_at", "sent_at", "spent_at"} & row.keys()
            assert row.get("answered_on") is None
    assert _rows("django_session") == []


def test_the_journal_tells_nothing_of_answering(survey: Survey) -> None:
    before = _rows("journal_entry")
    _answered_in_order(survey)
    assert _rows("journal_entry") == before


def test_a_copy_of_the_database_holds_no_working_link(survey: Survey) -> None:
    """Once its letter is sent (and emptied), nothing in the database opens a questionnaire."""
    signatures = [link(ticket).split(".")[1].strip("/") for ticket in survey.tickets.all()]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_letter SET body = '', state = 'sent' WHERE secret")
    text = _whole_database()
    assert not [signature for signature in signatures if signature in text]


def test_a_draft_points_to_nobody_without_the_secret_key(survey: Survey, settings: Any) -> None:
    for ticket in survey.tickets.all():
        save_draft(ticket, {"q-change": [f"mark {ticket.person_id}"]})
    drafts = {str(row["key"]) for row in _rows("surveys_answerdraft")}
    for table, rows in _every_table():
        if table != "surveys_answerdraft":
            assert not drafts & {str(value) for row in rows for value in row.values()}
    assert AnswerDraft.objects.count() == 12


def test_reminders_tell_who_has_not_answered_but_no_day_of_an_answer(survey: Survey) -> None:
    """Between two reminders one person answers: her response must not bear the day."""
    ticket = survey.tickets.order_by("pk").first()
    assert ticket is not None
    send(ticket, {"overall": 5})
    assert [row.answered_on for row in Response.objects.all()] == [None]
