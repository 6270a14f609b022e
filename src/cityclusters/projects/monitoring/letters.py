"""Letters about numbers. They name no project: some projects are not to be read over a shoulder."""

from datetime import date

from django.urls import reverse

from cityclusters.journal import letters
from cityclusters.people.models import Person


def asked(person: Person, number: int, today: date) -> None:
    """Numbers wait for her; one letter a day at most."""
    context = {"number": number, "page": letters.absolute(reverse("projects:my-numbers"))}
    letters.write(f"projects:numbers:{person.pk}:{today}", person, "projects/mail/numbers", context)
