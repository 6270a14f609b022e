"""Somebody in the room checks in by the code on the screen; an officer does it by hand."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cityclusters.exchanges.models import Attendance, CheckInCode, Exchange, Session
from cityclusters.exchanges.results import shares
from cityclusters.people.models import Person

AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def session(training: Exchange) -> Session:
    """A session that began ten minutes ago and lasts an hour."""
    session = training.sessions.get()
    session.start = timezone.now() - timedelta(minutes=10)
    session.end = session.start + timedelta(minutes=60)
    session.save()
    return session


@pytest.fixture
def code(session: Session, officer: Person) -> CheckInCode:
    return CheckInCode.show(session, officer)


def door(code: CheckInCode) -> str:
    return reverse("exchanges:check-in-code", args=[code.code])


def test_a_registered_person_checks_in_and_again_is_harmless(
    code: CheckInCode, session: Session, training: Exchange, khiva_deputy: Person, as_person: AsPerson
) -> None:
    seat = training.register(khiva_deputy, by=training.owner, notify=False)
    browser = as_person(khiva_deputy)
    assert "I am here" in browser.get(door(code)).text.replace("Je suis là", "I am here")
    for _again in range(2):
        assert browser.post(door(code)).status_code == 302
    row = Attendance.objects.get()
    assert (row.registration, row.source, row.left) == (seat, "check_in", None)
    assert shares(training)[seat.pk].minutes == 50, "an open check-in counts to the session's end"


def test_leaving_and_coming_back_gives_two_intervals(
    code: CheckInCode, session: Session, training: Exchange, khiva_deputy: Person, as_person: AsPerson
) -> None:
    seat = training.register(khiva_deputy, by=training.owner, notify=False)
    start = session.start
    Attendance.check_in(session, seat, start)
    Attendance.check_out(session, seat, start + timedelta(minutes=20))
    Attendance.check_out(session, seat, start + timedelta(minutes=25))
    Attendance.check_in(session, seat, start + timedelta(minutes=40))
    assert shares(training)[seat.pk].minutes == 40
    assert as_person(khiva_deputy).post(door(code), {"act": "leave"}).status_code == 302
    assert Attendance.objects.filter(left=None).count() == 0


def test_the_code_is_taken_as_people_type_it_and_survives_signing_in(
    code: CheckInCode, client: Client, khiva_deputy: Person
) -> None:
    typed = client.get(reverse("exchanges:check-in"), {"code": f" {str(code).upper()} "})
    assert (typed.status_code, typed["Location"]) == (302, door(code))
    to_sign_in = client.get(door(code))
    assert to_sign_in.status_code == 302
    assert f"next={door(code)}" in to_sign_in["Location"]


@pytest.mark.parametrize(
    ("minutes", "words"), [(120, "not open yet"), (-120, "is over")], ids=["too early", "too late"]
)
def test_the_code_works_from_some_minutes_before_until_the_end(
    minutes: int,
    words: str,
    code: CheckInCode,
    session: Session,
    training: Exchange,
    trainer: Person,
    as_person: AsPerson,
) -> None:
    training.register(trainer, by=training.owner, notify=False)
    session.start += timedelta(minutes=minutes)
    session.end += timedelta(minutes=minutes)
    session.save()
    browser = as_person(trainer)
    assert words in browser.get(door(code)).text
    browser.post(door(code))
    assert Attendance.objects.count() == 0


def test_somebody_without_a_registration_is_told_what_to_do(
    code: CheckInCode,
    training: Exchange,
    newcomer: Person,
    trainer: Person,
    officer: Person,
    second_officer: Person,
    as_person: AsPerson,
) -> None:
    assert "You are not registered" in as_person(newcomer).get(door(code)).text
    as_person(newcomer).post(door(code))
    training.invite(trainer, officer)
    assert "have not answered yet" in as_person(trainer).get(door(code)).text
    training.capacity = 1
    training.save()
    training.register(second_officer, notify=False, by=officer)
    training.register(newcomer, notify=False, by=officer)
    assert "waiting list" in as_person(newcomer).get(door(code)).text
    assert Attendance.objects.count() == 0


def test_wrong_codes_are_few_and_say_nothing(
    code: CheckInCode, newcomer: Person, as_person: AsPerson
) -> None:
    browser = as_person(newcomer)
    wrong = [browser.get(reverse("exchanges:check-in-code", args=[f"abcdefg{n}"])) for n in "23456789abc"]
    assert [response.status_code for response in wrong] == [404] * 10 + [429]
    assert "Wait ten minutes" in wrong[-1].text
    assert browser.get(door(code)).status_code == 200, "the right code still works"
    assert browser.get("/check-in/", {"code": "x" * 40}).status_code == 404


def test_a_new_code_shuts_the_old_one_out(
    code: CheckInCode, officer: Person, newcomer: Person, as_person: AsPerson
) -> None:
    old = door(code)
    code.renew(officer)
    assert as_person(newcomer).get(old).status_code == 404
    assert as_person(newcomer).get(door(code)).status_code == 200


def test_an_officer_checks_in_by_hand_and_takes_it_back(
    session: Session, training: Exchange, khiva_deputy: Person, officer: Person, as_person: AsPerson
) -> None:
    seat = training.register(khiva_deputy, by=officer, notify=False)
    address = reverse(
        "exchanges:attendance-presence", args=[training.public_id, session.public_id, seat.public_id]
    )
    browser = as_person(officer)
    for _again in range(2):
        browser.post(address, {"present": "yes", "page": "1"})
    assert shares(training)[seat.pk].minutes == 60
    browser.post(address, {"present": "no", "page": "999999999"})
    assert Attendance.objects.count() == 0


def test_the_screen_shows_the_code_as_text_and_picture(
    code: CheckInCode,
    session: Session,
    training: Exchange,
    officer: Person,
    newcomer: Person,
    as_person: AsPerson,
) -> None:
    arguments = [training.public_id, session.public_id]
    page = as_person(officer).get(reverse("exchanges:attendance-screen", args=arguments))
    assert str(code) in page.text
    picture = as_person(officer).get(reverse("exchanges:attendance-qr", args=arguments))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<script" not in picture.content
    assert as_person(newcomer).get(reverse("exchanges:attendance-screen", args=arguments)).status_code == 404


def test_a_double_click_checks_in_once(
    code: CheckInCode, session: Session, training: Exchange, trainer: Person
) -> None:
    seat = training.register(trainer, by=training.owner, notify=False)
    first, second = Attendance.check_in(session, seat), Attendance.check_in(session, seat)
    assert first == second
