"""An officer uploads the connection log of the meeting program; nobody's line is lost or counted twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges import log_acts
from cityclusters.exchanges.log_groups import groups, log_counts
from cityclusters.exchanges.log_matching import Participants
from cityclusters.exchanges.models import Attendance, ConnectionLog, Exchange, Registration, Session
from cityclusters.exchanges.results import shares
from cityclusters.exchanges.tests.uploads import applied, csv, xlsx
from cityclusters.people.models import Organisation, Person

ZOOM = (
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
    "Deputy mayor of Khiva,deputy@khiva.example,11/06/2020 10:00:00 AM,11/06/2020 10:50:00 AM,50,No\n"
    "Phone (Deputy mayor of Khiva),,11/06/2020 10:30:00 AM,11/06/2020 11:10:00 AM,40,Yes\n"
    "Deputy mayor of Khiva,deputy@khiva.example,11/06/2020 11:50:00 AM,11/06/2020 12:20:00 PM,30,No\n"
    "iPhone of somebody,,11/06/2020 10:00:00 AM,11/06/2020 12:00:00 PM,120,Yes\n"
    "Recorder,,yesterday,11/06/2020 12:00:00 PM,120,Yes\n"
)


@pytest.fixture
def session(training: Exchange) -> Session:
    """6 November 2020, ten to twelve o'clock in Tashkent."""
    session = training.sessions.get()
    session.start = datetime(2020, 11, 6, 5, tzinfo=UTC)
    session.end = session.start + timedelta(hours=2)
    session.save()
    return session


@pytest.fixture
def khiva_seat(training: Exchange, session: Session, khiva_deputy: Person) -> Registration:
    return training.register(khiva_deputy, by=training.owner, notify=False)


def upload(training: Exchange, text: str = ZOOM, name: str = "zoom.csv") -> ConnectionLog:
    return applied(training, training.owner, csv(text, name=name), zone="Asia/Tashkent")


def test_T15_a_log_gives_the_union_of_all_devices_of_a_person(
    training: Exchange, khiva_seat: Registration
) -> None:
    log = upload(training)
    assert log.state == "applied"
    share = shares(training)[khiva_seat.pk]
    assert (share.minutes, share.share) == (80, 67)
    assert log_counts(log) == (3, 2, 0, 1)
    assert ["month_first", {}] in log.notices


def test_unmatched_lines_wait_and_are_matched_by_hand_together(
    training: Exchange, khiva_seat: Registration, bukhara_deputy: Person, officer: Person
) -> None:
    other = training.register(bukhara_deputy, by=officer, notify=False)
    text = ZOOM + "iPhone of somebody,,11/06/2020 12:00:00 PM,11/06/2020 12:10:00 PM,10,Yes\n"
    log = upload(training, text)
    waiting = {group.name: group for group in groups(log, "open")}
    assert set(waiting) == {"iPhone of somebody", "Recorder"}
    assert waiting["iPhone of somebody"].lines == 2
    row = log.rows.get(line=waiting["iPhone of somebody"].line)
    assert log_acts.match(row, other, officer) == 2
    assert shares(training)[other.pk].minutes == 120
    recorder = log.rows.get(name="Recorder")
    with pytest.raises(NotPossible):
        log_acts.set_aside(recorder, officer, "  ")
    log_acts.set_aside(recorder, officer, "A device of the staff")
    assert groups(log, "open") == []
    log_acts.reopen(log.rows.get(pk=row.pk), officer)
    assert other.pk not in {key for key, share in shares(training).items() if share.minutes}


def test_the_same_file_changes_nothing_and_an_overlapping_one_never_doubles(
    training: Exchange, khiva_seat: Registration
) -> None:
    first = upload(training)
    before = Attendance.objects.count()
    assert upload(training, name="again.csv") == first
    assert Attendance.objects.count() == before
    upload(training, ZOOM + "Deputy mayor of Khiva,,11/06/2020 11:00:00 AM,11/06/2020 11:20:00 AM,20,No\n")
    assert shares(training)[khiva_seat.pk].minutes == 90


def test_a_log_can_be_withdrawn_and_uploaded_again_in_another_zone(
    training: Exchange, khiva_seat: Registration, officer: Person
) -> None:
    log = applied(training, officer, csv(ZOOM), zone="UTC")
    assert shares(training)[khiva_seat.pk].minutes == 0, "in another zone nobody was there"
    log.withdraw(officer)
    log.withdraw(officer)
    with pytest.raises(NotPossible):
        log_acts.match(log.rows.get(line=5), khiva_seat, officer)
    again = upload(training)
    assert again == log
    assert shares(training)[khiva_seat.pk].minutes == 80


def test_names_match_in_the_other_script_but_only_when_one_person_has_them(
    training: Exchange, session: Session, officer: Person
) -> None:
    people = [
        Person.objects.create_user(email=f"n{n}@x.example", name=name)
        for n, name in enumerate(["Қодирова Нодира", "Aziz Rahimov", "Раҳимов Азиз"])
    ]
    for person in people:
        training.register(person, by=officer, notify=False)
    found = Participants(training)
    seat, match = found.find("Nodira Qodirova #host", "")
    assert (seat and seat.person, match) == (people[0], "name")
    assert found.find("Aziz Rahimov", "")[0] is None, "two people have this name"
    assert {seat.person for seat in found.similar("A. Rahimov")} == set(people[1:])


