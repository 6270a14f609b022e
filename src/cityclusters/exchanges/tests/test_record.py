"""A recording only after notice, and people who stay off record (rule EX5)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges import jobs, news
from cityclusters.exchanges.models import Exchange, Notice, Session
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person

Browser = Callable[[Person | None], Client]
LINK = "https://video.example/recording"


def test_EX5_no_recording_without_notice(open_training: Exchange, officer: Person) -> None:
    session = open_training.sessions.get()
    with pytest.raises(NotPossible, match="no notice"):
        session.attach_recording(officer, LINK, off_record_kept=True)


def test_EX5_a_notice_after_the_session_is_too_late(open_training: Exchange, officer: Person) -> None:
    session = open_training.sessions.get()
    Session.objects.filter(pk=session.pk).update(start=timezone.now() - timedelta(hours=1))
    open_training.change(officer, recording_notice=True)
    session.refresh_from_db()
    with pytest.raises(NotPossible, match="no notice"):
        session.attach_recording(officer, LINK, off_record_kept=True)


def test_EX5_who_stays_off_record_must_be_kept_out(
    open_training: Exchange, officer: Person, newcomer: Person, as_person: Browser
) -> None:
    open_training.change(officer, recording_notice=True)
    open_training.register(newcomer, off_record=True)
    session, browser = open_training.sessions.get(), as_person(officer)
    page = f"/exchanges/{open_training.public_id}/manage/sessions/{session.public_id}/recording/"
    browser.post(page, {"link": LINK})
    session.refresh_from_db()
    assert session.recording == ""
    browser.post(page, {"link": LINK, "off_record_kept": "on"})
    session.refresh_from_db()
    assert session.recording == LINK
    assert LINK in browser.get(open_training.get_absolute_url()).content.decode()


def test_EX5_the_notice_stands_before_the_button_and_in_a_letter(
    open_training: Exchange, officer: Person, newcomer: Person, khiva_deputy: Person, as_person: Browser
) -> None:
    open_training.register(newcomer)
    open_training.change(officer, recording_notice=True)
    jobs.write_news()
    news.tell.call(Notice.objects.get(kind="recording").pk)
    assert Letter.objects.filter(person=newcomer, subject__startswith="It will be recorded").count() == 1
    page = as_person(khiva_deputy).get(f"/exchanges/{open_training.public_id}/registration/?lang=en")
    assert "will be recorded" in page.content.decode()
    assert "Stay out of recordings" in page.content.decode()


def test_EX5_a_notice_cannot_be_taken_back_once_something_is_recorded(
    open_training: Exchange, officer: Person
) -> None:
    open_training.change(officer, recording_notice=True)
    open_training.sessions.get().attach_recording(officer, LINK, off_record_kept=True)
    with pytest.raises(NotPossible, match="cannot be taken back"):
        open_training.change(officer, recording_notice=False)
    assert Exchange.objects.get(pk=open_training.pk).recording_notice


def test_EX5_a_person_changes_her_mind(open_training: Exchange, newcomer: Person, as_person: Browser) -> None:
    seat = open_training.register(newcomer)
    as_person(newcomer).post(f"/registrations/{seat.public_id}/", {"off_record": "on"})
    seat.refresh_from_db()
    assert seat.off_record
