"""What happens to a statement: signed, declined, withdrawn, listed, taken away as a spreadsheet."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from cityclusters.exchanges.models import Exchange
from cityclusters.journal.models import FollowUp
from cityclusters.people import consents
from cityclusters.people.models import Consent, Mandate, Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.surveys import jobs, needs
from cityclusters.surveys.models import StatementOfNeed
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.tests.conftest import seat

Browser = Callable[[Person | None], Client]
State = StatementOfNeed.State


def _state(exchange: Exchange, city: Organisation, by: Person, **more: Any) -> StatementOfNeed:
    fields: dict[str, Any] = {
        "language": "en",
        "problem": f"A need of {city.pk}",
        "modalities": ["training"],
        "countries": ["CN"],
        "languages": ["en"],
        "contact": True,
        "once": f"key-{city.pk}-{by.pk}-{len(more)}",
    }
    made = StatementOfNeed(exchange=exchange, organisation=city, **{**fields, **more})
    return needs.state_need(made, Theme.objects.filter(code="e-commerce"), by)


@pytest.fixture
def signed(training: Exchange, khiva_city: Organisation, khiva_deputy: Person) -> StatementOfNeed:
    return _state(training, khiva_city, khiva_deputy)


@pytest.fixture
def unsigned(
    training: Exchange, khiva_city: Organisation, khiva_deputy: Person, newcomer: Person
) -> StatementOfNeed:
    seat(training, newcomer, khiva_city, "Adviser")
    return _state(training, khiva_city, newcomer)


def _follow_up() -> FollowUp:
    return FollowUp.objects.get(kind="need")


@pytest.mark.usefixtures("reads_english")
def test_PE1_a_focal_point_signs(
    unsigned: StatementOfNeed, khiva_deputy: Person, newcomer: Person, as_person: Browser
) -> None:
    browser = as_person(khiva_deputy)
    assert "Sign for the organisation" in browser.get(f"/statements/{unsigned.public_id}/").content.decode()
    for _click in range(2):
        browser.post(f"/statements/{unsigned.public_id}/signature/")
    unsigned.refresh_from_db()
    assert (unsigned.state, unsigned.signed_by) == (State.SIGNED, khiva_deputy)
    assert _follow_up().contact == newcomer


def test_FollowUp_every_statement_with_consent_has_one_signed_or_not(
    unsigned: StatementOfNeed, training: Exchange, officer: Person, as_person: Browser
) -> None:
    found = _follow_up()
    assert (found.state, found.owner) == (FollowUp.State.OPEN, training.owner)
    Mandate.objects.update(end=timezone.localdate() - timedelta(days=1))
    page = as_person(officer).get(f"/statements/{unsigned.public_id}/").content.decode()
    assert "has no focal point who could sign" in page


@pytest.mark.parametrize("name", ["bukhara_deputy", "officer", "newcomer"])
def test_PE1_nobody_else_signs(
    unsigned: StatementOfNeed, name: str, request: pytest.FixtureRequest, as_person: Browser
) -> None:
    person = request.getfixturevalue(name)
    answer = as_person(person).post(f"/statements/{unsigned.public_id}/signature/")
    assert answer.status_code == (404 if name == "bukhara_deputy" else 403)
    with pytest.raises(SurveyRefused):
        needs.sign(unsigned, person)
    unsigned.refresh_from_db()
    assert unsigned.state == State.UNSIGNED


def test_a_focal_point_declines_with_a_reason(
    unsigned: StatementOfNeed, khiva_deputy: Person, as_person: Browser
) -> None:
    browser = as_person(khiva_deputy)
    browser.post(f"/statements/{unsigned.public_id}/refusal/", {"reason": "Not a priority this year"})
    unsigned.refresh_from_db()
    assert (unsigned.state, unsigned.decline_reason) == (State.DECLINED, "Not a priority this year")
    assert browser.post(f"/statements/{unsigned.public_id}/signature/").status_code == 403
    found = _follow_up()
    assert (found.state, found.outcome) == (FollowUp.State.DROPPED, "Not a priority this year")


def test_withdrawing_drops_the_follow_up_with_its_reason(
    signed: StatementOfNeed, khiva_deputy: Person, as_person: Browser
) -> None:
    as_person(khiva_deputy).post(f"/statements/{signed.public_id}/withdrawal/")
    signed.refresh_from_db()
    assert signed.state == State.WITHDRAWN
    assert (_follow_up().state, _follow_up().outcome) == ("dropped", "The statement was withdrawn.")
    assert not consents.has(khiva_deputy, Consent.Purpose.FOLLOW_UP)


def test_ending_the_contact_keeps_the_statement(
    signed: StatementOfNeed, khiva_deputy: Person, as_person: Browser
) -> None:
    as_person(khiva_deputy).post(f"/statements/{signed.public_id}/contact/")
    signed.refresh_from_db()
    assert (signed.state, signed.may_be_contacted) == (State.SIGNED, False)
    assert _follow_up().outcome == "The consent to be contacted was withdrawn."
    assert as_person(khiva_deputy).post(f"/statements/{signed.public_id}/contact/").status_code == 403


def test_withdrawing_consent_on_the_account_page_drops_the_follow_up(
    signed: StatementOfNeed, khiva_deputy: Person
) -> None:
    jobs.drop_withdrawn()
    assert _follow_up().state == "open"
    consents.withdraw(khiva_deputy, Consent.Purpose.FOLLOW_UP)
    jobs.drop_withdrawn()
    signed.refresh_from_db()
    assert not signed.may_be_contacted
    assert _follow_up().state == "dropped"


def test_another_statement_keeps_the_consent(
    signed: StatementOfNeed, khiva_deputy: Person, training: Exchange, khiva_city: Organisation
) -> None:
    _state(training, khiva_city, khiva_deputy, once="another", problem="Another need")
    needs.end_contact(signed, khiva_deputy)
    assert consents.has(khiva_deputy, Consent.Purpose.FOLLOW_UP)


def test_the_outcome_of_the_follow_up_stands_on_the_statement(
    signed: StatementOfNeed, officer: Person, khiva_deputy: Person, as_person: Browser
) -> None:
    _follow_up().close(officer, "Met with the hub in Amman; a study tour is agreed.")
    page = as_person(khiva_deputy).get(f"/statements/{signed.public_id}/").content.decode()
    assert "a study tour is agreed" in page


def test_who_sees_what(
    signed: StatementOfNeed, officer: Person, khiva_deputy: Person, bukhara_deputy: Person, as_person: Browser
) -> None:
    address = f"/statements/{signed.public_id}/"
    assert as_person(officer).get(address).status_code == 200
    assert as_person(khiva_deputy).get(address).status_code == 200
    assert as_person(bukhara_deputy).get(address).status_code == 404  # for the team only
    StatementOfNeed.objects.update(shown_to="members")
    page = as_person(bukhara_deputy).get(address)
    assert page.status_code == 200
    assert str(khiva_deputy.email) not in page.content.decode()
    assert "Deputy mayor of Khiva" not in page.content.decode()
    StatementOfNeed.objects.update(state=State.UNSIGNED)
    assert as_person(bukhara_deputy).get(address).status_code == 404
    assert as_person(None).get(address).status_code == 302


def test_officers_filter_the_list(
    signed: StatementOfNeed,
    training: Exchange,
    bukhara_city: Organisation,
    bukhara_deputy: Person,
    officer: Person,
    as_person: Browser,
) -> None:
    _state(training, bukhara_city, bukhara_deputy, modalities=["funding"], countries=["JO"])
    browser = as_person(officer)

    def listed(query: str) -> list[bool]:
        page = browser.get(f"/statements/?{query}").content.decode()
        return [f"A need of {signed.organisation.pk}" in page, f"A need of {bukhara_city.pk}" in page]

    assert listed("") == [True, True]
    assert listed("country=CN") == [True, False]
    assert listed("modality=funding") == [False, True]
    assert listed("theme=e-commerce") == [True, True]
    assert listed("theme=covid-19") == [False, False]
    assert listed("state=unsigned") == [False, False]
    assert listed("state=%27%20OR%201&country=zz") == [True, True]


def test_a_city_lists_its_own(
    signed: StatementOfNeed, khiva_deputy: Person, bukhara_deputy: Person, as_person: Browser
) -> None:
    assert "A need of" in as_person(khiva_deputy).get("/statements/").content.decode()
    assert "No statement fits." in as_person(bukhara_deputy).get("/statements/").content.decode()


def test_only_officers_take_the_list_away(
    signed: StatementOfNeed, officer: Person, khiva_deputy: Person, as_person: Browser
) -> None:
    answer = as_person(officer).get("/statements/?format=xlsx")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    line = [cell.value for cell in sheet[2]]
    assert khiva_deputy.email in line
    assert "Khiva" in line
    assert as_person(khiva_deputy).get("/statements/?format=xlsx").status_code == 403


def test_the_spreadsheet_has_no_address_without_consent(
    signed: StatementOfNeed, officer: Person, khiva_deputy: Person, as_person: Browser
) -> None:
    needs.end_contact(signed, khiva_deputy)
    answer = as_person(officer).get("/statements/?format=xlsx")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    line = [cell.value for cell in sheet[2]]
    assert khiva_deputy.email not in line
    assert khiva_deputy.name not in line
