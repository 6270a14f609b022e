"""Acts that many people do at the same moment: the database lets only one write at a time, and on a busy
machine some wait in vain. Such an act is tried again, and then refused in words, never with a fault."""

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible

TRIES = 3
Result = TypeVar("Result")
# PostgreSQL: a lock was waited for in vain; a deadlock; transactions that can't go on beside each other.
STATES = frozenset({"55P03", "40P01", "40001"})


class Busy(NotPossible):
    """Others were writing all the time; nothing was changed."""


WORDS = _("Many people are writing at this moment, and your answer could not be kept. Please try again.")


def waited_in_vain(fault: OperationalError) -> bool:
    """Whether the database was only busy: 'database is locked', a lock that was not given, a deadlock."""
    state = getattr(fault.__cause__, "sqlstate", None)
    return state in STATES or (state is None and "database is locked" in str(fault))


def patiently(act: Callable[[], Result]) -> Result:
    """Does an act that is one transaction of its own; where the database was busy, up to twice again.

    Inside another transaction it is done once: after a fault that one can't go on. Raises Busy when the
    database was busy each time, and whatever the act raises."""
    if transaction.get_connection().in_atomic_block:
        return act()
    for _again in range(TRIES - 1):
        try:
            return act()
        except OperationalError as fault:
            if not waited_in_vain(fault):
                raise
    try:
        return act()
    except OperationalError as fault:
        if waited_in_vain(fault):
            raise Busy(WORDS) from fault
        raise
