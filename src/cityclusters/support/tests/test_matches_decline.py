"""Declining: the next choice by itself, else a reason and a next date (MA4); never the same pair again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import acts, choices
from cityclusters.support.models import Match, Unserved, Window
from cityclusters.support.models.choices import MatchState, NeedState, OfferState
from cityclusters.support.tests.making_matches import (
    NEXT_ON,
    accepted,
    choices_of,
    more_room,
    need_of,
    round_by,
    window_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(
    khiva_city: Organisation, amman_city: Organisation, bukhara_city: Organisation, officer: Person,
    khiva_deputy: Person, stranger: Person, bukhara_deputy: Person,
) -> list[Match]:  # fmt: skip
    """Khiva's choices: Amman first, Bukhara second."""
    return choices_of(
        round_by(officer), need_of(khiva_city), [window_of(amman_city), window_of(bukhara_city)]
    )


def test_MA4_the_next_choice_is_proposed_by_itself(
    two: list[Match], khiva_deputy: Person, stranger: Person, bukhara_deputy: Person
) -> None:
    first, second = two
    chosen = acts.decline(first, stranger, "no_time", "We rebuild the market in May.")
    first.refresh_from_db()
    second.refresh_from_db()
    assert chosen == second
    assert (first.state, first.ended_for, second.state) == ("declined", "no_time", "proposed")
    assert second.answer_by == timezone.localdate() + timedelta(days=21)
    assert {row.person for row in Letter.objects.filter(key__contains=f"{second.public_id}:proposed")} == {
        khiva_deputy,
        bukhara_deputy,
    }
    told = Letter.objects.get(key__contains=f"{first.public_id}:declined")
    assert told.person == khiva_deputy
    assert "We rebuild the market in May." in told.body
    second.need.refresh_from_db()
    assert second.need.state == NeedState.PROPOSED
    assert not Unserved.objects.exists()


def test_the_next_choice_is_a_place_that_nobody_else_was_proposed(
    officer: Person, khiva_city: Organisation, bukhara_city: Organisation, amman_city: Organisation,
    khiva_deputy: Person,
) -> None:  # fmt: skip
    promised, free = window_of(amman_city), window_of(amman_city)
    round_ = round_by(officer)
    choices_of(round_, need_of(bukhara_city), [promised])
    mine = choices_of(round_, need_of(khiva_city), [window_of(amman_city), promised, free])
    assert acts.decline(mine[0], khiva_deputy, "no_time") == mine[2]
    assert acts.decline(mine[2], khiva_deputy, "no_time") == mine[1]


def test_MA4_without_another_choice_a_reason_and_a_next_date(two: list[Match], khiva_deputy: Person) -> None:
    first, second = two
    acts.decline(first, khiva_deputy, "theme")
    second.refresh_from_db()
    assert acts.decline(second, khiva_deputy, "language") is None
    row = Unserved.objects.get(need=first.need)
    assert (row.code, row.next_on) == ("declined", NEXT_ON)
    letter = Letter.objects.get(key__startswith="unserved:")
    assert letter.person == khiva_deputy
    assert "2099" in letter.body
    first.need.refresh_from_db()
    assert first.need.state == NeedState.OPEN


def test_MA4_a_next_date_is_never_in_the_past(
    khiva_city: Organisation,
    amman_city: Organisation,
    officer: Person,
    khiva_deputy: Person,
    stranger: Person,
) -> None:
    round_ = round_by(officer, next_on=timezone.localdate() - timedelta(days=3))
    (only,) = choices_of(round_, need_of(khiva_city), [window_of(amman_city)])
    acts.decline(only, stranger, "room")
    assert Unserved.objects.get().next_on > timezone.localdate()


def test_MA4_a_choice_without_room_is_passed_over(
    two: list[Match], amman_city: Organisation, stranger: Person
) -> None:
    first, second = two
    Window.objects.filter(pk=second.window_id).update(held=1)
    assert acts.decline(first, stranger, "cost") is None
    second.refresh_from_db()
    assert second.state == MatchState.SUGGESTED
    assert Unserved.objects.get().nearest == [second.window.offer.public_id]


@pytest.mark.parametrize("state", ["paused", "closed", "expired"])
def test_MA4_a_host_that_is_not_open_is_passed_over(two: list[Match], stranger: Person, state: str) -> None:
    first, second = two
    second.window.offer.__class__.objects.filter(pk=second.window.offer_id).update(state=state)
    assert acts.decline(first, stranger, "cost") is None


def test_a_declined_pair_is_never_proposed_again_in_any_window(
    two: list[Match], khiva_deputy: Person, stranger: Person
) -> None:
    first, second = two
    again = Match.objects.create(
        round=first.round, need=first.need, window=more_room(first.window.offer), rank=3, score=0.4, parts=[]
    )
    acts.decline(first, khiva_deputy, "theme")
    again.refresh_from_db()
    second.refresh_from_db()
    assert again.state == MatchState.LAPSED
    acts.decline(second, khiva_deputy, "theme")
    again.refresh_from_db()
    assert again.state == MatchState.LAPSED
    pairs = choices.declined_pairs([first.need_id])
    assert pairs == {(first.need_id, first.window.offer_id), (first.need_id, second.window.offer_id)}


def test_declining_after_both_accepted_frees_the_place_and_revives_the_next_choice(
    two: list[Match], khiva_deputy: Person, stranger: Person
) -> None:
    first, second = two
    accepted(first, khiva_deputy, stranger)
    second.refresh_from_db()
    assert second.state == MatchState.LAPSED  # it wants one host
    assert acts.decline(first, stranger, "room") == second
    window = Window.objects.select_related("offer").get(pk=first.window_id)
    second.refresh_from_db()
    assert (window.held, window.offer.state) == (0, OfferState.OPEN)
    assert (second.state, second.ended_for) == (MatchState.PROPOSED, "")


def test_declining_needs_a_reason_and_happens_once(two: list[Match], khiva_deputy: Person) -> None:
    first, _second = two
    with pytest.raises(NotPossible):
        acts.decline(first, khiva_deputy, "because")
    acts.decline(first, khiva_deputy, "theme")
    with pytest.raises(NotPossible):
        acts.decline(first, khiva_deputy, "theme")
    with pytest.raises(NotPossible):
        acts.accept(first, khiva_deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.filter(pk=first.pk).update(ended_for="")
