"""Who judges in the tests: a reviewer in Jordan, one in Peru, one in China, and a practice of Khiva."""

import pytest

from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country, Place
from cityclusters.practices.models import Call, Practice, Review
from cityclusters.practices.tests import judged
from cityclusters.spaces.models import Space, Theme


@pytest.fixture
def lima(countries: dict[str, Country]) -> Organisation:
    place = Place.objects.create(
        name="Lima", country_id="PE", zone="America/Lima", latitude=-12.05, longitude=-77.04
    )
    return judged.city_of(place)


@pytest.fixture
def jordanian(amman_city: Organisation, spaces: list[Space]) -> Person:
    return judged.colleague("reviewer@amman.example", amman_city, spaces[0], language="en")


@pytest.fixture
def peruvian(lima: Organisation, spaces: list[Space]) -> Person:
    return judged.colleague("reviewer@lima.example", lima, spaces[0], language="en")


@pytest.fixture
def chinese(yichuns: list[Place], spaces: list[Space]) -> Person:
    return judged.colleague("reviewer@yichun.example", judged.city_of(yichuns[0]), spaces[0], language="en")


@pytest.fixture
def call(officer: Person, programme: Organisation, themes: list[Theme]) -> Call:
    """Open."""
    made = judged.make_call(officer, programme, [themes[0]])
    from_draft = made
    judged.calls.announce(from_draft, officer)
    return made


@pytest.fixture
def practice(khiva_deputy: Person, khiva_city: Organisation, call: Call, themes: list[Theme]) -> Practice:
    """A draft of Khiva's deputy mayor for the call."""
    assert khiva_city.place is not None
    made = judged.write(khiva_deputy, khiva_city.place, organisation=khiva_city, call=call)
    made.themes.add(themes[0])
    return made


@pytest.fixture
def in_review(practice: Practice, second_officer: Person, jordanian: Person, peruvian: Person) -> Practice:
    """With two reviewers asked."""
    judged.screened(practice, second_officer)
    judged.reviewing.ask(practice, second_officer, [jordanian, peruvian], judged.reviewing.first_due())
    return practice


@pytest.fixture
def review(in_review: Practice, jordanian: Person) -> Review:
    """Accepted by the reviewer in Jordan."""
    found = in_review.reviews.get(reviewer=jordanian)
    judged.reviewing.accept(found)
    return found
