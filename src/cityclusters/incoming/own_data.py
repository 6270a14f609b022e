"""What this app keeps about a person, for her own copy, and what is left after erasing (rule SA4)."""

from typing import Any

from django.db.models import Q

from cityclusters.incoming.models import Bounce, IncomingMail, Pause
from cityclusters.people.models import Person

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """The mails she sent here, as far as they are kept, letters that came back, and pauses of her address."""
    mails = IncomingMail.objects.filter(_hers(person)).order_by("pk")
    return {
        "mails_received_from_you": [
            {
                "arrived_at": row.arrived_at,
                "sender": row.sender,
                "subject": row.subject,
                "text": row.text,
                "state": row.state,
            }
            for row in mails
        ],
        "letters_that_came_back": [
            {"address": row.address, "status": row.status, "words": row.words, "at": row.at}
            for row in Bounce.objects.filter(person=person).order_by("pk")
        ],
        "pauses_of_your_address": [
            {"address": row.address, "since": row.since, "lifted_at": row.lifted_at}
            for row in Pause.objects.filter(person=person).order_by("pk")
        ],
    }


def erase(person: Person) -> None:
    """Deletes all of it; what she published stays with the app that published it."""
    IncomingMail.objects.filter(_hers(person)).delete()
    Bounce.objects.filter(person=person).delete()
    Pause.objects.filter(person=person).delete()


def _hers(person: Person) -> Q:
    return Q(person=person) | Q(sender=person.email) if person.email else Q(person=person)
