"""Two focal points press at the same moment: one act, one letter, no fault (PR7)."""

from datetime import date
from functools import partial

import pytest

from cityclusters.core.errors import NotPossible
from cityclusters.core.tests.together import together
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.practices.adoption import adaptations, family, voices
from cityclusters.practices.models import Adaptation, Practice, VoiceConsent
from cityclusters.practices.tests.adopting import on_paper, published

TRIALS = 8


@pytest.fixture
def colleague(bukhara_city: Organisation, officer: Person) -> Person:
    """A second focal point of Bukhara."""
    person = Person.objects.create_user(email="second@bukhara.example", name="Head of department")
    Mandate.objects.create(
        person=person, organisation=bukhara_city, post="Head", may_act=True, state="confirmed",
        start=date(2020, 1, 1), decided_by=officer,
    )  # fmt: skip
    return person


@pytest.fixture
def practice(reads_english: Person, khiva_city: Organisation) -> Practice:
    return published(reads_english, khiva_city)


@pytest.mark.django_db(transaction=True)
def test_PR7_two_focal_points_confirm_at_once(
    practice: Practice, bukhara_deputy: Person, colleague: Person, bukhara_city: Organisation, officer: Person
) -> None:
    for _trial in range(TRIALS):
        Adaptation.objects.all().delete()
        Entry.objects.all().delete()
        Letter.objects.all().delete()
        row = adaptations.name(officer, practice, bukhara_city, language="en")
        faults = together(
            partial(adaptations.confirm, row, bukhara_deputy),
            partial(adaptations.confirm, row, colleague),
        )
        assert faults == []
        assert Entry.objects.filter(act="adaptation.confirmed").count() == 1
        assert Letter.objects.filter(key__contains=":declared:").count() == 1


@pytest.mark.django_db(transaction=True)
def test_PR7_one_confirms_while_the_other_denies(
    practice: Practice, bukhara_deputy: Person, colleague: Person, bukhara_city: Organisation, officer: Person
) -> None:
    for _trial in range(TRIALS):
        Adaptation.objects.all().delete()
        row = adaptations.name(officer, practice, bukhara_city, language="en")
        faults = together(
            partial(adaptations.confirm, row, bukhara_deputy),
            partial(adaptations.deny, row, colleague),
        )
        assert [type(fault) for fault in faults] == [NotPossible]
        row.refresh_from_db()
        assert (row.state == "adapting") == (row.confirmed_at is not None)


@pytest.mark.django_db(transaction=True)
def test_two_focal_points_declare_at_once(
    practice: Practice, bukhara_deputy: Person, colleague: Person, bukhara_city: Organisation
) -> None:
    for _trial in range(TRIALS):
        Adaptation.objects.all().delete()
        faults = together(
            lambda: adaptations.declare(bukhara_deputy, practice, bukhara_city, language="en"),
            lambda: adaptations.declare(colleague, practice, bukhara_city, language="en"),
        )
        assert faults == []
        assert Adaptation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_links_at_once_close_no_circle(
    practice: Practice, reads_english: Person, bukhara_deputy: Person, khiva_city: Organisation,
    bukhara_city: Organisation,
) -> None:  # fmt: skip
    other = published(bukhara_deputy, bukhara_city, "Silk street")
    for _trial in range(TRIALS):
        Adaptation.objects.all().delete()
        there = adaptations.declare(bukhara_deputy, practice, bukhara_city, language="en")
        back = adaptations.declare(reads_english, other, khiva_city, language="en")
        faults = together(
            partial(family.grow, there, other, bukhara_deputy),
            partial(family.grow, back, practice, reads_english),
        )
        assert [type(fault) for fault in faults] == [NotPossible]
        assert Adaptation.objects.exclude(became=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_PR5_she_withdraws_while_the_author_removes(practice: Practice, reads_english: Person) -> None:
    for _trial in range(TRIALS):
        Entry.objects.all().delete()
        said = voices.quote(
            reads_english, practice, on_paper(), text="It changed my life", language="en", named="Trader"
        )
        agreed = said.consent
        faults = together(
            partial(voices.withdraw, agreed, None),
            partial(voices.remove_words, said, reads_english),
        )
        assert faults == []
        assert Entry.objects.filter(act="voice.withdrawn").count() == 1
        assert VoiceConsent.objects.get(pk=agreed.pk).words == ""
