"""The family of a practice: generations, no circles, the same few queries, the map and its words (A22)."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.adoption import adaptations, family, family_map
from cityclusters.practices.adoption import source as adaptation_source
from cityclusters.practices.models import Adaptation, Practice
from cityclusters.practices.tests.adopting import draft, published

Browser = Callable[[Person | None], Client]
DONE = {"outcome": "works", "changed": "Smaller stalls", "result": "It runs", "language": "en"}


@pytest.fixture
def practice(reads_english: Person, khiva_city: Organisation) -> Practice:
    return published(reads_english, khiva_city)


@pytest.fixture
def adaptation(practice: Practice, bukhara_deputy: Person, bukhara_city: Organisation) -> Adaptation:
    made = adaptations.declare(bukhara_deputy, practice, bukhara_city, language="en", plan="A street of ours")
    adaptations.report(made, bukhara_deputy, **DONE)
    made.refresh_from_db()
    return made


@pytest.fixture
def grandchild(
    adaptation: Adaptation, bukhara_deputy: Person, bukhara_city: Organisation, stranger: Person,
    amman_city: Organisation,
) -> Adaptation:  # fmt: skip
    """Bukhara tells its own practice, and Amman adapts that."""
    own = published(bukhara_deputy, bukhara_city, "Silk street")
    family.grow(adaptation, own, bukhara_deputy)
    return adaptations.declare(stranger, own, amman_city, language="ar")


def _grown(practice: Practice, own: Practice, city: Organisation) -> None:
    """The city adapts the practice, and tells it as its own."""
    assert practice.version is not None
    Adaptation.objects.create(
        practice=practice,
        version=practice.version,
        organisation=city,
        place=own.place,
        language="en",
        confirmed_at=practice.published_at,
        became=own,
    )


def test_A22_three_generations_on_one_page(
    practice: Practice, adaptation: Adaptation, grandchild: Adaptation, client: Client
) -> None:
    for start in (practice, grandchild.practice):
        shown = client.get(f"/practices/{start.public_id}/family/").text
        for words in ("Night market", "Municipality of Bukhara", "Silk street", "Municipality of Amman"):
            assert words in shown
        assert shown.index("Night market", shown.index('id="tree"')) < shown.index(
            "Silk street", shown.index('class="tree"')
        )
        assert shown.count('aria-current="true"') == 1
    found = family.family_of(grandchild.practice)
    [root] = found.roots
    assert (root.practice, root.is_this) == (practice, False)
    [branch] = root.branches
    assert branch.grown is not None
    assert branch.grown.is_this
    assert branch.grown.branches[0].adaptation == grandchild


def test_a_practice_that_is_not_read_yet_is_in_no_tree(
    practice: Practice, adaptation: Adaptation, bukhara_deputy: Person, bukhara_city: Organisation,
    client: Client,
) -> None:  # fmt: skip
    family.grow(adaptation, draft(bukhara_deputy, bukhara_city, "Secret draft"), bukhara_deputy)
    assert "Secret draft" not in client.get(f"/practices/{practice.public_id}/family/").text
    assert "Secret draft" not in client.get(adaptation.get_absolute_url()).text


def test_circles_are_refused(
    practice: Practice, adaptation: Adaptation, grandchild: Adaptation, reads_english: Person,
    khiva_city: Organisation, stranger: Person,
) -> None:  # fmt: skip
    # Khiva adapts what Bukhara made of Khiva's own practice: that cannot have become the first one.
    back = adaptations.declare(reads_english, grandchild.practice, khiva_city, language="en")
    with pytest.raises(NotPossible, match="circle"):
        family.grow(back, practice, reads_english)
    back.refresh_from_db()
    assert back.became is None
    fresh = published(reads_english, khiva_city, "Night market, second part")
    family.grow(back, fresh, reads_english)
    assert len(family.relatives(practice.pk)) == 3


def test_only_an_own_practice_continues_the_family(
    practice: Practice, adaptation: Adaptation, bukhara_deputy: Person, bukhara_city: Organisation,
    officer: Person,
) -> None:  # fmt: skip
    with pytest.raises(NotPossible, match="not a practice of the adopting city"):
        family.grow(adaptation, practice, bukhara_deputy)
    own = published(bukhara_deputy, bukhara_city, "Silk street")
    family.grow(adaptation, own, bukhara_deputy)
    family.grow(adaptation, own, bukhara_deputy)  # pressed twice
    with pytest.raises(NotPossible, match="already"):
        family.grow(adaptation, published(bukhara_deputy, bukhara_city, "Other"), bukhara_deputy)


def test_an_unconfirmed_naming_becomes_nothing(
    practice: Practice, officer: Person, stranger: Person, amman_city: Organisation
) -> None:
    named = adaptations.name(officer, practice, amman_city, language="en")
    with pytest.raises(NotPossible, match="confirm"):
        family.grow(named, published(stranger, amman_city, "Hub"), stranger)


def test_a_family_needs_the_same_few_queries_however_large(
    practice: Practice, adaptation: Adaptation, grandchild: Adaptation, client: Client, officer: Person,
    stranger: Person, amman_city: Organisation,
) -> None:  # fmt: skip
    address = f"/practices/{practice.public_id}/family/"
    client.get(address)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = asked()
    parent = grandchild.practice
    for number in range(30):
        city = Organisation.objects.create(
            names={"_": "en", "en": f"City {number}"}, kind="local_authority", place=amman_city.place,
            state="verified",
        )  # fmt: skip
        own = published(stranger, city, f"Child {number}")
        _grown(parent, own, city)
        parent = own if number % 3 else practice
    many = asked()
    assert few == many <= 12


def test_deep_families_end_with_a_link(stranger: Person, amman: Place, client: Client) -> None:
    cities = [
        Organisation.objects.create(
            names={"_": "en", "en": f"City {n}"}, kind="local_authority", place=amman, state="verified"
        )
        for n in range(family.DEEPEST + 4)
    ]
    line = [published(stranger, city, f"Generation {n}") for n, city in enumerate(cities)]
    for older, younger in pairwise(line):
        _grown(older, younger, cities[line.index(younger)])
    first = client.get(f"/practices/{line[0].public_id}/family/").text
    assert "The tree goes on here" in first
    last = client.get(f"/practices/{line[-1].public_id}/family/").text
    assert last.count('aria-current="true"') == 1


def test_a_family_with_two_parents_shows_what_is_below_once(
    practice: Practice, adaptation: Adaptation, grandchild: Adaptation, reads_english: Person,
    khiva_city: Organisation, bukhara_deputy: Person, bukhara_city: Organisation, client: Client,
) -> None:  # fmt: skip
    second = published(reads_english, khiva_city, "Bazaar at night")
    other = adaptations.declare(bukhara_deputy, second, bukhara_city, language="en")
    family.grow(other, grandchild.practice, bukhara_deputy)
    shown = client.get(f"/practices/{practice.public_id}/family/").text
    assert "stands in this tree already" in shown
    assert shown.count(f'href="{grandchild.get_absolute_url()}"') == 2  # in the tree and by country


def test_the_map_has_points_ways_and_the_same_in_words(
    practice: Practice, grandchild: Adaptation, client: Client
) -> None:
    found = family.family_of(practice)
    drawn = family_map.drawn(found)
    assert drawn is not None
    assert [point.start for point in drawn.points] == [False, True, True]
    assert len(drawn.ways) == 2
    by_country = {country.name: country for country in family_map.by_country(found)}
    assert by_country["Uzbekistan"].told == ["Bukhara", "Khiva"]
    assert [row.organisation for row in by_country["Jordan"].adaptations] == [grandchild.organisation]
    shown = client.get(f"/practices/{practice.public_id}/family/").text
    assert shown.count("<path d=") >= 2
    assert "<dt>Jordan</dt>" in shown
    assert "style=" not in shown


def test_a_practice_alone_has_a_tree_of_one(practice: Practice, client: Client) -> None:
    shown = client.get(f"/practices/{practice.public_id}/family/").text
    assert "only its root" in shown
    assert 'id="map"' not in shown


def test_places_without_a_position_are_in_the_words_alone(practice: Practice, adaptation: Adaptation) -> None:
    Place.objects.filter(pk=adaptation.place_id).update(latitude=None, longitude=None)
    found = family.family_of(practice)
    drawn = family_map.drawn(found)
    assert drawn is not None
    assert (len(drawn.points), drawn.ways) == (1, [])
    assert len(family_map.by_country(found)[0].adaptations) == 1


def test_A22_a_practice_of_its_own_begins_with_what_was_reported(
    practice: Practice, adaptation: Adaptation, bukhara_deputy: Person, bukhara_city: Organisation,
    officer: Person, as_person: Browser,
) -> None:  # fmt: skip
    values: dict[str, Any] | None = adaptation_source.values(adaptation.public_id, bukhara_deputy)
    assert values is not None
    assert values["done"] == "A street of ours\n\nSmaller stalls"
    assert (values["result"], values["place"]) == ("It runs", bukhara_city.place)
    assert adaptation_source.values(adaptation.public_id, officer) is None
    assert adaptation_source.values("nothing", bukhara_deputy) is None
    own = published(bukhara_deputy, bukhara_city, "Silk street")
    own.made_from = values["made_from"]
    own.save()
    assert not adaptation_source.begun(own, officer)
    assert adaptation_source.begun(own, bukhara_deputy)
    adaptation.refresh_from_db()
    assert adaptation.became == own
    assert adaptation_source.values(adaptation.public_id, bukhara_deputy) is None
    page = as_person(bukhara_deputy).get(f"{adaptation.get_absolute_url()}practice/").text
    assert "told as a practice already" in page
