"""The demo's exchanges with their programme, partners, trainers, seats and minutes of presence."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from cityclusters.exchanges.models import (
    Assessment,
    Attendance,
    Contribution,
    Contributor,
    Exchange,
    Partner,
    Publication,
    RecordedMessage,
    Registration,
    Session,
)
from cityclusters.journal.acts import record
from cityclusters.pages.demo.records import give_post, person, read, texts
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space, Theme

IDS = {
    "uzbekistan-2020": "uzbekstan2",
    "three-cities-2022": "exchange22",
    "coming": "markets222",
    "hub-selling": "hubsehh222",
    "hub-digital": "hubdgt2222",
}
# Illustrative: 46 registered (35 cities, 11 of them with a second delegate), 41 of them attended.
SECOND_DELEGATES = 11
ABSENT = {36, 38, 40, 42, 44}
SEX = ["male", "male", "female", "male", "", "male", "female", "male", "male"]


class Seat(NamedTuple):
    """A delegate of the training with her city."""

    person: Person
    city: Organisation
    registration: Registration


def moment(text: str, zone: str) -> datetime:
    """A local time of the data files: '2020-11-02T10:00', or '+21T15:00' for 21 days from today,
    '-30T09:00' for 30 days ago."""
    day, clock = text.split("T")
    when = timezone.localdate() + timedelta(days=int(day)) if day[0] in "+-" else date.fromisoformat(day)
    local = datetime.combine(when, datetime.strptime(clock, "%H:%M").time(), ZoneInfo(zone))
    return local.astimezone(ZoneInfo("UTC"))


def make_exchange(key: str, organisations: dict[str, Organisation], owner: Person) -> Exchange:
    """One exchange of the data file with everything but its participants."""
    row = next(found for found in read("exchanges") if found["key"] == key)
    exchange = Exchange(
        public_id=IDS[key],
        title=texts(row["title"]),
        summary=texts(row["summary"]),
        organiser=organisations[row["organiser"]],
        owner=owner,
        sdg_targets=row["sdg"],
        illustrative=row.get("illustrative", False),
        **{
            name: row[name]
            for name in ("kind", "mode", "state", "zone", "languages", "interpretation", "source")
        },
        **{name: row[name] for name in ("audience", "marker", "capacity") if name in row},
    )
    exchange.open_to_all = not row["audience"]
    exchange.save()
    exchange.themes.set(Theme.objects.filter(code__in=row["themes"]))
    for space in Space.objects.filter(slug__in=row["spaces"]):
        Publication.objects.create(exchange=exchange, space=space, by=owner)
    sessions = _make_sessions(exchange, row["sessions"])
    _make_partners(exchange, row, organisations, owner)
    _make_contributors(exchange, row["contributors"], sessions, organisations)
    if message := row["message"]:
        RecordedMessage.objects.create(
            exchange=exchange,
            session=sessions[message["session"]],
            title=texts(message["title"]),
            organisation=organisations[message["organisation"]],
            post=message["post"],
            language=message["language"],
            transcript=texts(message["transcript"]),
        )
    record(owner, "exchange.created", exchange, organisation=exchange.organiser, demo=True)
    return exchange


def _make_sessions(exchange: Exchange, rows: Sequence[Any]) -> list[Session]:
    return [
        Session.objects.create(
            exchange=exchange,
            start=moment(start, exchange.zone),
            end=moment(end, exchange.zone),
            track=track,
            title=texts(title),
        )
        for start, end, track, title in rows
    ]


def _make_partners(
    exchange: Exchange, row: dict[str, Any], organisations: dict[str, Organisation], owner: Person
) -> None:
    for key, role in row["partners"]:
        Partner.objects.create(exchange=exchange, organisation=organisations[key], role=role)
    for given in row["contributions"]:
        first = exchange.sessions.first()
        day = first.start.date() if first else timezone.localdate()
        Contribution.objects.create(
            exchange=exchange,
            organisation=organisations[given["organisation"]],
            kind=given["kind"],
            quantity=given.get("quantity"),
            unit=given.get("unit", ""),
            description=given["description"],
            pledged_at=day - timedelta(days=14),
            delivered_at=day,
            delivered_quantity=given.get("quantity"),
            confirmed_by=owner,
        )


def _make_contributors(
    exchange: Exchange,
    rows: Sequence[Any],
    sessions: Sequence[Session],
    organisations: dict[str, Organisation],
) -> None:
    for key, post, role, session in rows:
        Contributor.objects.create(
            exchange=exchange,
            session=sessions[session],
            organisation=organisations[key],
            post=post,
            role=role,
            state=Contributor.State.CONFIRMED,
            decided_at=sessions[0].start - timedelta(days=7),
        )


def make_delegates(
    exchange: Exchange, cities: Sequence[tuple[Organisation, str]], officer: Person
) -> list[Seat]:
    """The delegates of the 35 cities: the first of each may act for her city; 11 cities sent a second one."""
    seats = []
    for number in range(len(cities) + SECOND_DELEGATES):
        city, name = cities[number % len(cities)]
        second = number >= len(cities)
        post = "Deputy mayor" if second or number % 3 else "Mayor"
        address = f"{'second' if second else 'delegate'}@{_slug(name)}"
        sex = SEX[number % len(SEX)]
        zone = city.place.zone if city.place else exchange.zone
        who = person(address, f"{post}, {name}", language="ru", zone=zone, sex=sex)
        give_post(who, city, post, officer, may_act=not second)
        seat = Registration.objects.create(
            exchange=exchange,
            person=who,
            organisation=city,
            post=post,
            registered_by=officer,
            registered_at=exchange.sessions.all()[0].start - timedelta(days=10),
        )
        seats.append(Seat(who, city, seat))
    return seats


def _slug(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isascii() and letter.isalnum())


def make_attendance(exchange: Exchange, seats: Sequence[Seat]) -> list[Seat]:
    """Minutes of presence from the meeting's log: five people never came, some left early or came back.

    Returns those who came; four in five of them passed the assessment."""
    came = [seat for number, seat in enumerate(seats) if number not in ABSENT]
    intervals = []
    for number, seat in enumerate(came):
        for order, session in enumerate(exchange.sessions.all()):
            length = session.end - session.start
            joined = session.start + timedelta(minutes=(number * 7 + order * 3) % 12)
            left = session.end - timedelta(minutes=(number * 5 + order) % 9)
            if (number + order) % 8 == 0:  # a weak line: two connections, with a gap between them
                intervals.append((session, seat, joined, session.start + length / 3))
                joined = session.start + length / 2
            if number % 13 == 6 and order > 2:  # these left after the third session
                continue
            intervals.append((session, seat, joined, left))
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            registration=seat.registration,
            joined=joined,
            left=left,
            source=Attendance.Source.LOG,
        )
        for session, seat, joined, left in intervals
    )
    for number, seat in enumerate(came):
        if number % 5 != 4:
            Assessment.objects.create(registration=seat.registration, passed=number % 11 != 3)
    return came
