"""One of everything, so that every route has something to show: what the routes of the access table name."""

from dataclasses import dataclass
from functools import reduce

import pytest

from cityclusters.people.models import Organisation, Person


@dataclass
class World:
    """The cast in its roles, and one record of each kind; most belong to the city of Khiva."""

    people: dict[str, Person | None]
    organisation: Organisation

    def argument(self, path: str) -> str:
        """'organisation.public_id' gives that; "'word'" gives the word."""
        if path.startswith("'"):
            return path.strip("'")
        return str(reduce(getattr, path.split("."), self))


@pytest.fixture
def world(
    newcomer: Person,
    khiva_deputy: Person,
    bukhara_deputy: Person,
    trainer: Person,
    steward: Person,
    officer: Person,
    administrator: Person,
    khiva_city: Organisation,
) -> World:
    people: dict[str, Person | None] = {
        "visitor": None,
        "member": newcomer,
        "focal": khiva_deputy,
        "other": bukhara_deputy,
        "delegate": trainer,
        "steward": steward,
        "officer": officer,
        "administrator": administrator,
    }
    return World(people=people, organisation=khiva_city)
