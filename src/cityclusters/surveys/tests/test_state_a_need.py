"""Stating a need: identified, on behalf of an organisation, apart from every answer (SU10, T24, PE1)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.journal.models import Draft, Entry, FollowUp, Letter
from cityclusters.people import consents
from cityclusters.people.models import Consent, Mandate, Organisation, Person
from cityclusters.people.tests.days import days_from_hers
from cityclusters.surveys.answering import send
from cityclusters.surveys.models import StatementOfNeed, Survey, Ticket
from cityclusters.surveys.tests.conftest import seat
from cityclusters.surveys.tests.pages import post
from cityclusters.surveys.tokens import need_link

Browser = Callable[[Person | None], Client]
State = StatementOfNeed.State


@pytest.fixture
def fields(khiva_city: Organisation) -> dict[str, Any]:
    return {
        "organisation": khiva_city.public_id,
        "language": "en",
        "problem": "Craftswomen sell only to tourists who come to the city.",
        "result": "They sell online.",
        "themes": ["e-commerce"],
        "modalities": ["training", "twinning"],
        "country_1": "CN",
        "country_2": "JO",
        "country_3": "CN",
        "languages": ["en", "uz"],
        "window_start": "2027-03-01",
        "window_end": "2027-06-30",
        "urgency": "soon",
        "shown_to": "members",
        "contact": "on",
        "once": "abcdefghjkmnpqrstuvwxyz2345",
    }


@pytest.fixture
def address(training: Exchange, khiva_deputy: Person, khiva_city: Organisation) -> str:
    khiva_deputy.language = "en"
    khiva_deputy.save()
    seat(training, khiva_deputy, khiva_city, "Deputy mayor")
    return f"/exchanges/{training.public_id}/need/"


def test_PE1_somebody_with_a_mandate_signs_by_sending(
    address: str, fields: dict[str, Any], khiva_deputy: Person, officer: Person, as_person: Browser
) -> None:
    answer = as_person(khiva_deputy).post(address, fields)
    statement = StatementOfNeed.objects.get()
    assert answer["Location"] == f"/statements/{statement.public_id}/"
    assert (statement.state, statement.signed_by, statement.signed_as) == (
        State.SIGNED,
        khiva_deputy,
        "Deputy mayor",
    )
    assert statement.modalities == ["training", "twinning"]
    assert statement.countries == ["CN", "JO"]
    assert [theme.code for theme in statement.themes.all()] == ["e-commerce"]
    follow_up = FollowUp.objects.get(kind="need")
    assert (follow_up.owner, follow_up.contact, follow_up.organisation) == (
        officer,
        khiva_deputy,
        statement.organisation,
    )
    assert follow_up.due == days_from_hers(khiva_deputy, 14)
    assert Entry.objects.filter(act__in=["need.stated", "need.signed"]).count() == 2


def test_SU10_consent_is_recorded_with_the_version_of_its_words(
    address: str, fields: dict[str, Any], khiva_deputy: Person, as_person: Browser
) -> None:
    as_person(khiva_deputy).post(address, fields)
    consent = Consent.objects.get(person=khiva_deputy, purpose=Consent.Purpose.FOLLOW_UP)
    assert consent.text_version == consents.version(Consent.Purpose.FOLLOW_UP)


def test_SU10_without_consent_it_is_counted_and_nobody_follows_up(
    address: str, fields: dict[str, Any], khiva_deputy: Person, as_person: Browser
) -> None:
    del fields["contact"]
    as_person(khiva_deputy).post(address, fields)
    assert StatementOfNeed.objects.filter(state=State.SIGNED, contact=False).count() == 1
    assert not FollowUp.objects.filter(kind="need").exists()
    assert not consents.has(khiva_deputy, Consent.Purpose.FOLLOW_UP)


def test_PE1_somebody_without_a_mandate_waits_for_a_focal_point(
    training: Exchange,
    fields: dict[str, Any],
    address: str,
    khiva_city: Organisation,
    khiva_deputy: Person,
    newcomer: Person,
    as_person: Browser,
) -> None:
    seat(training, newcomer, khiva_city, "Adviser")
    as_person(newcomer).post(address, fields)
    statement = StatementOfNeed.objects.get()
    assert (statement.state, statement.signed_by, statement.post) == (State.UNSIGNED, None, "Adviser")
    letter = Letter.objects.get(key__startswith="need:")
    assert letter.to == khiva_deputy.email
    assert f"/statements/{statement.public_id}/" in letter.body


def test_PE1_a_mandate_that_is_over_signs_nothing(
    address: str, fields: dict[str, Any], khiva_deputy: Person, as_person: Browser
) -> None:
    Mandate.objects.filter(person=khiva_deputy).update(end=timezone.localdate() - timedelta(days=1))
    as_person(khiva_deputy).post(address, fields)
    assert StatementOfNeed.objects.get().state == State.UNSIGNED


def test_nobody_states_a_need_for_another_city(
    address: str,
    fields: dict[str, Any],
    khiva_deputy: Person,
    bukhara_city: Organisation,
    as_person: Browser,
) -> None:
    fields["organisation"] = bukhara_city.public_id
    page = as_person(khiva_deputy).post(address, fields)
    assert page.status_code == 200
    assert "Select a valid choice" in page.content.decode()
    assert StatementOfNeed.objects.count() == 0


def test_sending_twice_gives_one_statement(
    address: str, fields: dict[str, Any], khiva_deputy: Person, as_person: Browser
) -> None:
    browser = as_person(khiva_deputy)
    first, second = browser.post(address, fields), browser.post(address, fields)
    assert first["Location"] == second["Location"]
    assert StatementOfNeed.objects.count() == 1
    assert FollowUp.objects.filter(kind="need").count() == 1


def test_the_key_of_somebody_elses_form_gives_nothing_away(
    address: str,
    fields: dict[str, Any],
    training: Exchange,
    khiva_deputy: Person,
    bukhara_deputy: Person,
    bukhara_city: Organisation,
    as_person: Browser,
) -> None:
    seat(training, bukhara_deputy, bukhara_city, "Deputy mayor")
    as_person(khiva_deputy).post(address, fields)
    fields["organisation"] = bukhara_city.public_id
    as_person(bukhara_deputy).post(address, fields)
    assert StatementOfNeed.objects.count() == 2
    assert StatementOfNeed.objects.get(person=bukhara_deputy).organisation == bukhara_city


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"problem": "  "}, "This field is required."),
        ({"modalities": []}, "This field is required."),
        ({"modalities": ["magic"]}, "Select a valid choice"),
        ({"window_start": "2027-02-29"}, "not a leap year"),
        ({"window_end": "2027-01-01"}, "The end is before the beginning."),
        ({"country_2": "XX"}, "Select a valid choice"),
        ({"themes": ["no-theme"]}, "Select a valid choice"),
        ({"language": "tlh"}, "Select a valid choice"),
        ({"problem": "x" * 3001}, "at most 3000"),
    ],
)
def test_a_wrong_form_comes_back_filled_in(
    address: str,
    fields: dict[str, Any],
    khiva_deputy: Person,
    as_person: Browser,
    change: dict[str, Any],
    words: str,
) -> None:
    page = as_person(khiva_deputy).post(address, {**fields, **change})
    assert page.status_code == 200
    assert words in page.content.decode()
    assert "They sell online." in page.content.decode()
    assert StatementOfNeed.objects.count() == 0


def test_a_draft_is_kept_and_dropped_when_sent(
    address: str, fields: dict[str, Any], khiva_deputy: Person, as_person: Browser
) -> None:
    browser = as_person(khiva_deputy)
    browser.post(address, {"problem": "Half a sentence", "languages": ["ru"], "save_draft": "1"})
    page = browser.get(address).content.decode()
    assert "Half a sentence" in page
    assert 'value="ru" id="id_languages_6" checked' in page or "checked" in page
    browser.post(address, fields)
    assert not Draft.objects.filter(person=khiva_deputy).exists()


def test_T24_the_personal_link_identifies_without_signing_in(
    open_survey: Survey, ticket: Ticket, fields: dict[str, Any]
) -> None:
    phone = Client(enforce_csrf_checks=True)
    page = phone.get(need_link(ticket)).content.decode()
    assert "Delegate 1" in page
    del fields["once"]
    thanks = post(phone, need_link(ticket), fields)
    assert "is kept" in thanks.content.decode()
    statement = StatementOfNeed.objects.get()
    assert statement.person == ticket.person
    assert statement.state == State.UNSIGNED  # a delegate without a mandate


def test_T24_a_statement_is_joined_to_no_answer(
    open_survey: Survey, ticket: Ticket, fields: dict[str, Any]
) -> None:
    response = send(ticket, {"expect": "yes"})
    post(Client(enforce_csrf_checks=True), need_link(ticket), fields)
    names = {field.name for field in StatementOfNeed._meta.concrete_fields}
    assert not names & {"survey", "response", "ticket"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM surveys_statementofneed")
        row = [str(value) for value in cursor.fetchone()]
    assert str(response.key) not in row
    assert ticket.public_id not in row


def test_the_link_ends_some_weeks_after_the_survey(open_survey: Survey, ticket: Ticket) -> None:
    Survey.objects.filter(pk=open_survey.pk).update(closes_at=timezone.now() - timedelta(days=31))
    answer = Client().get(need_link(ticket))
    assert answer.status_code == 302
    assert answer["Location"] == f"/exchanges/{open_survey.exchange.public_id}/need/"
    assert Client().get("/surveys/need/forged.signature/").status_code == 404


def test_who_has_no_organisation_is_told_what_to_do(
    training: Exchange, newcomer: Person, as_person: Browser
) -> None:
    page = as_person(newcomer).get(f"/exchanges/{training.public_id}/need/").content.decode()
    assert "You have no organisation yet" in page


def test_a_visitor_signs_in_first(training: Exchange) -> None:
    assert Client().get(f"/exchanges/{training.public_id}/need/").status_code == 302


def test_the_exchange_offers_the_statement_to_those_who_took_part(
    delegates: list[Registration], as_person: Browser
) -> None:
    exchange = delegates[0].exchange
    page = as_person(delegates[0].person).get(exchange.get_absolute_url()).content.decode()
    assert f"/exchanges/{exchange.public_id}/need/" in page