def test_lines_over_several_sessions_count_in_each_and_an_open_one_in_its_own(
    training: Exchange, session: Session, khiva_seat: Registration, add_session: Callable[..., Session]
) -> None:
    second = add_session(start=session.end + timedelta(minutes=30), end=session.end + timedelta(minutes=90))
    text = "Email,Joined,Left\ndeputy@khiva.example,2020-11-06T05:00:00Z,2020-11-06T08:00:00Z\n"
    upload(training, text)
    share = shares(training)[khiva_seat.pk]
    assert {key: part.minutes for key, part in share.sessions.items()} == {session.pk: 120, second.pk: 30}
    Attendance.objects.all().delete()
    upload(training, "Email,Joined,Left\ndeputy@khiva.example,2020-11-06 11:30,\n")
    share = shares(training)[khiva_seat.pk]
    assert {key: part.minutes for key, part in share.sessions.items()} == {session.pk: 30}


def test_a_workbook_and_a_summary_before_the_list_are_understood(
    training: Exchange, khiva_seat: Registration
) -> None:
    lines = [
        ["1. Summary"],
        ["Meeting title", "Training"],
        ["2. Participants"],
        ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email"],
        [
            "Deputy mayor of Khiva",
            "11/6/20, 10:00:00 AM",
            "11/6/20, 12:00:00 PM",
            "1h",
            "deputy@khiva.example",
        ],
        ["3. In-Meeting Activities"],
        ["Name", "Join Time", "Leave Time", "Duration", "Email"],
        [
            "Deputy mayor of Khiva",
            "11/6/20, 10:00:00 AM",
            "11/6/20, 10:30:00 AM",
            "30m",
            "deputy@khiva.example",
        ],
        [
            "Deputy mayor of Khiva",
            "11/6/20, 11:30:00 AM",
            "11/6/20, 12:00:00 PM",
            "30m",
            "deputy@khiva.example",
        ],
    ]
    log = applied(training, training.owner, xlsx(*lines, name="teams.xlsx"), zone="Asia/Tashkent")
    assert ["summary_skipped", {}] in log.notices
    assert shares(training)[khiva_seat.pk].minutes == 60
    excel = [["ФИО", "Время входа", "Время выхода"]]
    excel.append(["Deputy mayor of Khiva", datetime(2020, 11, 6, 10, 40), datetime(2020, 11, 6, 10, 50)])  # type: ignore[list-item]
    applied(training, training.owner, xlsx(*excel), zone="Asia/Tashkent")
    assert shares(training)[khiva_seat.pk].minutes == 70


def test_a_log_without_its_columns_is_refused_with_what_it_needs(
    training: Exchange, khiva_seat: Registration, officer: Person, as_person: Callable[[Person], Client]
) -> None:
    log = upload(training, "Name,Minutes\nDeputy mayor of Khiva,50\n")
    assert log.state == "refused"
    assert "one for the time of joining" in as_person(officer).get(log.get_absolute_url()).text
    assert not default_storage.exists(f"logs/{log.public_id}")
    assert upload(training, "Name,Minutes\nDeputy mayor of Khiva,50\n") == log, (
        "the same file is the same log"
    )


def test_the_pages_lead_from_upload_to_every_name_settled(
    training: Exchange, khiva_seat: Registration, officer: Person, as_person: Callable[[Person], Client]
) -> None:
    browser = as_person(officer)
    logs = reverse("exchanges:attendance-logs", args=[training.public_id])
    sent = browser.post(logs, {"file": csv(ZOOM, name="zoom.csv"), "zone": "Asia/Tashkent"})
    log = ConnectionLog.objects.get()
    assert sent["Location"] == log.get_absolute_url()
    assert "is being read" in browser.get(log.get_absolute_url()).text
    log_acts.read(log)
    page = browser.get(log.get_absolute_url()).text
    assert "iPhone of somebody" in page
    assert "can&#x27;t be read" in page, "the bad line is listed with its reason"
    row = log.rows.get(name="iPhone of somebody")
    arguments = [training.public_id, log.public_id, row.line]
    found = browser.get(reverse("exchanges:attendance-log-row", args=arguments), {"q": "khiva"}).text
    assert khiva_seat.public_id in found
    browser.post(reverse("exchanges:attendance-log-match", args=arguments), {"seat": khiva_seat.public_id})
    row.refresh_from_db()
    assert (row.match, row.registration) == ("hand", khiva_seat)
    browser.post(reverse("exchanges:attendance-log-withdrawal", args=arguments[:2]))
    assert shares(training)[khiva_seat.pk].minutes == 0
    assert browser.post(logs, {"file": csv("", name="x.csv"), "zone": "Mars/Olympus"}).status_code == 422


def test_another_exchanges_log_line_and_person_are_not_there(
    training: Exchange,
    khiva_seat: Registration,
    officer: Person,
    bukhara_city: Organisation,
    programme: Organisation,
    bukhara_deputy: Person,
    as_person: Callable[[Person], Client],
) -> None:
    log = upload(training)
    other = Exchange.create(
        bukhara_deputy,
        bukhara_city,
        title={"_": "en", "en": "Other"},
        zone="UTC",
        languages=["en"],
    )
    browser = as_person(bukhara_deputy)
    pages: list[tuple[str, list[str | int]]] = [
        ("attendance-log", [training.public_id, log.public_id]),
        ("attendance-log", [other.public_id, log.public_id]),
        ("attendance-log-row", [other.public_id, log.public_id, 5]),
        ("attendance", [training.public_id]),
    ]
    for name, arguments in pages:
        assert browser.get(reverse(f"exchanges:{name}", args=arguments)).status_code == 404
    match = reverse("exchanges:attendance-log-match", args=[training.public_id, log.public_id, 5])
    assert as_person(officer).post(match, {"seat": "nobodyhere"}).status_code == 404
