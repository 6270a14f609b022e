"""Several people save the same part at the same moment: one save stands, the others are told; nobody gets an
error. And publishing at the same moment makes one version."""

from collections.abc import Callable

import pytest

from cityclusters.core.errors import NotPossible
from cityclusters.core.tests.together import together
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import acts, writing
from cityclusters.practices.models import Practice
from cityclusters.practices.tests.making import accepted, draft

TRIALS = 8
WRITERS = 6


def _saving(practice: Practice, key: str, seen: str, number: int, by: Person) -> Callable[[], object]:
    def save() -> None:
        typed = f"Text {number}" if key == "failed" else [{"title": f"Step {number}", "text": ""}]
        writing.save_part(Practice.objects.get(pk=practice.pk), key, typed, seen, by)

    return save


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", ["failed", "steps"])
def test_one_save_stands_and_the_others_are_told(
    key: str, reads_english: Person, khiva: Place, khiva_city: Organisation
) -> None:
    practice = draft(reads_english, khiva, khiva_city)
    for _trial in range(TRIALS):
        seen = writing.seen_of(practice, key)
        faults = together(*(_saving(practice, key, seen, number, reads_english) for number in range(WRITERS)))
        assert {type(fault) for fault in faults} <= {writing.Stale}
        # A round that saves what stood there before finds the digest unchanged: never more than that.
        assert len(faults) >= WRITERS - 2
        assert practice.steps.count() == (1 if key == "steps" else 0)


@pytest.mark.django_db(transaction=True)
def test_publishing_at_the_same_moment_makes_one_version(
    reads_english: Person, khiva: Place, khiva_city: Organisation
) -> None:
    for trial in range(TRIALS):
        practice = accepted(draft(reads_english, khiva, khiva_city, title=f"T{trial}"), reads_english)

        def publish(key: int = practice.pk) -> None:
            acts.publish(Practice.objects.get(pk=key), reads_english, licence="CC-BY-4.0")

        faults = together(*[publish] * WRITERS)
        assert {type(fault) for fault in faults} == {NotPossible}
        assert len(faults) == WRITERS - 1
        assert practice.versions.count() == 1
