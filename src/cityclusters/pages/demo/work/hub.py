"""The hub of the demo: courses, things to book, a woman's file, counselling. The text tells what the hub
offers; who takes part, when, and what is booked is illustrative."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cityclusters.core.ids import secret_code
from cityclusters.exchanges import certificates
from cityclusters.exchanges.models import Assessment, Attendance, Exchange
from cityclusters.groups.booking import acts as booking
from cityclusters.groups.booking import keeping
from cityclusters.groups.counselling import acts as counselling
from cityclusters.groups.hub import acts, courses, mentoring
from cityclusters.groups.models import Course, Facility, Group, MentoringPair, Participant
from cityclusters.groups.models.hub import Need
from cityclusters.pages.demo import meetings
from cityclusters.pages.demo.records import read, texts
from cityclusters.people.models import Organisation, Person

WEEK = {str(day): ["09:00", "16:00"] for day in (6, 0, 1, 2, 3)}  # Sunday to Thursday
WISH = "أريد أن أبيع ما أخيطه عبر الهاتف."


def make_hub(group: Group, organisations: dict[str, Organisation], people: dict[str, Person]) -> None:
    """What the hub offers, and one woman's way through it."""
    manager = people["hub"]
    made = _facilities(group, manager)
    row = _participant(group, manager, people["participant"])
    past = _course(group, "hub-selling", organisations, manager, Need.ONLINE_SELLING)
    _attended(past, row, manager)
    coming = _course(group, "hub-digital", organisations, manager, Need.DIGITAL)
    courses.enrol(coming, row, manager)
    _bookings(made, manager, people["participant"])
    mentoring.begin(
        group,
        manager,
        manager,
        row,
        once=secret_code(),
        kind=MentoringPair.Kind.COACHING,
        starts=group.today(),
    )
    _counselled(group, people["counsellor"])


def _facilities(group: Group, manager: Person) -> dict[str, Facility]:
    found = {}
    for row in read("work_facilities"):
        found[row["key"]] = keeping.add(
            group, manager, once=secret_code(), names=texts(row["names"]), notes=texts(row["notes"]),
            hours=WEEK, illustrative=True, **row["fields"],
        )  # fmt: skip
    return found


def _participant(group: Group, manager: Person, who: Person) -> Participant:
    row = acts.enquire(
        group, who, once=secret_code(), name=who.name, sex=who.sex, language="ar", wish=WISH,
        mail_ok=False, illustrative=True,
    )  # fmt: skip
    for state in (Participant.State.INTAKE, Participant.State.ELIGIBLE):
        acts.move(row, manager, state)
    acts.write_profile(row, manager, needs=[Need.ONLINE_SELLING, Need.CRAFT], work="unpaid", childcare=True)
    acts.move(row, manager, Participant.State.ACTIVE)
    return row


def _course(
    group: Group, key: str, organisations: dict[str, Organisation], manager: Person, need: str
) -> Course:
    exchange = meetings.make_exchange(key, organisations, manager)
    row = next(found for found in read("exchanges") if found["key"] == key)
    said = {
        "need": need,
        "hours": texts(row["hours"]),
        "childcare": Course.Childcare.THERE,
        "way_there": texts(row["way_there"]),
    }
    return courses.link(group, manager, exchange, said)


def _attended(course: Course, row: Participant, manager: Person) -> None:
    """She came to every session of the course that is over, and has her certificate."""
    exchange = course.exchange
    Exchange.objects.filter(pk=exchange.pk).update(state=Exchange.State.OPEN)
    exchange.refresh_from_db()
    assert row.person is not None
    seat = exchange.register(row.person, by=manager, listed=False, notify=False)
    Attendance.objects.bulk_create(
        Attendance(
            session=session, registration=seat, joined=session.start, left=session.end,
            source=Attendance.Source.OFFICER,
        )
        for session in exchange.sessions.all()
    )  # fmt: skip
    Assessment.objects.create(registration=seat, passed=True)
    Exchange.objects.filter(pk=exchange.pk).update(state=Exchange.State.DONE)
    exchange.refresh_from_db()
    certificates.issue(exchange, manager)


def _bookings(made: dict[str, Facility], manager: Person, who: Person) -> None:
    machine = made["sewing"]
    keeping.brief(machine, manager, who, on=machine.group.today(), valid_until=None)
    for weeks, hour in ((0, 10), (1, 12)):
        start, end = _hours(machine, weeks, hour)
        row = booking.ask(machine, who, who, start=start, end=end, once=secret_code())
        if weeks == 0:
            booking.approve(row, manager)


def _hours(facility: Facility, weeks: int, hour: int) -> tuple[datetime, datetime]:
    """Two hours on the second Monday or later, at the hub's place."""
    today = facility.group.today()
    day: date = today + timedelta(days=7 - today.weekday() + 7 * weeks)
    start = datetime.combine(day, time(hour), ZoneInfo(facility.group.place.zone))
    return start, start + timedelta(hours=2)


def _counselled(group: Group, counsellor: Person) -> None:
    """A case without words: whatever a note said would be invented."""
    case = counselling.open_case(group, counsellor, "—")
    counselling.write_session(
        case, counsellor, held_on=group.today(), minutes=45, kind="person", note="", topics=[]
    )
