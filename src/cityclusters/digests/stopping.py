"""The address in each letter under which its reader ends them, without signing in (RFC 8058)."""

from django.urls import reverse

from cityclusters.incoming.addresses import person_behind, token_for
from cityclusters.journal.letters import absolute
from cityclusters.people.models import Person

KIND, KEY = "digest", "stop"


def address(person: Person) -> str:
    """The full address of her page; only we can make it."""
    return absolute(reverse("digests:stop", args=[token_for(KIND, KEY, person.public_id)]))


def person_of(token: str) -> Person | None:
    """Whose letters the token ends; None for one that we did not make."""
    public_id = person_behind(token, KIND, KEY)
    return Person.objects.exclude(state=Person.State.ERASED).filter(public_id=public_id).first()
