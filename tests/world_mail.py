"""A mail that is held, and an address that letters come back from: for the tests that walk the routes."""

from typing import Any

from cityclusters.incoming.models import IncomingMail, Pause
from cityclusters.people.models import Person


def things(member: Person) -> dict[str, Any]:
    """A mail to the office, so that no app need take it, and a pause."""
    return {
        "mail": IncomingMail.objects.create(
            digest="0" * 64,
            recipient="postmaster@localhost",
            via="smtp",
            raw=b"From: newcomer@mail.example\r\n\r\nHello",
            size=40,
            kind="office",
            key="postmaster",
            state=IncomingMail.State.HELD,
            reason="office",
            person=member,
            sender=member.email or "",
            subject="Hello",
            text="Hello",
        ),
        "pause": Pause.objects.create(address="back@mail.example", words="550 unknown"),
    }
