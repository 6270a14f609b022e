"""Booking a machine: no overlap, briefing first, maintenance, letters that say nothing (rule HU3)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.groups.booking import acts, checks, jobs, keeping
from cityclusters.groups.booking.slots import free_parts, levels, most_at_once
from cityclusters.groups.models import Booking, Group
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_booking import at, booked, facility
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person
from cityclusters.places.models import Place

AsPerson = Callable[[Person | None], Client]
PLAIN = ["booking"]


@pytest.fixture
def hub(amman: Place, stranger: Person) -> Group:
    return making.group(amman, manager=stranger, parts=PLAIN)


def test_counting_who_is_there_at_once() -> None:
    spans = [(1, 3), (3, 5), (2, 4)]
    assert most_at_once(spans, 0, 9) == 2
    assert most_at_once(spans, 4, 9) == 1
    assert most_at_once([(1, 3)], 3, 5) == 0
    assert levels(0, 6, spans) == [(0, 1, 0), (1, 2, 1), (2, 4, 2), (4, 5, 1), (5, 6, 0)]
    assert free_parts(0, 6, spans, 2) == [(0, 2), (4, 6)]


def test_HU3_no_two_bookings_overlap(hub: Group, newcomer: Person, trainer: Person) -> None:
    row = facility(hub)
    assert booked(row, newcomer).state == Booking.State.APPROVED
    with pytest.raises(checks.Full):
        booked(row, trainer, 10, 12)
    booked(row, trainer, 11, 13)  # the one ends as the other begins
    with pytest.raises(checks.Full):
        booked(row, trainer, 8, 10)


def test_HU3_so_many_at_once_and_no_more(
    hub: Group, newcomer: Person, trainer: Person, officer: Person
) -> None:
    row = facility(hub, places=2)
    booked(row, newcomer, 9, 11)
    booked(row, trainer, 11, 13)
    booked(row, officer, 10, 12)  # two at each moment, though it meets both
    with pytest.raises(checks.Full):
        booked(row, Person.objects.create_user(email="more@mail.example"), 9, 12)


def test_HU3_what_is_asked_for_holds_its_place(hub: Group, newcomer: Person, trainer: Person) -> None:
    row = facility(hub, needs_approval=True)
    first = booked(row, newcomer)
    assert first.state == Booking.State.ASKED
    with pytest.raises(checks.Full):
        booked(row, trainer)


def test_sending_the_form_twice_gives_one(hub: Group, newcomer: Person, trainer: Person) -> None:
    row, key = facility(hub), secret_code()
    assert booked(row, newcomer, once=key).pk == booked(row, newcomer, once=key).pk
    with pytest.raises(NotPossible):
        booked(row, trainer, once=key)


@pytest.mark.parametrize(
    ("start", "end", "more", "words"),
    [
        (7, 9, {}, "closed"),
        (17, 19, {}, "closed"),
        (8, 13, {}, "at most 4 hours"),
        (9, 9, {"last_days": 4}, "overnight"),
        (9, 11, {"days": -1}, "begun"),
        (9, 11, {"days": 300}, "six months"),
    ],
)
def test_what_speaks_against_a_time(
    hub: Group, newcomer: Person, start: int, end: int, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(NotPossible, match=words):
        booked(facility(hub), newcomer, start, end, **more)


def test_a_closed_day(hub: Group, newcomer: Person) -> None:
    weekday = str((hub.today() + timedelta(days=3)).weekday())
    hours = {str(number): ["08:00", "18:00"] for number in range(7) if str(number) != weekday}
    with pytest.raises(NotPossible, match="closed"):
        booked(facility(hub, hours=hours), newcomer)


def test_a_tool_is_lent_over_night(hub: Group, newcomer: Person, trainer: Person) -> None:
    tool = facility(hub, "Drill", kind="tool", lends_days=2)
    booked(tool, newcomer, 16, 9, last_days=5)
    with pytest.raises(checks.Full):  # at home with her the day between
        booked(tool, trainer, 10, 12, days=4)
    with pytest.raises(NotPossible, match="at most 2 days"):
        booked(tool, trainer, 9, 9, days=10, last_days=13)


def test_HU3_maintenance_blocks(hub: Group, newcomer: Person, stranger: Person) -> None:
    row = facility(hub)
    mine = booked(row, newcomer)
    span: dict[str, Any] = {"start": at(hub, 10), "end": at(hub, 14), "reason": "New belt"}
    with pytest.raises(NotPossible, match="bookings in this time"):
        keeping.close(row, stranger, **span)
    made = keeping.close(row, stranger, **span, cancels=True)
    mine.refresh_from_db()
    assert (mine.state, mine.reason) == (Booking.State.CANCELLED, "New belt")
    with pytest.raises(NotPossible, match="out of service"):
        booked(row, newcomer, 13, 15)
    with pytest.raises(NotPossible, match="out of service"):
        acts.restore(mine, stranger)
    made.facility = row
    keeping.lift(made, stranger)
    booked(row, newcomer, 13, 15)


def test_HU3_a_safety_briefing_before_the_machine(
    hub: Group, newcomer: Person, stranger: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    making.member(hub, "Weaver", person=newcomer)
    row = facility(hub, needs_briefing=True, briefing_days=30)
    mine = booked(row, newcomer)
    assert mine.state == Booking.State.ASKED  # approved by nobody until she is briefed
    with pytest.raises(NotPossible, match="safety briefing"):
        acts.approve(mine, stranger)
    with pytest.raises(NotPossible, match="not come yet"):
        keeping.brief(row, stranger, newcomer, on=hub.today() + timedelta(days=1), valid_until=None)
    given = keeping.brief(row, stranger, newcomer, on=hub.today(), valid_until=None)
    assert (given.given_by, given.valid_until) == (stranger, hub.today() + timedelta(days=30))
    acts.approve(mine, stranger)
    given.facility = row
    keeping.withdraw_briefing(given, stranger)
    monkeypatch.setattr(timezone, "now", lambda: mine.start)
    with pytest.raises(NotPossible, match="safety briefing"):
        acts.check_in(mine, stranger)


def test_HU3_a_briefing_that_is_over_by_then_does_not_count(
    hub: Group, newcomer: Person, stranger: Person
) -> None:
    row = facility(hub, needs_briefing=True)
    keeping.brief(row, stranger, newcomer, on=hub.today(), valid_until=hub.today() + timedelta(days=2))
    assert booked(row, newcomer).state == Booking.State.ASKED
    assert booked(row, newcomer, days=1).state == Booking.State.APPROVED


def test_nobody_writes_down_her_own_briefing(hub: Group, stranger: Person) -> None:
    with pytest.raises(NotPossible, match="Somebody else"):
        keeping.brief(facility(hub), stranger, stranger, on=hub.today(), valid_until=None)


def test_from_the_question_to_the_end(
    hub: Group, newcomer: Person, stranger: Person, trainer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = booked(facility(hub, needs_approval=True), newcomer)
    with pytest.raises(NotPossible, match="look after"):
        acts.approve(mine, trainer)
    acts.approve(mine, stranger)
    with pytest.raises(NotPossible, match="too early"):
        acts.check_in(mine, stranger)
    with pytest.raises(NotPossible, match="not begun"):
        acts.miss(mine, stranger)
    monkeypatch.setattr(timezone, "now", lambda: mine.start + timedelta(minutes=1))
    acts.check_in(mine, stranger)
    with pytest.raises(NotPossible):
        acts.cancel(mine, newcomer)
    acts.finish(mine, stranger)
    mine.refresh_from_db()
    assert mine.state == Booking.State.DONE
    booked_since = Booking.objects.holding().count()
    assert booked_since == 0  # the rest of its time is free


def test_not_coming_is_written_down_and_taken_back(
    hub: Group, newcomer: Person, stranger: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = booked(facility(hub), newcomer)
    monkeypatch.setattr(timezone, "now", lambda: mine.start + timedelta(minutes=20))
    acts.miss(mine, stranger)
    acts.came_after_all(mine, stranger)
    acts.check_in(mine, stranger)
    mine.refresh_from_db()
    assert mine.state == Booking.State.CHECKED_IN


def test_cancelling_is_taken_back_while_the_place_is_there(
    hub: Group, newcomer: Person, trainer: Person, stranger: Person
) -> None:
    row = facility(hub)
    mine = booked(row, newcomer)
    with pytest.raises(NotPossible):
        acts.cancel(mine, trainer)
    acts.cancel(mine, newcomer)
    acts.cancel(mine, newcomer)
    acts.restore(mine, newcomer)
    acts.restore(mine, newcomer)
    mine.refresh_from_db()
    assert mine.state == Booking.State.APPROVED
    with pytest.raises(NotPossible, match="Say why"):
        acts.cancel(mine, stranger)
    acts.cancel(mine, stranger, "The power is off")
    with pytest.raises(NotPossible, match="look after"):  # she did not cancel it herself
        acts.restore(mine, newcomer)
    booked(row, trainer)
    with pytest.raises(checks.Full):
        acts.restore(mine, stranger)


def test_only_members_and_participants(hub: Group, newcomer: Person, stranger: Person) -> None:
    row = facility(hub, open_to="members")
    with pytest.raises(NotPossible, match="members"):
        booked(row, newcomer)
    making.member(hub, "Weaver", person=newcomer)
    assert booked(row, newcomer, by=stranger).by == stranger


def test_ABUSE9_letters_and_calendar_say_nothing_where_there_is_counselling(
    amman: Place, newcomer: Person, stranger: Person, as_person: AsPerson
) -> None:
    hub = making.group(amman, manager=stranger, parts=["booking", "counselling"])
    row = facility(hub, "An hour with the lawyer")
    booked(row, newcomer, 9, 10)
    assert not Letter.objects.exists()  # she did not say that it is safe
    mine = booked(row, newcomer, 11, 12, mail_ok=True)
    acts.cancel(mine, stranger, "The lawyer is ill")
    browser = as_person(newcomer)
    address = f"/groups/{hub.public_id}/booking/times/{mine.public_id}/"
    answer = browser.get(f"{address}appointment.ics")
    file = answer.content.decode()
    page = browser.get(address).content.decode()
    seen = [f"{letter.subject} {letter.body}" for letter in Letter.objects.all()]
    assert len(seen) == 2
    title = page[page.index("<title>") : page.index("</title>")]
    for text in (*seen, file, title, answer["Content-Disposition"]):
        for word in ("lawyer", "Group of", " ill", "hub", "counsel"):
            assert word not in text
    assert all(letter.secret for letter in Letter.objects.all())
    assert answer["Cache-Control"].startswith("no-store")
    event = icalendar.Calendar.from_ical(file).walk("VEVENT")[0]
    assert (event["SUMMARY"], event.decoded("DTSTART")) == ("Appointment", mine.start)
    assert event["STATUS"] == "CANCELLED"
    assert not Entry.objects.filter(act="groups_booking.asked", actor=newcomer).exists()


def test_letters_and_calendar_name_it_where_nothing_is_delicate(
    hub: Group, newcomer: Person, stranger: Person, as_person: AsPerson
) -> None:
    mine = booked(facility(hub, needs_approval=True), newcomer)
    acts.approve(mine, stranger)
    assert "Booked: Sewing machine" in Letter.objects.values_list("subject", flat=True)
    file = as_person(newcomer).get(f"{mine.get_absolute_url()}appointment.ics").content.decode()
    assert "Sewing machine" in file
    assert "Group of Amman" in file


def test_a_reminder_on_the_day_before(hub: Group, newcomer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = booked(facility(hub), newcomer)
    jobs.remind()
    assert Letter.objects.count() == 1
    monkeypatch.setattr(timezone, "now", lambda: mine.start - timedelta(hours=20))
    jobs.remind()
    jobs.remind()
    assert Letter.objects.count() == 2


def test_a_woman_books_on_the_page(hub: Group, newcomer: Person, as_person: AsPerson) -> None:
    row = facility(hub, lends_days=1)
    browser = as_person(newcomer)
    there = row.get_absolute_url()
    day = hub.today() + timedelta(days=3)
    typed = {"day": day.isoformat(), "start": "07:00", "end": "11:00", "note": "A dress"}
    refused = browser.post(there, typed).content.decode()
    assert "It is closed then" in refused
    assert "A dress" in refused
    answer = browser.post(there, typed | {"start": "09:00"}, follow=True).content.decode()
    assert "It is booked." in answer
    week = browser.get(f"{there}?week={day}").content.decode()
    assert "Your booking" in week
    assert 'class="mine"' in week
    assert "08:00–09:00" in week
    assert "11:00–18:00" in week
    mine = Booking.objects.get()
    assert mine.start == at(hub, 9)
    cancelled = browser.post(f"{mine.get_absolute_url()}cancellation/", follow=True).content.decode()
    assert "Take the cancellation back" in cancelled
    assert (
        "The time is yours again"
        in browser.post(f"{mine.get_absolute_url()}restoration/", follow=True).content.decode()
    )


def test_others_see_that_it_is_taken_and_not_by_whom(
    hub: Group, newcomer: Person, trainer: Person, as_person: AsPerson
) -> None:
    row = facility(hub)
    mine = booked(row, newcomer, note="A dress")
    week = as_person(trainer).get(f"{row.get_absolute_url()}?week={at(hub, 9).date()}").content.decode()
    assert 'class="full"' in week
    assert "Newcomer" not in week
    assert "A dress" not in week
    assert as_person(trainer).get(mine.get_absolute_url()).status_code == 404


def test_the_managers_day(
    hub: Group, newcomer: Person, stranger: Person, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger.language = "en"
    stranger.save()
    making.member(hub, "Weaver of shawls", person=newcomer)
    row = facility(hub, needs_approval=True, needs_briefing=True)
    mine = booked(row, newcomer)
    browser, there = as_person(stranger), f"/groups/{hub.public_id}/booking/day/"
    page = browser.get(f"{there}?day={at(hub, 9).date()}").content.decode()
    assert "Weaver of shawls" in page
    assert "no safety briefing" in page
    assert "waiting for your answer" in browser.get(there).content.decode()
    keeping.brief(row, stranger, newcomer, on=hub.today(), valid_until=None)
    moved = browser.post(f"{mine.get_absolute_url()}approval/", {"day": at(hub, 9).date().isoformat()})
    assert moved["Location"] == f"{there}?day={at(hub, 9).date()}"
    assert as_person(newcomer).get(there).status_code == 403


def test_times_are_shown_in_both_zones(hub: Group, newcomer: Person, as_person: AsPerson) -> None:
    newcomer.zone = "America/Lima"
    newcomer.save()
    mine = booked(facility(hub), newcomer)
    page = as_person(newcomer).get(mine.get_absolute_url()).content.decode()
    assert "09:00 Amman" in page
    assert "01:00</time>" in page
