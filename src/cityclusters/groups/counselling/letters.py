"""Letters about the desk: they say that something waits there, and not what (abuse test 9).

Nobody who is counselled is ever written to by this room."""

from collections.abc import Iterable

from django.urls import reverse

from cityclusters.journal import letters
from cityclusters.people.models import Person

KEY = "desk:"


def something_new(key: str, people: Iterable[Person | None]) -> None:
    """One letter for each of the people, once for the key."""
    page = letters.absolute(reverse("groups:desk"))
    for person in people:
        if person is not None:
            letters.write(f"{KEY}{key}:{person.pk}", person, "groups/mail/desk", {"page": page})
