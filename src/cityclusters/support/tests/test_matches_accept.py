"""Both sides answer: only with a mandate (PE1), the place is held at the second yes (MA1), and contacts open
then, not before (MA6)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, FollowUp, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.support.matches import acts, letters, sides
from cityclusters.support.matches.places import NoPlaceLeft
from cityclusters.support.models import Match, Window
from cityclusters.support.models.choices import MatchState, NeedState, OfferState
from cityclusters.support.tests.making_matches import (
    accepted,
    choices_of,
    focal,
    more_room,
    need_of,
    round_by,
    window_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def window(amman_city: Organisation, stranger: Person) -> Window:
    return window_of(amman_city)


@pytest.fixture
def match(window: Window, khiva_city: Organisation, officer: Person, khiva_deputy: Person) -> Match:
    return choices_of(round_by(officer), need_of(khiva_city), [window])[0]


def test_PE1_only_a_focal_point_of_a_side_answers(
    match: Match, newcomer: Person, officer: Person, bukhara_deputy: Person, khiva_deputy: Person
) -> None:
    for person in (newcomer, officer, bukhara_deputy):
        with pytest.raises(NotPossible):
            acts.accept(match, person)
        with pytest.raises(NotPossible):
            acts.decline(match, person, "theme")
    with pytest.raises(NotPossible):
        acts.accept(match, khiva_deputy, "host")
    match.refresh_from_db()
    assert match.state == MatchState.PROPOSED


def test_PE1_a_mandate_that_is_over_answers_nothing(match: Match, khiva_deputy: Person) -> None:
    Mandate.objects.filter(person=khiva_deputy).update(end=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotPossible):
        acts.accept(match, khiva_deputy)


def test_PE1_the_mandate_of_each_yes_is_kept(match: Match, khiva_deputy: Person, stranger: Person) -> None:
    accepted(match, khiva_deputy, stranger)
    assert match.need_accepted_with == khiva_deputy.mandates.get()
    assert match.host_accepted_with == stranger.mandates.get()


def test_MA1_the_place_is_held_at_the_second_yes(
    match: Match, window: Window, khiva_deputy: Person, stranger: Person
) -> None:
    acts.accept(match, khiva_deputy)
    window.refresh_from_db()
    assert window.held == 0
    acts.accept(match, khiva_deputy)  # twice is once
    acts.accept(match, stranger)
    acts.accept(match, stranger)
    window.refresh_from_db()
    match.refresh_from_db()
    assert (window.held, match.state) == (1, MatchState.BOTH)
    assert window.offer.__class__.objects.get(pk=window.offer_id).state == OfferState.FULL
    assert match.need.__class__.objects.get(pk=match.need_id).state == NeedState.ACCEPTED
    assert list(Entry.objects.filter(act="match.accepted").values_list("details__side", flat=True)) == [
        "host",
        "need",
    ]


def test_MA1_the_second_yes_is_refused_when_the_place_is_gone(
    match: Match, window: Window, bukhara_city: Organisation, bukhara_deputy: Person, officer: Person,
    khiva_deputy: Person, stranger: Person,
) -> None:  # fmt: skip
    other = window_of(bukhara_city)
    second = Match.objects.create(
        round=match.round, need=match.need, window=other, rank=2, score=0.5, parts=[]
    )
    acts.accept(match, stranger)
    Window.objects.filter(pk=window.pk).update(held=1)  # somebody else was quicker
    with pytest.raises(NoPlaceLeft, match="All places"):
        acts.accept(match, khiva_deputy)
    match.refresh_from_db()
    second.refresh_from_db()
    window.refresh_from_db()
    assert (match.state, match.ended_for, second.state) == (MatchState.LAPSED, "room", MatchState.PROPOSED)
    assert window.held == 1
    told = Letter.objects.filter(key__contains=second.public_id)
    assert {letter.person_id for letter in told} == {khiva_deputy.pk, bukhara_deputy.pk}


def test_a_yes_is_taken_back_before_the_other_side_answers(
    match: Match, khiva_deputy: Person, stranger: Person
) -> None:
    acts.accept(match, khiva_deputy)
    acts.take_back(match, khiva_deputy)
    match.refresh_from_db()
    assert (match.state, match.need_accepted_at, match.need_accepted_with) == ("proposed", None, None)
    with pytest.raises(NotPossible):
        acts.take_back(match, stranger)
    accepted(match, khiva_deputy, stranger)
    with pytest.raises(NotPossible):
        acts.take_back(match, khiva_deputy)


def test_MA6_contacts_open_with_the_second_yes(match: Match, khiva_deputy: Person, stranger: Person) -> None:
    acts.accept(match, stranger)
    match.refresh_from_db()
    assert letters.contact(match, sides.HOST) is None
    before = "\n".join(Letter.objects.values_list("body", flat=True))
    assert str(stranger.email) not in before
    assert str(stranger) not in before
    acts.accept(match, khiva_deputy)
    match.refresh_from_db()
    found = letters.contact(match, sides.HOST)
    assert found is not None
    assert (found.email, found.post) == (stranger.email, "Deputy mayor")
    to_guest = Letter.objects.get(person=khiva_deputy, key__contains=":both:")
    to_host = Letter.objects.get(person=stranger, key__contains=":both:")
    assert str(stranger.email) in to_guest.body
    assert str(khiva_deputy.email) in to_host.body
    assert (to_guest.language, to_host.language) == ("fr", "ar")


def test_MA6_contacts_close_when_it_is_declined_later(
    match: Match, khiva_deputy: Person, stranger: Person
) -> None:
    accepted(match, khiva_deputy, stranger)
    acts.decline(match, stranger, "cost")
    match.refresh_from_db()
    assert not match.names_are_open
    assert letters.contact(match, sides.HOST) is None


def test_somebody_follows_up_by_a_day(
    match: Match, khiva_deputy: Person, stranger: Person, officer: Person
) -> None:
    accepted(match, khiva_deputy, stranger)
    row = FollowUp.objects.get(kind="match")
    assert (row.owner, row.subject_id, row.state) == (officer, match.public_id, "open")
    assert row.due == timezone.localdate() + timedelta(days=14)
    acts.in_contact(match, stranger)
    acts.in_contact(match, officer)
    match.refresh_from_db()
    assert match.state == MatchState.IN_CONTACT
    acts.decline(match, khiva_deputy, "cost")
    row.refresh_from_db()
    assert row.state == "dropped"


def test_nobody_is_in_contact_before_both_accept(match: Match, khiva_deputy: Person) -> None:
    with pytest.raises(NotPossible):
        acts.in_contact(match, khiva_deputy)


def test_an_offer_with_room_elsewhere_stays_open(
    match: Match, window: Window, khiva_deputy: Person, stranger: Person
) -> None:
    more_room(window.offer)
    accepted(match, khiva_deputy, stranger)
    window.offer.refresh_from_db()
    assert window.offer.state == OfferState.OPEN


def test_who_acts_for_both_sides_answers_for_each(
    match: Match, khiva_city: Organisation, amman_city: Organisation, officer: Person
) -> None:
    both = focal(khiva_city, officer, "both@khiva.example")
    Mandate.objects.create(
        person=both, organisation=amman_city, post="Adviser", may_act=True, state="confirmed",
        start=timezone.localdate(), decided_by=officer,
    )  # fmt: skip
    assert acts.accept(match, both).state == MatchState.ONE
    assert acts.accept(match, both).state == MatchState.BOTH
