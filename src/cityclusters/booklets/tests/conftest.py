"""Two published practices of Khiva and Bukhara, and a booklet of them."""

import pytest

from cityclusters.booklets.models import Booklet
from cityclusters.booklets.tests import shelf
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice


@pytest.fixture
def stall(khiva_deputy: Person, khiva_city: Organisation) -> Practice:
    assert khiva_city.place is not None
    return shelf.practice(khiva_deputy, khiva_city.place, khiva_city)


@pytest.fixture
def workshop(bukhara_deputy: Person, bukhara_city: Organisation) -> Practice:
    assert bukhara_city.place is not None
    return shelf.practice(bukhara_deputy, bukhara_city.place, bukhara_city, mark="in Bukhara")


@pytest.fixture
def booklet(officer: Person, programme: Organisation, stall: Practice, workshop: Practice) -> Booklet:
    return shelf.booklet(officer, programme, [stall, workshop])
