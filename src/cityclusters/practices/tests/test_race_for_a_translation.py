"""Many people take the same translation, or save at the same moment: one has it, and no word is lost.

Real threads with a connection each, on a database file or a server; each trial begins together."""

from collections.abc import Callable
from functools import partial

import pytest

from cityclusters.core.errors import NotPossible
from cityclusters.core.tests.together import outcomes, together
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import MachineUse, Practice, Translation
from cityclusters.practices.tests.translating import published, typed
from cityclusters.practices.translating import translations
from cityclusters.practices.translating.machine import spending
from cityclusters.spaces.models import Space

TRIALS = 8
PEOPLE = 6
LANGUAGES = ["fr", "es", "ar", "zh", "pt", "ru", "uz", "fr"]


@pytest.fixture
def practice(khiva_deputy: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return published(khiva_deputy, khiva, khiva_city)


@pytest.fixture
def members(spaces: list[Space]) -> list[Person]:
    made = [Person.objects.create_user(email=f"t{n}@race.example", name=f"T{n}") for n in range(PEOPLE)]
    for person in made:
        spaces[0].join(person)
    return made


def _beginning(practice: Practice, language: str, person: Person) -> Callable[[], object]:
    return lambda: translations.begin(
        Practice.objects.select_related("version").get(pk=practice.pk),
        language,
        Person.objects.get(pk=person.pk),
    )


@pytest.mark.django_db(transaction=True)
def test_one_of_many_gets_it(practice: Practice, members: list[Person]) -> None:
    for language in LANGUAGES[:TRIALS]:
        Translation.objects.all().delete()
        faults = outcomes(*(_beginning(practice, language, person) for person in members))
        assert [type(fault) for fault in faults if fault] == [NotPossible] * (PEOPLE - 1)
        row = Translation.objects.get()
        assert row.translator == members[faults.index(None)]


@pytest.mark.django_db(transaction=True)
def test_one_of_many_gets_the_review(practice: Practice, members: list[Person], stranger: Person) -> None:
    for language in LANGUAGES[:TRIALS]:
        Translation.objects.all().delete()
        row = translations.begin(practice, language, stranger)
        typed(row, stranger)
        translations.hand_in(row, stranger)
        faults = outcomes(*(partial(translations.take_review, row, person) for person in members))
        assert sum(fault is None for fault in faults) == 1
        assert all(fault is None or isinstance(fault, NotPossible) for fault in faults)


@pytest.mark.django_db(transaction=True)
def test_parts_saved_at_once_are_all_kept(practice: Practice, stranger: Person) -> None:
    parts = ["title", "summary", "section-done", "section-failed", "step-0-title", "step-0-text"]
    for trial in range(TRIALS):
        Translation.objects.all().delete()
        row = translations.begin(practice, "fr", stranger)

        def saving(key: str, trial: int = trial, row: Translation = row) -> Callable[[], object]:
            return lambda: translations.save(row, stranger, {key: f"{key} {trial}"}, revision=0, page=key)

        assert together(*(saving(key) for key in parts)) == []
        row.refresh_from_db()
        assert row.revision == len(parts)
        assert row.content["sections"] == {
            "done": f"section-done {trial}",
            "failed": f"section-failed {trial}",
        }


@pytest.mark.django_db(transaction=True)
def test_the_months_limit_holds_for_all_together(settings: object) -> None:
    settings.TRANSLATE_MONTHLY = 35  # type: ignore[attr-defined]
    for _trial in range(TRIALS):
        MachineUse.objects.all().delete()
        faults = outcomes(*[lambda: spending.spend(["x" * 10])] * 6)
        assert sum(fault is None for fault in faults) == 3
        assert all(fault is None or isinstance(fault, spending.LimitReached) for fault in faults)
        assert spending.used() == 30
