"""States: by hand, by the clock, and what those registered are told."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.exchanges import jobs, news
from cityclusters.exchanges.models import Exchange, Notice, Session
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person

Browser = Callable[[Person | None], Client]


def _state(exchange: Exchange) -> str:
    return Exchange.objects.get(pk=exchange.pk).state


def _write_news() -> None:
    jobs.write_news()
    for notice in Notice.objects.filter(begun_at__isnull=False, done_at=None):
        news.tell.call(notice.pk)


def test_it_opens_only_with_a_session_to_come(
    officer: Person, programme: Organisation, start: datetime
) -> None:
    exchange = Exchange.create(
        officer, programme, title=make_texts("en", en="T"), zone="UTC", languages=["en"]
    )
    with pytest.raises(NotPossible, match="Add a session"):
        exchange.open(officer)
    Session.add(
        officer, exchange, title=make_texts("en", en="S"), start=start, end=start + timedelta(hours=1)
    )
    exchange.open(officer)
    assert _state(exchange) == "open"


def test_what_the_table_does_not_allow_is_refused(open_training: Exchange, officer: Person) -> None:
    with pytest.raises(NotPossible, match="Open for registration"):
        open_training.mark_reported(officer)
    open_training.cancel(officer, "No room")
    for act in (open_training.plan, open_training.open):
        with pytest.raises(NotPossible):
            act(officer)
    assert _state(open_training) == "cancelled"


def test_the_clock_moves_it_on(open_training: Exchange) -> None:
    session = open_training.sessions.get()
    jobs.follow_the_clock()
    assert _state(open_training) == "open"
    now = timezone.now()
    Session.objects.filter(pk=session.pk).update(start=now - timedelta(minutes=1))
    jobs.follow_the_clock()
    assert _state(open_training) == "running"
    Session.objects.filter(pk=session.pk).update(start=now - timedelta(hours=2), end=now - timedelta(hours=1))
    jobs.follow_the_clock()
    assert _state(open_training) == "done"
    assert Entry.objects.filter(act="exchange.finished", actor=None).count() == 1


def test_a_planned_one_runs_when_people_have_seats(
    training: Exchange, officer: Person, newcomer: Person
) -> None:
    Session.objects.filter(exchange=training).update(start=timezone.now() - timedelta(minutes=1))
    jobs.follow_the_clock()
    assert _state(training) == "planned"
    training.register(newcomer, by=officer)
    jobs.follow_the_clock()
    assert _state(training) == "running"


def test_everybody_is_told_the_reason_of_a_cancellation(
    open_training: Exchange,
    officer: Person,
    khiva_deputy: Person,
    bukhara_deputy: Person,
    newcomer: Person,
    as_person: Browser,
) -> None:
    open_training.change(officer, capacity=1)
    open_training.register(khiva_deputy)
    open_training.register(bukhara_deputy)
    open_training.invite(newcomer, officer)
    page = f"/exchanges/{open_training.public_id}/manage/cancellation/"
    browser = as_person(officer)
    assert "3 people" in browser.get(page).content.decode()
    browser.post(page, {"reason": ""})
    assert _state(open_training) == "open"
    browser.post(page, {"reason": "The lecturers cannot travel."})
    assert _state(open_training) == "cancelled"
    Letter.objects.all().delete()
    _write_news()
    _write_news()
    letters = Letter.objects.order_by("person")
    assert letters.count() == 3
    assert all("The lecturers cannot travel." in letter.body for letter in letters)
    assert all(letter.attachments[0]["name"] == "exchange.ics" for letter in letters)


def test_postponed_keeps_the_seats(open_training: Exchange, officer: Person, newcomer: Person) -> None:
    open_training.register(newcomer)
    open_training.postpone(officer, "Elections")
    assert open_training.registrations.get().state == "confirmed"
    _write_news()
    assert Letter.objects.filter(person=newcomer, subject__startswith="Postponed").count() == 1


def test_an_afternoon_of_changes_is_one_letter(
    open_training: Exchange, officer: Person, newcomer: Person
) -> None:
    open_training.register(newcomer)
    session = open_training.sessions.get()
    hour = timedelta(hours=1)
    for _change in range(3):
        session.change(officer, start=session.start + hour, end=session.end + hour)
    _write_news()
    assert not Letter.objects.filter(subject__startswith="The programme has changed").exists()
    Notice.objects.update(due=timezone.now())
    _write_news()
    assert Letter.objects.filter(subject__startswith="The programme has changed").count() == 1


def test_a_stopped_worker_goes_on_where_it_was(open_training: Exchange, officer: Person) -> None:
    for n in range(45):
        person = Person.objects.create_user(email=f"p{n}@mail.example", name=f"P{n}")
        open_training.register(person, notify=False)
    open_training.cancel(officer, "Storm")
    jobs.write_news()
    notice = Notice.objects.get()
    assert news._some_letters(notice.pk)
    assert Letter.objects.count() == 20
    Notice.objects.update(begun_at=timezone.now() - jobs.AGAIN - timedelta(seconds=1))
    _write_news()
    assert Letter.objects.count() == 45
    notice.refresh_from_db()
    assert notice.done_at is not None
