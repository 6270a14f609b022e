"""Reminders: seven days before, on the day, then weekly; one letter a day, never twice for one day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from cityclusters.journal import reminders
from cityclusters.journal.models import FollowUp, Letter
from cityclusters.people.models import Organisation, Person

DUE = date(2020, 11, 20)


def follow_up(subject: Organisation, owner: Person, kind: str = "need", due: date = DUE) -> FollowUp:
    return FollowUp.objects.create(
        kind=kind, subject_kind="people.organisation", subject_id=subject.public_id, title=f"Answer: {kind}",
        owner=owner, due=due, url="/needs/x/", created_at=datetime(2020, 10, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    return Clock(monkeypatch)


class Clock:
    """Turns the time to a day and an hour (UTC), and lets the job run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def remind(self, day: date, hour: int = 12) -> int:
        """Runs the job; gives the number of letters there are then."""
        moment = datetime.combine(day, time(hour), tzinfo=UTC)
        self.monkeypatch.setattr(timezone, "now", lambda: moment)
        reminders.remind()
        return Letter.objects.count()


def test_the_days_of_reminding(khiva_city: Organisation, officer: Person, clock: Clock) -> None:
    follow_up(khiva_city, officer)
    days, before = [], 0
    for day in (DUE + timedelta(days=number) for number in range(-12, 24)):
        for hour in (9, 12, 23):
            now = clock.remind(day, hour)
            if now > before:
                days.append((day - DUE).days)
            before = now
    assert days == [-7, 0, 7, 14, 21]


def test_one_letter_names_all_in_the_owner_s_language(
    khiva_city: Organisation, khiva_deputy: Person, clock: Clock
) -> None:
    late = follow_up(khiva_city, khiva_deputy, "late", DUE - timedelta(days=14))
    today = follow_up(khiva_city, khiva_deputy, "today", DUE)
    follow_up(khiva_city, khiva_deputy, "far away", DUE + timedelta(days=30))
    assert clock.remind(DUE) == 1
    letter = Letter.objects.get()
    assert letter.to == khiva_deputy.email
    assert letter.language == "fr"
    assert letter.body.index(late.title) < letter.body.index(today.title)
    assert "far away" not in letter.body
    assert f"http://localhost:8000/follow-ups/{late.public_id}/" in letter.body


def test_the_morning_is_the_owner_s_own(
    khiva_city: Organisation, khiva_deputy: Person, officer: Person, clock: Clock
) -> None:
    follow_up(khiva_city, khiva_deputy)  # five hours ahead of UTC
    follow_up(khiva_city, officer, "other")
    assert clock.remind(DUE, 1) == 0
    assert clock.remind(DUE, 2) == 1
    assert clock.remind(DUE, 6) == 1
    assert clock.remind(DUE, 7) == 2


def test_a_day_without_a_worker_is_made_up_for(
    khiva_city: Organisation, officer: Person, clock: Clock
) -> None:
    follow_up(khiva_city, officer)
    assert clock.remind(DUE + timedelta(days=3)) == 1
    assert clock.remind(DUE + timedelta(days=4)) == 1
    assert clock.remind(DUE + timedelta(days=7)) == 2


def test_another_day_starts_the_reminders_anew(
    khiva_city: Organisation, officer: Person, clock: Clock
) -> None:
    row = follow_up(khiva_city, officer)
    assert clock.remind(DUE) == 1
    row.refresh_from_db()
    row.move(officer, DUE + timedelta(days=10), "Later")
    assert clock.remind(DUE + timedelta(days=2)) == 1
    assert clock.remind(DUE + timedelta(days=3)) == 2


def test_closed_ones_and_people_without_mail_are_left_alone(
    khiva_city: Organisation, officer: Person, newcomer: Person, clock: Clock
) -> None:
    follow_up(khiva_city, officer).close(officer, "Done.")
    newcomer.state = Person.State.SUSPENDED
    newcomer.save()
    follow_up(khiva_city, newcomer, "other")
    assert clock.remind(DUE) == 0
