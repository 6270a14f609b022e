"""Sessions: one by one, several in a table, from a spreadsheet, copied to the next day; impossible times."""

import io
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges.models import Attendance, Exchange, RemovedSession, Session
from cityclusters.exchanges.tests.conftest import AddSession, utc
from cityclusters.exchanges.times import moment
from cityclusters.people.models import Person

Browser = Callable[[Person | None], Client]


@pytest.fixture
def work(training: Exchange) -> str:
    training.sessions.all().delete()
    return f"/exchanges/{training.public_id}/manage/"


def _one(**more: Any) -> dict[str, Any]:
    return {
        "title": "Digital services",
        "title__language": "en",
        "title__fr": "Services numériques",
        "day": "2027-03-01",
        "starts": "10:00",
        "ends": "11:30",
        "track": "Digitalization",
        "language": "en",
        "counts": "on",
        **more,
    }


def test_B4_a_session_is_typed_in_the_events_zone(
    training: Exchange, officer: Person, work: str, as_person: Browser
) -> None:
    answer = as_person(officer).post(f"{work}programme/", _one())
    assert answer.status_code == 302
    session = training.sessions.get()
    assert (session.start, session.end) == (utc(2027, 3, 1, 5), utc(2027, 3, 1, 6, 30))
    assert session.title["fr"] == "Services numériques"
    assert (session.track, session.counts) == ("Digitalization", True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"ends": "09:59"}, "ends before it starts"),
        ({"ends": "10:00"}, "ends before it starts"),
        ({"day": "2027-02-29"}, "2027 is not a leap year"),
        ({"day": "2027-02-30"}, "no such day"),
        ({"day": "soon"}, "year-month-day"),
        ({"day": "0001-01-01"}, "The year must be"),
        ({"starts": "25:00"}, "hours:minutes"),
        ({"title": ""}, "required"),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_what_makes_no_sense_is_refused_and_comes_back_filled_in(
    training: Exchange, officer: Person, work: str, as_person: Browser, typed: dict[str, str], words: str
) -> None:
    answer = as_person(officer).post(f"{work}programme/", _one(title__fr="", **typed))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "Digitalization" in page
    assert not training.sessions.exists()


def test_29_february_of_a_leap_year_is_a_day(
    training: Exchange, officer: Person, work: str, as_person: Browser
) -> None:
    as_person(officer).post(f"{work}programme/", _one(day="2028-02-29"))
    assert training.sessions.get().local_start().date() == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "words"),
    [
        (date(2027, 3, 14), time(2, 30), "America/New_York", "put forward"),
        (date(2027, 11, 7), time(1, 30), "America/New_York", "comes twice"),
        (date(2027, 3, 28), time(1, 30), "Europe/Lisbon", "put forward"),
    ],
)
def test_times_that_a_clock_skips_or_shows_twice_are_refused(
    day: date, clock: time, zone: str, words: str
) -> None:
    with pytest.raises(NotPossible, match=words):
        moment(day, clock, zone)


def test_times_around_a_change_of_clocks_are_right() -> None:
    assert moment(date(2027, 3, 14), time(3, 0), "America/New_York") == utc(2027, 3, 14, 7)
    assert moment(date(2027, 11, 7), time(2, 0), "America/New_York") == utc(2027, 11, 7, 7)


def test_several_rows_at_once_all_or_none(
    training: Exchange, officer: Person, work: str, as_person: Browser
) -> None:
    rows: dict[str, str] = {"form-TOTAL_FORMS": "5", "form-INITIAL_FORMS": "0"}
    for number, (start, end) in enumerate([("9:00", "10:00"), ("10:30", "12:00"), ("14:00", "13:00")]):
        cells = {"day": "2027-03-01", "starts": start, "ends": end, "title": f"Session {number}"}
        rows |= {f"form-{number}-{name}": value for name, value in cells.items()}
    browser = as_person(officer)
    page = browser.post(f"{work}programme/rows/", rows).content.decode()
    assert "ends before it starts" in page
    assert 'value="Session 1"' in page
    assert not training.sessions.exists()
    answer = browser.post(f"{work}programme/rows/", rows | {"form-2-ends": "15:00"})
    assert answer.status_code == 302
    assert [str(session) for session in training.sessions.all()] == ["Session 0", "Session 1", "Session 2"]


def test_an_empty_table_is_refused(
    training: Exchange, officer: Person, work: str, as_person: Browser
) -> None:
    rows = {"form-TOTAL_FORMS": "5", "form-INITIAL_FORMS": "0"}
    assert "at least one line" in as_person(officer).post(f"{work}programme/rows/", rows).content.decode()


