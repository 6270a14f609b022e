"""A person takes her data along, and is forgotten while counts stay (rule SA4)."""

from cityclusters.exchanges import own_data
from cityclusters.exchanges.models import Attendance, Certificate, Contributor, Exchange, LogRow, Registration
from cityclusters.people.models import Organisation, Person


def test_her_registrations_minutes_and_contributions(
    open_training: Exchange, officer: Person, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    seat = open_training.register(
        khiva_deputy, organisation=khiva_city, post="Deputy mayor", access_needs="Captions"
    )
    session = open_training.sessions.get()
    Attendance.objects.create(
        session=session, registration=seat, joined=session.start, left=session.end, source="officer"
    )
    Contributor.ask(
        officer,
        open_training,
        person=khiva_deputy,
        organisation=khiva_city,
        post="Deputy mayor",
        role="speaker",
    )
    tables = own_data.collect(khiva_deputy)
    registration = tables["registrations"][0]
    assert (registration["access_needs"], registration["organisation"]) == (
        "Captions",
        "Municipality of Khiva",
    )
    assert tables["attendance"][0]["left"] == session.end
    assert tables["contributions_to_exchanges"][0]["role"] == "speaker"
    assert all(rows == [] for rows in own_data.collect(officer).values())


def test_erased_she_is_counted_and_not_named(
    open_training: Exchange, officer: Person, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    seat = open_training.register(
        khiva_deputy, organisation=khiva_city, post="Deputy mayor", access_needs="Captions", listed=True
    )
    Exchange.objects.filter(pk=open_training.pk).update(state="done")
    old_code = seat.calendar_code
    row = Contributor.ask(
        officer,
        open_training,
        person=khiva_deputy,
        organisation=khiva_city,
        post="Deputy mayor",
        role="speaker",
    )
    row.answer(khiva_deputy, True)
    log = open_training.logs.create(file_name="l.csv", digest="d", zone="UTC")
    LogRow.objects.create(log=log, line=2, name="Deputy", email="Deputy@khiva.example")
    Certificate.objects.create(
        exchange=open_training,
        registration=seat,
        kind="participation",
        name="Deputy mayor of Khiva",
        event_title=open_training.title,
        event_first_day=open_training.sessions.get().start.date(),
        event_last_day=open_training.sessions.get().start.date(),
        language="en",
    )
    own_data.erase(khiva_deputy)
    seat.refresh_from_db()
    assert (seat.post, seat.access_needs, seat.listed) == ("", "", False)
    assert (seat.state, seat.organisation) == (Registration.State.CONFIRMED, khiva_city)
    assert seat.calendar_code != old_code
    row.refresh_from_db()
    assert (row.person, row.post, row.sex, row.state) == (None, "", "female", Contributor.State.CONFIRMED)
    certificate = Certificate.objects.get()
    assert certificate.name == ""
    assert certificate.revoked_at is not None
    assert LogRow.objects.get().email == ""


def test_erased_she_gives_her_coming_seat_to_the_next_in_line(
    open_training: Exchange, officer: Person, khiva_deputy: Person, newcomer: Person
) -> None:
    open_training.change(officer, capacity=1)
    open_training.register(khiva_deputy)
    waiting = open_training.register(newcomer)
    own_data.erase(khiva_deputy)
    waiting.refresh_from_db()
    assert waiting.state == Registration.State.CONFIRMED
