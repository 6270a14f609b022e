"""Closing: by its time or by hand; the owner is told, and nobody answers any more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.journal.models import Entry, FollowUp
from cityclusters.people.models import Person
from cityclusters.surveys import closing, jobs
from cityclusters.surveys.answering import send
from cityclusters.surveys.models import Survey, Ticket
from cityclusters.surveys.refusals import SurveyRefused

Browser = Callable[[Person | None], Client]


def test_it_closes_at_its_time(open_survey: Survey, ticket: Ticket, officer: Person) -> None:
    send(ticket, {"expect": "yes"})
    Survey.objects.filter(pk=open_survey.pk).update(closes_at=timezone.now() - timedelta(minutes=3))
    jobs.open_and_close()
    open_survey.refresh_from_db()
    assert open_survey.state == Survey.State.CLOSED
    assert (open_survey.invited, open_survey.answered) == (12, 1)
    told = FollowUp.objects.get(kind="survey_report")
    assert (told.owner, told.subject_id) == (officer, open_survey.public_id)
    assert Entry.objects.filter(act="survey.closed").count() == 1
    jobs.open_and_close()
    assert FollowUp.objects.filter(kind="survey_report").count() == 1


def test_it_closes_by_hand_after_confirming(open_survey: Survey, officer: Person, as_person: Browser) -> None:
    browser = as_person(officer)
    address = f"/exchanges/{open_survey.exchange.public_id}/manage/survey/{open_survey.public_id}/closing/"
    assert "it can't be opened again" in browser.get(address).content.decode()
    browser.post(address)
    open_survey.refresh_from_db()
    assert open_survey.state == Survey.State.CLOSED
    assert open_survey.closes_at is not None
    assert open_survey.closes_at <= timezone.now()
    assert browser.post(address).status_code == 302
    assert Entry.objects.filter(act="survey.closed").count() == 1


def test_the_closing_time_can_be_moved_before_it_comes(
    open_survey: Survey, officer: Person, as_person: Browser
) -> None:
    address = (
        f"/exchanges/{open_survey.exchange.public_id}/manage/survey/{open_survey.public_id}/closing-time/"
    )
    browser = as_person(officer)
    browser.post(address, {"closes_at": f"{timezone.now().year + 1}-03-01T10:00"})
    open_survey.refresh_from_db()
    assert open_survey.closes_at is not None
    assert f"{open_survey.closes_at:%d %m %H:%M}" == "01 03 05:00"  # 10:00 in Tashkent
    answer = browser.post(address, {"closes_at": "2020-01-01T10:00"}, follow=True)
    assert "This time has already passed." in answer.content.decode()
    answer = browser.post(address, {"closes_at": "2027-02-29T10:00"}, follow=True)
    assert "Write the new closing time" in answer.content.decode()


def test_a_closing_time_that_has_come_stays(open_survey: Survey, officer: Person) -> None:
    Survey.objects.filter(pk=open_survey.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(SurveyRefused) as refused:
        closing.change_closing(open_survey, timezone.now() + timedelta(days=1), officer)
    assert refused.value.code == "closed"


def test_an_unopened_survey_is_not_closed(checked_survey: Survey, officer: Person) -> None:
    with pytest.raises(SurveyRefused):
        closing.close(checked_survey, officer)


def test_SU7_nothing_but_counts_is_shown_before_closing(
    open_survey: Survey, ticket: Ticket, officer: Person, as_person: Browser
) -> None:
    send(ticket, {"expect": "yes", "change": "A very special remark"})
    address = f"/exchanges/{open_survey.exchange.public_id}/manage/survey/{open_survey.public_id}/"
    page = as_person(officer).get(address).content.decode()
    assert "1 of 12" in page
    assert "A very special remark" not in page
    assert "Delegate 1" not in page  # nobody is told who has answered
    assert "nobody can be told who has answered" in page


def test_who_is_silent_is_told_only_where_answers_carry_names(
    named_survey: Survey, officer: Person, as_person: Browser
) -> None:
    ticket = named_survey.tickets.get(person__name="Delegate 3")
    send(ticket, {"relevance": 4})
    address = f"/exchanges/{named_survey.exchange.public_id}/manage/survey/{named_survey.public_id}/"
    page = as_person(officer).get(address).content.decode()
    assert "Delegate 4" in page
    assert "Delegate 3" not in page
