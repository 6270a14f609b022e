"""Lines of the journal and letters that are nobody's business but the data stewards' (rules HU1 and SA7)."""

from django.db.models import Q

from cityclusters.groups.counselling.letters import KEY
from cityclusters.people.models import Person

PREFIX = "groups_counselling."


def journal_lines(person: Person) -> Q:
    """settings.JOURNAL_NOT_FOR: nobody reads how often somebody was counselled; data stewards see who was let
    in for an emergency."""
    if not person.is_data_steward:
        return Q(act__startswith=PREFIX)
    return Q(act__startswith=PREFIX) & ~Q(act__startswith=f"{PREFIX}emergency_")


def letters(person: Person) -> Q:
    """settings.LETTERS_NOT_FOR: that somebody was written to about a desk."""
    return Q(key__startswith=KEY)
