"""Letters that come back: marked, and after three nothing regular goes to the address."""

from collections.abc import Callable

import pytest

from cityclusters.incoming import bounces
from cityclusters.incoming.addresses import bounce_address
from cityclusters.incoming.models import Bounce, IncomingMail, Pause
from cityclusters.journal.courier import envelope_sender
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person

Arrive = Callable[..., IncomingMail]


def letter_to(person: Person, number: int) -> Letter:
    return Letter.objects.create(
        key=f"k{number}", person=person, to=person.email or "", subject="s", body="b", state="sent"
    )


def report(status: str = "5.1.1", about: str = "") -> bytes:
    """As Postfix writes it."""
    return (
        "From: MAILER-DAEMON@mail.example (Mail Delivery System)\r\nSubject: Undelivered\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; x@mail.example\r\nAction: failed\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{about}@localhost>\r\n\r\n--B--\r\n"
    ).encode()


def test_a_report_marks_its_letter(arrive: Arrive, newcomer: Person) -> None:
    letter = letter_to(newcomer, 1)
    assert envelope_sender(letter) == bounce_address(letter.public_id)
    row = arrive(report(), bounce_address(letter.public_id), "")
    letter.refresh_from_db()
    assert (letter.state, letter.problem) == ("bounced", "5.1.1 smtp; 550 5.1.1 User unknown")
    assert (row.state, row.person) == ("bounce", newcomer)
    bounce = Bounce.objects.get()
    assert (bounce.permanent, bounce.status, bounce.address) == (True, "5.1.1", "newcomer@mail.example")


@pytest.mark.usefixtures("spaces")
def test_the_letter_is_found_by_its_message_id_too(arrive: Arrive, newcomer: Person) -> None:
    letter = letter_to(newcomer, 1)
    arrive(report(about=letter.public_id), "postmaster@cities.example", "")
    letter.refresh_from_db()
    assert letter.state == "bounced"


def test_a_full_mailbox_is_no_reason(arrive: Arrive, newcomer: Person) -> None:
    for number in range(5):
        letter = letter_to(newcomer, number)
        arrive(report("4.2.2"), bounce_address(letter.public_id), "")
        letter.refresh_from_db()
        assert letter.state == "sent"
    assert not Pause.objects.exists()


def test_three_in_a_month_pause_the_address(arrive: Arrive, newcomer: Person, officer: Person) -> None:
    for number in range(3):
        assert bounces.paused(newcomer) is None
        letter = letter_to(newcomer, number)
        for _ in range(2):  # the same report twice is one
            IncomingMail.objects.all().delete()
            arrive(report(), bounce_address(letter.public_id), "")
    pause = bounces.paused(newcomer)
    assert pause
    bounces.lift(pause, officer)
    assert bounces.paused(newcomer) is None
    arrive(report(), bounce_address(letter_to(newcomer, 9).public_id), "")
    assert bounces.paused(newcomer) is None  # counted from the day on which it was lifted


def test_nobody_can_make_up_a_report(arrive: Arrive, newcomer: Person) -> None:
    letter = letter_to(newcomer, 1)
    for about in ("", "23456789ab", "x" * 10):
        arrive(report(about=about), "postmaster@cities.example", "")
    letter.refresh_from_db()
    assert (letter.state, Bounce.objects.count()) == ("sent", 0)


def test_an_absence_note_to_that_address_changes_nothing(arrive: Arrive, newcomer: Person) -> None:
    letter = letter_to(newcomer, 1)
    note = b"From: newcomer@mail.example\r\nAuto-Submitted: auto-replied\r\n\r\nI am away.\r\n"
    row = arrive(note, bounce_address(letter.public_id), "")
    letter.refresh_from_db()
    assert (row.state, letter.state) == ("automatic", "sent")
    by_hand = arrive(
        b"From: newcomer@mail.example\r\n\r\nHello?\r\n", bounce_address(letter.public_id), "n@m.example"
    )
    assert by_hand.state != "taken"
