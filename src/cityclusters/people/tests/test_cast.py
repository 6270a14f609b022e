from cityclusters.people.models import Person


def test_a_person_has_one_display_name_and_no_guessed_sex(newcomer: Person) -> None:
    assert str(newcomer) == "Newcomer"
    assert newcomer.sex == ""
