"""One display name, as the person writes it; nothing is read out of it (trap T10, rule PE2)."""

import pytest

from cityclusters.people.models import Person

pytestmark = pytest.mark.django_db

NAMES = ["Ms. Ivan Example Sample", "WANG Example", "Sra. Example", "Frau Example", "Zuhra", "Mr Example"]


@pytest.mark.parametrize("name", NAMES)
def test_T10_no_sex_from_a_name_or_a_title(name: str) -> None:
    person = Person.objects.create_user(email="somebody@mail.example", name=name)
    person.refresh_from_db()
    assert person.sex == ""
    assert str(person.get_sex_display()) == "Not stated"


@pytest.mark.parametrize("name", NAMES)
def test_T10_the_name_is_one_and_stays_as_written(name: str) -> None:
    person = Person.objects.create_user(email="somebody@mail.example", name=name)
    assert str(person) == name
    fields = {field.name for field in Person._meta.get_fields()}
    assert not fields & {"first_name", "last_name", "title", "salutation", "birth_date", "age", "ethnicity"}


def test_PE2_sex_is_kept_only_as_stated(newcomer: Person) -> None:
    for stated in ("female", "male", "other", "undisclosed", ""):
        newcomer.sex = stated
        newcomer.save()
        newcomer.refresh_from_db()
        assert newcomer.sex == stated


def test_people_are_found_by_parts_of_their_names_in_any_case_and_accent(db: None) -> None:
    person = Person.objects.create_user(email="a@mail.example", name="Élodie Ñusta")
    assert Person.objects.search("nusta ELODIE").get() == person
    assert Person.objects.search("A@MAIL.example").get() == person
    assert not Person.objects.search("somebody").exists()
