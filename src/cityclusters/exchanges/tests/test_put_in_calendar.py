"""Calendar files, read by another library than the one that writes them."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
import vobject
from django.test import Client

from cityclusters.core.texts import make_texts
from cityclusters.exchanges import calendar
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.tests.conftest import AddSession, utc
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person

Browser = Callable[[Person | None], Client]
LINK = "https://meet.example/room?a=1&b=2"


def _read(content: bytes) -> Any:
    assert b"\r\n" in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return vobject.readOne(content.decode())


def _entries(content: bytes) -> list[Any]:
    return list(_read(content).vevent_list)


def test_an_entry_per_session_in_utc_with_a_link_back(
    open_training: Exchange, add_session: AddSession, client: Client
) -> None:
    add_session(
        start=utc(2027, 3, 1, 5), title=make_texts("en", en="Finance; trade, and\nservices"), track="PPP"
    )
    answer = client.get(f"{open_training.get_absolute_url()}calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    first, second = sorted(_entries(answer.content), key=lambda entry: entry.dtstart.value)
    sessions = {calendar.uid(session.public_id): session for session in open_training.sessions.all()}
    assert {first.uid.value, second.uid.value} == set(sessions)
    finance = next(entry for entry in (first, second) if "Finance" in entry.summary.value)
    assert finance.summary.value == "Finance; trade, and\nservices · Services and business"
    assert finance.dtstart.value == utc(2027, 3, 1, 5)
    assert finance.dtend.value == utc(2027, 3, 1, 6)
    assert finance.url.value.endswith(open_training.get_absolute_url())
    assert open_training.get_absolute_url() in finance.description.value
    assert finance.categories.value == ["PPP"]


def test_names_stay_and_numbers_rise(open_training: Exchange, officer: Person) -> None:
    session = open_training.sessions.get()
    before = _entries(calendar.write(open_training))[0]
    session.change(officer, room="Blue room")
    open_training.refresh_from_db()
    after = _entries(calendar.write(open_training))[0]
    open_training.change(officer, title=make_texts("en", en="Another title"))
    again = _entries(calendar.write(open_training))[0]
    assert before.uid.value == after.uid.value == again.uid.value
    assert int(before.sequence.value) < int(after.sequence.value) < int(again.sequence.value)


def test_a_removed_session_and_a_cancelled_exchange_are_cancelled(
    open_training: Exchange, officer: Person, add_session: AddSession
) -> None:
    session = add_session(start=utc(2027, 3, 1, 5))
    session.remove(officer)
    states = {entry.uid.value: entry.status.value for entry in _entries(calendar.write(open_training))}
    assert states[calendar.uid(session.public_id)] == "CANCELLED"
    assert sorted(states.values()) == ["CANCELLED", "CONFIRMED"]
    open_training.cancel(officer, "Storm")
    states = {entry.uid.value: entry.status.value for entry in _entries(calendar.write(open_training))}
    assert set(states.values()) == {"CANCELLED"}


def test_the_joining_link_is_only_for_those_with_a_seat(
    open_training: Exchange, officer: Person, newcomer: Person, khiva_deputy: Person, client: Client
) -> None:
    open_training.change(officer, capacity=1)
    seat, waiting = open_training.register(newcomer), open_training.register(khiva_deputy)

    def of(code: str) -> str:
        answer = client.get(f"/exchanges/calendar/{code}.ics")
        assert "no-store" in answer["Cache-Control"]
        return " ".join(
            str(entry.description.value) + str(getattr(entry, "location", ""))
            for entry in _entries(answer.content)
        )

    assert LINK in of(seat.calendar_code)
    assert LINK not in of(waiting.calendar_code)
    public = client.get(f"{open_training.get_absolute_url()}calendar.ics").content.decode()
    assert "meet.example" not in public
    page = client.get(open_training.get_absolute_url()).content.decode()
    assert "meet.example" not in page
    seat.cancel(newcomer)
    assert client.get(f"/exchanges/calendar/{seat.calendar_code}.ics").status_code == 404
    waiting.refresh_from_db()
    assert LINK in of(waiting.calendar_code)


def test_the_letter_brings_it(open_training: Exchange, khiva_deputy: Person) -> None:
    open_training.register(khiva_deputy)
    attached = Letter.objects.get(person=khiva_deputy).attachments[0]
    assert attached["type"].startswith("text/calendar")
    entry = _entries(base64.b64decode(attached["data"]))[0]
    assert "Services et entreprises" in entry.summary.value
    assert LINK in entry.description.value


@pytest.mark.parametrize("code", ["x", "2" * 27, "../../etc"])
def test_a_forged_code_opens_nothing(open_training: Exchange, client: Client, code: str) -> None:
    assert client.get(f"/exchanges/calendar/{code}.ics").status_code == 404


def test_an_exchange_without_sessions_has_an_empty_calendar(open_training: Exchange, client: Client) -> None:
    open_training.sessions.all().delete()
    answer = client.get(f"{open_training.get_absolute_url()}calendar.ics")
    assert answer.status_code == 200
    assert b"VEVENT" not in answer.content
