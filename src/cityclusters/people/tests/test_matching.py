"""Recognising people and organisations in a list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cityclusters.core.texts import make_texts
from cityclusters.people.matching import Matcher, find_organisation, find_person
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db


def test_an_address_finds_its_owner_whatever_its_case(khiva_deputy: Person, khiva_city: Organisation) -> None:
    assert find_person(" Deputy@Khiva.EXAMPLE ", "Another name", None) == khiva_deputy
    assert find_person("nobody@khiva.example", "Another name", khiva_city) is None


def test_without_an_address_the_name_in_the_organisation_finds_her(
    khiva_city: Organisation, bukhara_city: Organisation
) -> None:
    person = Person.objects.create_user(name="Алишер Каримов", state="invited")
    Mandate.ask(person, khiva_city, post="Head of trade")
    assert find_person("", "Karimov Alisher", khiva_city) == person
    assert find_person("", "Алишер Каримов", khiva_city) == person
    assert find_person("", "Алишер Каримов", bukhara_city) is None
    assert find_person("", "Алишер Каримов", None) is None


def test_two_of_one_name_are_nobody_for_certain(khiva_city: Organisation) -> None:
    for number in range(2):
        person = Person.objects.create_user(email=f"p{number}@khiva.example", name="Alisher Karimov")
        Mandate.ask(person, khiva_city, post=f"Post {number}")
    assert find_person("", "Alisher Karimov", khiva_city) is None


def test_the_same_name_under_another_address_is_somebody_else(
    khiva_deputy: Person, khiva_city: Organisation
) -> None:
    assert find_person("new@khiva.example", "Deputy mayor of Khiva", khiva_city) is None
    assert find_person("", "Deputy mayor of Khiva", khiva_city) == khiva_deputy


def test_a_city_is_found_by_its_place_and_by_its_names(
    khiva: Place, bukhara: Place, khiva_city: Organisation
) -> None:
    khiva_city.names = make_texts("en", en="Municipality of Khiva", uz="Xiva shahar hokimligi")
    khiva_city.save()
    assert find_organisation("", khiva) == [khiva_city]
    assert find_organisation("Khiva", khiva) == [khiva_city]
    assert find_organisation("XIVA shahar hokimligi") == [khiva_city]
    assert find_organisation("", bukhara) == []
    assert find_organisation("Ministry of Trade", khiva) == []


def test_a_cyrillic_spelling_finds_the_latin_name(khiva: Place) -> None:
    row = Organisation.objects.create(
        names=make_texts("uz", uz="Xiva shahar hokimligi"), kind="local_authority", place=khiva
    )
    assert find_organisation("Хива шаҳар ҳокимлиги") == [row]


def test_of_two_of_one_name_the_one_of_the_place_is_meant(khiva: Place, bukhara: Place) -> None:
    made = [
        Organisation.objects.create(
            names=make_texts("en", en="City Hall"), kind="local_authority", place=place
        )
        for place in (khiva, bukhara)
    ]
    assert find_organisation("City Hall", bukhara) == [made[1]]
    assert find_organisation("City Hall") == made


def test_what_is_merged_or_refused_is_not_found(khiva: Place, khiva_city: Organisation) -> None:
    khiva_city.state = "rejected"
    khiva_city.save()
    assert find_organisation("", khiva) == []


def test_five_thousand_rows_take_as_many_queries_as_ten(khiva_city: Organisation, khiva: Place) -> None:
    people = [Person(email=f"p{number}@khiva.example", name=f"Person {number}") for number in range(400)]
    Person.objects.bulk_create(people)

    def queries(number: int) -> int:
        rows = [(f"p{row}@khiva.example", f"Person {row}") for row in range(number)]
        with CaptureQueriesContext(connection) as used:
            matcher = Matcher(
                emails=[email for email, _name in rows],
                organisations=["Municipality of Khiva"],
                places=[khiva],
            )
            for email, name in rows:
                found = matcher.organisations("Municipality of Khiva", khiva)
                assert matcher.person(email, name, found[0]) is not None
        return len(used)

    assert queries(400) == queries(10)


def test_the_matcher_learns_what_the_import_creates(khiva_city: Organisation, khiva: Place) -> None:
    matcher = Matcher(places=[khiva])
    person = Person.objects.create_user(name="Somebody new", state="invited")
    matcher.add(person, khiva_city.pk)
    assert matcher.person("", "somebody NEW", khiva_city) == person
