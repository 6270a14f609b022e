"""Sessions of counselling for tests."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from cityclusters.groups.counselling import acts
from cityclusters.groups.models import CounsellingCase, CounsellingSession, Group
from cityclusters.people.models import Person

Browser = Callable[[Person | None], Client]
NOTE = "She wants to open a shop, and her brother stands in the way."
TODAY = date(2026, 3, 2)


def write(
    case: CounsellingCase, by: Person, day: date | None = None, topics: tuple[str, ...] = ("work",)
) -> CounsellingSession:
    """A session of 50 minutes, today where no day is said."""
    held = day or case.group.today()
    return acts.write_session(case, by, held_on=held, minutes=50, kind="person", note=NOTE, topics=topics)


def many(hub: Group, by: Person, number: int, day: date, topics: tuple[str, ...]) -> None:
    """As many cases, each with one session on the day."""
    for one in range(number):
        write(acts.open_case(hub, by, f"P{one}"), by, day, topics)
