"""What this app keeps about a person, for her own copy, and what is left after erasing (rule SA4)."""

from typing import Any

from cityclusters.digests.models import Subscription
from cityclusters.people.models import Person

Tables = dict[str, list[dict[str, Any]]]
FIELDS = ("themes", "languages", "audiences", "kinds", "rhythm", "chosen_at", "ended_at")


def collect(person: Person) -> Tables:
    """What she chose to get by e-mail."""
    return {"regular_letters": list(Subscription.objects.filter(person=person).values(*FIELDS))}


def erase(person: Person) -> None:
    """Deletes it."""
    Subscription.objects.filter(person=person).delete()