def _xlsx(*rows: list[object]) -> SimpleUploadedFile:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(out)
    return SimpleUploadedFile("programme.xlsx", out.getvalue())


def test_a_spreadsheet_is_read_into_the_table_and_nothing_is_kept(
    training: Exchange, officer: Person, work: str, as_person: Browser
) -> None:
    file = _xlsx(
        ["Programme of the workshop"],
        ["Session title", "Date", "Start time", "End", "Track", "Language"],
        ["Opening", date(2027, 3, 1), time(9, 0), time(9, 45), "", "English"],
        ["E-commerce", date(2027, 3, 1), time(11, 0), time(10, 0), "E-commerce", "O'zbekcha"],
    )
    browser = as_person(officer)
    page = browser.post(f"{work}programme/upload/", {"file": file}).content.decode()
    assert not training.sessions.exists()
    assert "2 lines were read" in page
    assert 'value="Opening"' in page
    assert "ends before it starts" in page
    assert 'value="2027-03-01"' in page


def test_a_csv_with_times_in_one_column(
    training: Exchange, officer: Person, work: str, as_person: Browser
) -> None:
    file = SimpleUploadedFile(
        "p.csv", "день;начало;тема\n2027-03-01;09:00–10:30;Открытие\n".encode("utf-8-sig")
    )
    page = as_person(officer).post(f"{work}programme/upload/", {"file": file}).content.decode()
    assert 'value="Открытие"' in page
    assert 'value="10:30"' in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 not a book", "not"),
        (b"name,city\nA,B\n", "No column is headed"),
        (b"day,start,title\n" + b"2027-01-01,09:00,S\n" * 61, "at most 60 lines"),
    ],
)
def test_what_is_no_programme_is_refused(
    training: Exchange, officer: Person, work: str, as_person: Browser, content: bytes, words: str
) -> None:
    answer = as_person(officer).post(
        f"{work}programme/upload/", {"file": SimpleUploadedFile("p.csv", content)}
    )
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_a_session_is_copied_to_the_next_day(
    training: Exchange, officer: Person, work: str, as_person: Browser, add_session: AddSession
) -> None:
    session = add_session(start=utc(2027, 3, 1, 5), track="PPP", room="2")
    as_person(officer).post(f"{work}sessions/{session.public_id}/copy/")
    copy = training.sessions.exclude(pk=session.pk).get()
    assert (copy.start, copy.track, copy.room) == (utc(2027, 3, 2, 5), "PPP", "2")


def test_a_copy_keeps_the_clock_time_over_a_change_of_clocks(
    training: Exchange, officer: Person, add_session: AddSession
) -> None:
    Exchange.objects.filter(pk=training.pk).update(zone="America/New_York")
    session = add_session(start=utc(2027, 3, 13, 15))
    session.exchange.refresh_from_db()
    copy = session.copy_to_next_day(officer)
    assert (session.local_start().hour, copy.local_start().hour) == (10, 10)
    assert copy.start == utc(2027, 3, 14, 14)


def test_changing_and_removing(
    training: Exchange, officer: Person, work: str, as_person: Browser, add_session: AddSession
) -> None:
    session, browser = add_session(start=utc(2027, 3, 1, 5)), as_person(officer)
    page = f"{work}sessions/{session.public_id}/"
    assert 'value="10:00"' in browser.get(page).content.decode()
    browser.post(page, _one(ends="12:00"))
    session.refresh_from_db()
    assert (session.end, session.revision) == (utc(2027, 3, 1, 7), 1)
    assert browser.get(f"{page}removal/").status_code == 200
    browser.post(f"{page}removal/")
    assert not Session.objects.filter(pk=session.pk).exists()
    assert RemovedSession.objects.get().session_id == session.public_id


def test_a_session_that_people_attended_stays(
    training: Exchange, officer: Person, newcomer: Person, add_session: AddSession
) -> None:
    session = add_session()
    seat = training.register(newcomer, by=officer)
    Attendance.objects.create(session=session, registration=seat, joined=session.start, source="officer")
    with pytest.raises(NotPossible, match="attended"):
        session.remove(officer)


def test_another_exchanges_session_is_not_there(
    training: Exchange, officer: Person, as_person: Browser, add_session: AddSession
) -> None:
    session = add_session()
    other = Exchange.create(officer, training.organiser, title=training.title, zone="UTC", languages=["en"])
    answer = as_person(officer).get(f"/exchanges/{other.public_id}/manage/sessions/{session.public_id}/")
    assert answer.status_code == 404
