"""Reminders: to holders of unspent tickets, some days before closing, once each."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cityclusters.journal.models import Letter
from cityclusters.surveys import jobs, opening
from cityclusters.surveys.answering import send
from cityclusters.surveys.models import Survey, Ticket
from cityclusters.surveys.tokens import link


def _letters(number: int) -> list[str]:
    return sorted(Letter.objects.filter(key__endswith=f":reminder:{number}").values_list("to", flat=True))


def _opened(survey: Survey, days_ago: int, days_left: float) -> datetime:
    now = timezone.now()
    fields = {"opened_at": now - timedelta(days=days_ago), "closes_at": now + timedelta(days=days_left)}
    Survey.objects.filter(pk=survey.pk).update(**fields)
    survey.refresh_from_db()
    return now


def test_only_those_who_have_not_answered_are_reminded(open_survey: Survey, ticket: Ticket) -> None:
    send(ticket, {"expect": "yes"})
    _opened(open_survey, 5, 4.9)
    jobs.open_and_close()
    assert len(_letters(1)) == 11
    assert ticket.person is not None
    assert ticket.person.email not in _letters(1)
    jobs.open_and_close()
    assert len(_letters(1)) == 11
    assert _letters(2) == []


def test_a_reminder_brings_the_same_link(open_survey: Survey, ticket: Ticket) -> None:
    opening.remind(open_survey, _opened(open_survey, 5, 4.9))
    letter = Letter.objects.get(key=f"survey:{ticket.public_id}:reminder:1")
    assert link(ticket) in letter.body
    assert letter.secret


def test_the_second_reminder_comes_on_the_last_day(open_survey: Survey) -> None:
    opening.remind(open_survey, _opened(open_survey, 5, 4.9))
    opening.remind(open_survey, _opened(open_survey, 9, 0.9))
    assert (len(_letters(1)), len(_letters(2))) == (12, 12)
    open_survey.refresh_from_db()
    assert open_survey.reminders_sent == 2


@pytest.mark.parametrize(("days_ago", "days_left"), [(0, 4.9), (2, 6), (11, -0.1)])
def test_no_reminder_too_soon_and_none_after_closing(
    open_survey: Survey, days_ago: int, days_left: float
) -> None:
    assert opening.remind(open_survey, _opened(open_survey, days_ago, days_left)) == 0
    assert Letter.objects.filter(key__contains=":reminder:").count() == 0


def test_many_are_reminded_in_several_runs(open_survey: Survey) -> None:
    now = _opened(open_survey, 5, 4.9)
    assert opening.remind(open_survey, now, most=7) == 7
    assert opening.remind(open_survey, now, most=7) == 5
    assert opening.remind(open_survey, now, most=7) == 0
    assert len(_letters(1)) == 12
