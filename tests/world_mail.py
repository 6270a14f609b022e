"""A held mail, an address that letters come back from, regular letters: for tests that walk the routes."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from cityclusters.digests.models import Subscription
from cityclusters.digests.stopping import address
from cityclusters.incoming.models import IncomingMail, Pause
from cityclusters.people.models import Person


def things(member: Person) -> dict[str, Any]:
    """A mail to the office, so that no app need take it, a pause, and the member's subscription."""
    Subscription.objects.create(
        person=member, languages=["en"], kinds=["question"], next_at=timezone.now() + timedelta(days=1)
    )
    return {
        "stop_token": SimpleNamespace(text=address(member).rstrip("/").rpartition("/")[2]),
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
