"""What must not stay: letters to people who were erased, and their drafts."""

from cityclusters.journal.models import Draft, Letter
from cityclusters.people.models import Person


def forget_erased_people() -> None:
    """Deletes the letters and drafts of erased people; journal lines name nobody who is erased, because
    they look names up when they are shown."""
    Letter.objects.filter(person__state=Person.State.ERASED).delete()
    Draft.objects.filter(person__state=Person.State.ERASED).delete()
