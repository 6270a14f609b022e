"""Who may do what with the journal's rows: pure answers, no writing."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.module_loading import import_string

from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Person


def runs_programme(person: Person) -> bool:
    """Officers and administrators: they see all letters, all follow-ups and the journal."""
    return person.is_officer or person.is_administrator


def runs_platform(person: Person) -> bool:
    """Administrators: they see the worker."""
    return person.is_administrator


def may_work_on(person: Person, follow_up: FollowUp) -> bool:
    """Officers, and the owner: closing, another day, another owner."""
    return person.is_officer or follow_up.owner_id == person.pk


def not_for(person: Person, paths: Iterable[str]) -> Q:
    """What the functions of settings.JOURNAL_NOT_FOR or settings.LETTERS_NOT_FOR keep from her."""
    return reduce(or_, (import_string(path)(person) for path in paths), Q(pk__in=[]))
