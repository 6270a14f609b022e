"""Who may do what with rounds: pure answers, no writing."""

from cityclusters.people.models import Person
from cityclusters.people.readers import is_officer


def may_broker(person: Person) -> bool:
    """Officers run rounds."""
    return is_officer(person)
