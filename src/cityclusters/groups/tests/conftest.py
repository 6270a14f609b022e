"""What tests of groups share."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from cityclusters.groups.counselling import acts
from cityclusters.groups.models import CounsellingCase, Group
from cityclusters.groups.tests.making import group, keep
from cityclusters.groups.tests.making_counsel import write
from cityclusters.people.models import Person, RoleGrant
from cityclusters.places.models import Place


@pytest.fixture
def time_machine_now(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock that the product reads."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def hub(amman: Place, trainer: Person, newcomer: Person) -> Group:
    """The trainer counsels in it, the newcomer manages it; tests of other rooms make their own."""
    made = group(amman, manager=newcomer)
    keep(made, trainer, "counsellor")
    return made


@pytest.fixture
def colleague(hub: Group) -> Person:
    """Another counsellor of the hub."""
    other = Person.objects.create_user(email="colleague@hub.example", name="Colleague", language="en")
    keep(hub, other, "counsellor")
    return other


@pytest.fixture
def data_steward(db: None) -> Person:
    person = Person.objects.create_user(email="data@programme.example", name="Data steward", language="en")
    RoleGrant.grant(person, RoleGrant.Role.DATA_STEWARD, None)
    return person


@pytest.fixture
def folder(hub: Group, trainer: Person) -> CounsellingCase:
    """The trainer's, with one session."""
    made = acts.open_case(hub, trainer, "R. from the loom")
    write(made, trainer)
    return made
