"""Two focal points of one organisation at the same moment: a need is signed once, renewed once."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.tests.together import outcomes
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need
from cityclusters.support.needs import ending, writing
from cityclusters.support.tests.making_matches import focal
from cityclusters.support.tests.making_needs import draft, signed

TRIALS, PEOPLE = 8, 4


@pytest.fixture
def colleagues(khiva_city: Organisation, khiva_deputy: Person, officer: Person) -> list[Person]:
    """Four people who may act for Khiva."""
    more = [focal(khiva_city, officer, f"head{number}@khiva.example") for number in range(1, PEOPLE)]
    return [khiva_deputy, *more]


def _said(act: str) -> int:
    return Entry.objects.filter(act=act).count()


@pytest.mark.django_db(transaction=True)
def test_PE1_it_is_signed_once_by_one_of_them(
    colleagues: list[Person], khiva_city: Organisation, officer: Person, themes: list[Theme]
) -> None:
    for trial in range(TRIALS):
        need = draft(officer, khiva_city, themes[1], title=f"Need {trial}")
        writing.ask_signature(need, officer)
        assert outcomes(*(partial(writing.sign, need, one) for one in colleagues)) == [None] * PEOPLE
        row = Need.objects.get(pk=need.pk)
        assert row.state == "open"
        assert row.signed_with is not None
        assert row.signed_with.person == row.signed_by, "the mandate is of the one who signed"
        assert _said("support_need.signed") == trial + 1
    told = Letter.objects.filter(person=officer, subject__startswith="Signed")
    assert told.count() == TRIALS


@pytest.mark.django_db(transaction=True)
def test_PE1_one_signs_while_another_refuses(
    colleagues: list[Person], khiva_city: Organisation, officer: Person, themes: list[Theme]
) -> None:
    for trial in range(TRIALS):
        need = draft(officer, khiva_city, themes[1], title=f"Need {trial}")
        writing.ask_signature(need, officer)
        faults = outcomes(
            partial(writing.sign, need, colleagues[0]), partial(ending.refuse, need, colleagues[1], "Not now")
        )
        row = Need.objects.get(pk=need.pk)
        assert (row.state, row.end_reason) == ("open", ""), "a refusal leaves a draft that may be signed"
        assert [type(fault) for fault in faults if fault] in ([], [NotPossible])


@pytest.mark.django_db(transaction=True)
def test_MA10_it_is_renewed_once(
    colleagues: list[Person], khiva_deputy: Person, khiva_city: Organisation, themes: list[Theme]
) -> None:
    need = signed(khiva_deputy, khiva_city, themes[1])
    for trial in range(TRIALS):
        Need.objects.update(expires_on=timezone.localdate() + timedelta(days=5))
        faults = outcomes(*(partial(ending.renew, need, one) for one in colleagues))
        assert [type(fault) for fault in faults if fault] == [NotPossible] * (PEOPLE - 1)
        assert _said("support_need.renewed") == trial + 1
        need.refresh_from_db()
        assert need.expires_on == timezone.localdate() + timedelta(days=365)
