"""Many say yes at the same moment: no window is ever over its places (MA1)."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cityclusters.core.tests.together import outcomes
from cityclusters.core.texts import make_texts
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import acts
from cityclusters.support.matches.places import NoPlaceLeft
from cityclusters.support.models import Match, Unserved, Window
from cityclusters.support.models.choices import MatchState
from cityclusters.support.tests.making_matches import choices_of, focal, need_of, round_by, window_of

TRIALS, PEOPLE = 8, 24


def _city(like: Organisation, number: int) -> Organisation:
    """One of many cities that ask."""
    names = make_texts("en", en=f"City {number}")
    return Organisation.objects.create(
        names=names, kind=Organisation.Kind.LOCAL, place=like.place, state="verified"
    )


@pytest.mark.django_db(transaction=True)
def test_MA1_twenty_four_people_accept_the_last_place_at_once(
    khiva_city: Organisation, amman_city: Organisation, stranger: Person, officer: Person
) -> None:
    cities = [_city(khiva_city, number) for number in range(PEOPLE)]
    people = [focal(city, officer, f"deputy@city{number}.example") for number, city in enumerate(cities)]
    window = window_of(amman_city, slots=3)
    acts.decline(choices_of(round_by(officer), need_of(cities[0]), [window])[0], stranger, "room")  # warm
    for _trial in range(TRIALS):
        Unserved.objects.all().delete()
        Match.objects.all().delete()
        Entry.objects.all().delete()
        Letter.objects.all().delete()
        Window.objects.filter(pk=window.pk).update(held=2)  # one is left
        round_ = round_by(officer)
        rows = [choices_of(round_, need_of(city), [window])[0] for city in cities]
        Match.objects.update(state=MatchState.ONE, host_accepted_by=stranger, host_accepted_at=timezone.now())
        faults = outcomes(
            *(partial(acts.accept, row, person) for row, person in zip(rows, people, strict=True))
        )
        assert [type(fault) for fault in faults if fault] == [NoPlaceLeft] * (PEOPLE - 1)
        window.refresh_from_db()
        assert window.held == window.slots == 3
        states = sorted(Match.objects.values_list("state", flat=True))
        assert states == [MatchState.BOTH] + [MatchState.LAPSED] * (PEOPLE - 1)
        assert Unserved.objects.count() == PEOPLE - 1


@pytest.mark.django_db(transaction=True)
def test_MA1_both_sides_accept_at_the_same_moment(
    khiva_city: Organisation,
    amman_city: Organisation,
    khiva_deputy: Person,
    stranger: Person,
    officer: Person,
) -> None:
    for _trial in range(TRIALS):
        window = window_of(amman_city)
        row = choices_of(round_by(officer), need_of(khiva_city), [window])[0]
        faults = outcomes(partial(acts.accept, row, khiva_deputy), partial(acts.accept, row, stranger))
        assert faults == [None, None]
        window.refresh_from_db()
        row.refresh_from_db()
        assert (window.held, row.state) == (1, MatchState.BOTH)


@pytest.mark.django_db
def test_MA1_the_database_refuses_one_place_too_many(amman_city: Organisation) -> None:
    window = window_of(amman_city, slots=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Window.objects.filter(pk=window.pk).update(held=2)
