"""Who attended: minutes over all sessions, and the counts of an exchange by unit."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.attendance_table import attendance_table, grid
from cityclusters.exchanges.models import Attendance, Exchange, Registration, Session
from cityclusters.exchanges.results import attended, counts, shares
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

Seat = Callable[..., Registration]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def seat(training: Exchange, officer: Person) -> Seat:
    """Registers a person for the training."""

    def make(person: Person, organisation: Organisation | None = None) -> Registration:
        return training.register(person, by=officer, organisation=organisation, notify=False)

    return make


def stay(session: Session, registration: Registration, *minutes: tuple[int, int | None]) -> None:
    """Intervals in minutes from the session's start; None for an open one."""
    for joined, left in minutes:
        Attendance.objects.create(
            session=session,
            registration=registration,
            joined=session.start + joined * MINUTE,
            left=None if left is None else session.start + left * MINUTE,
            source="log",
        )


def test_EX2_minutes_are_the_union_of_intervals_inside_the_session(
    training: Exchange, seat: Seat, khiva_deputy: Person
) -> None:
    session = training.sessions.get()
    here = seat(khiva_deputy)
    stay(session, here, (-30, 20), (10, 40), (80, 200))
    share = shares(training)[here.pk]
    assert (share.minutes, share.possible, share.share) == (50, 90, 56)


def test_T15_two_devices_are_not_added_and_registering_earns_nothing(
    training: Exchange, seat: Seat, khiva_deputy: Person, bukhara_deputy: Person, officer: Person
) -> None:
    session = training.sessions.get()
    session.end = session.start + timedelta(hours=2)
    session.save()
    here, registered_only = seat(khiva_deputy), seat(bukhara_deputy)
    stay(session, here, (0, 50), (30, 70), (110, 140))
    found = shares(training)
    assert (found[here.pk].minutes, found[here.pk].share) == (80, 67)
    assert found[registered_only.pk].minutes == 0
    assert list(attended(training)) == [here]


def test_the_share_is_over_all_sessions_that_count_by_their_length(
    training: Exchange, seat: Seat, khiva_deputy: Person, add_session: Callable[..., Session], start: datetime
) -> None:
    long = add_session(start=start + timedelta(days=1), end=start + timedelta(days=1, minutes=270))
    aside = add_session(start=start + timedelta(days=2), counts=False)
    here = seat(khiva_deputy)
    stay(training.sessions.order_by("start")[0], here, (0, None))
    stay(aside, here, (0, None))
    share = shares(training)[here.pk]
    assert (share.minutes, share.possible, share.share) == (90, 360, 25)
    assert share.state(50) == "partly"
    stay(long, here, (0, 90))
    assert shares(training)[here.pk].share == 50
    assert attended(training).get() == here, "half is enough, exactly"


def test_somebody_seen_without_a_seat_is_counted_and_nobody_else(
    training: Exchange, seat: Seat, khiva_deputy: Person, bukhara_deputy: Person, officer: Person
) -> None:
    came, cancelled = seat(khiva_deputy), seat(bukhara_deputy)
    for row in (came, cancelled):
        row.cancel(officer)
    stay(training.sessions.get(), came, (0, None))
    assert set(shares(training)) == {came.pk}


def test_an_exchange_without_sessions_divides_by_nothing(
    training: Exchange, seat: Seat, newcomer: Person
) -> None:
    training.sessions.all().delete()
    here = seat(newcomer)
    assert (shares(training)[here.pk].share, shares(training)[here.pk].minutes) == (0, 0)
    assert not attended(training).exists()


def test_PL5_units_are_counted_apart_and_offices_roll_up(
    training: Exchange,
    seat: Seat,
    khiva_deputy: Person,
    khiva_city: Organisation,
    stranger: Person,
    amman_city: Organisation,
    trainer: Person,
    newcomer: Person,
    add_session: Callable[..., Session],
) -> None:
    island = Place.objects.create(name="Basse-Terre", country_id="GP", zone="America/Guadeloupe")
    office = Organisation.objects.create(names=make_texts("en", en="Office"), kind="other", parent=amman_city)
    town = Organisation.objects.create(names=make_texts("en", en="Town"), kind="other", place=island)
    seats = [seat(khiva_deputy, khiva_city), seat(stranger, amman_city), seat(trainer, office)]
    seats.append(seat(newcomer, town))
    second = add_session(start=training.sessions.get().end)
    for here in seats:
        stay(training.sessions.order_by("start")[0], here, (0, None))
    stay(second, seats[0], (0, None))
    found = counts(training)
    assert (found.registered, found.attended, found.attendances) == (4, 4, 5)
    assert (found.countries, found.territories) == (["JO", "UZ"], ["GP"])
    assert found.organisations == 3, "an office counts for its agency"


def test_counting_takes_the_same_queries_for_many(
    training: Exchange, seat: Seat, newcomer: Person, django_assert_num_queries: Callable[[int], object]
) -> None:
    session = training.sessions.get()
    people = [Person.objects.create_user(email=f"p{n}@mail.example", name=f"P {n}") for n in range(20)]
    for person in people:
        stay(session, seat(person), (0, 45), (20, None))
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        assert len(shares(training)) == 20


def test_the_table_is_filtered_and_taken_away_with_numbers(
    training: Exchange, seat: Seat, khiva_deputy: Person, khiva_city: Organisation, bukhara_deputy: Person
) -> None:
    here, absent = seat(khiva_deputy, khiva_city), seat(bukhara_deputy)
    session = training.sessions.get()
    stay(session, here, (0, 45))
    everybody = grid(training)
    assert everybody.states == {"attended": 1, "partly": 0, "no_show": 1}
    assert [line.seat for line in grid(training, text="khiva").lines] == [here]
    assert [line.seat for line in grid(training, state="no_show").lines] == [absent]
    assert [line.seat for line in grid(training, session=session.public_id).lines] == [here]
    table = attendance_table(everybody)
    row = next(iter(list(table.rows)[1:]))
    assert row[4:8] == [45, 45, 90, 50]
