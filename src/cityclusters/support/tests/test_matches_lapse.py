"""Proposals that nobody answers end by themselves, after letters seven and two days before; the next choice
follows, or a reason and a date (MA4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import acts, jobs
from cityclusters.support.models import Match, Unserved, Window
from cityclusters.support.models.choices import MatchState
from cityclusters.support.tests.making_matches import choices_of, need_of, round_by, window_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(
    khiva_city: Organisation, amman_city: Organisation, bukhara_city: Organisation, officer: Person,
    khiva_deputy: Person, stranger: Person, bukhara_deputy: Person,
) -> list[Match]:  # fmt: skip
    return choices_of(
        round_by(officer), need_of(khiva_city), [window_of(amman_city), window_of(bukhara_city)]
    )


def _days_left(match: Match, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    Match.objects.filter(pk=match.pk).update(
        answer_by=day, proposed_at=timezone.now() - timedelta(days=30), reminded_on=None
    )


def _reminded() -> set[tuple[int, str]]:
    rows = Letter.objects.filter(key__contains=":remind:")
    return {(row.person_id or 0, row.key.split(":")[4]) for row in rows}


def test_who_has_not_answered_is_asked_seven_and_two_days_before(
    two: list[Match], khiva_deputy: Person, stranger: Person
) -> None:
    first = two[0]
    _days_left(first, 8)
    jobs.remind()
    assert _reminded() == set()
    _days_left(first, 6)
    acts.accept(first, khiva_deputy)
    jobs.remind()
    jobs.remind()
    assert _reminded() == {(stranger.pk, "7")}
    _days_left(first, 1)
    jobs.remind()
    assert _reminded() == {(stranger.pk, "7"), (stranger.pk, "2")}


def test_MA4_an_unanswered_proposal_lapses_and_the_next_one_follows(
    two: list[Match], khiva_deputy: Person, stranger: Person
) -> None:
    first, second = two
    _days_left(first, 0)
    jobs.lapse()
    first.refresh_from_db()
    assert first.state == MatchState.PROPOSED  # the last day counts
    _days_left(first, -1)
    jobs.lapse()
    jobs.lapse()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.ended_for, second.state) == (MatchState.LAPSED, "", MatchState.PROPOSED)
    _days_left(second, -1)
    jobs.lapse()
    assert Unserved.objects.get().code == "lapsed"
    assert {row.person for row in Letter.objects.filter(key__contains=f"{first.public_id}:lapsed")} == {
        khiva_deputy,
        stranger,
    }


def test_nobody_waits_for_a_host_without_a_place(two: list[Match]) -> None:
    first, second = two
    Window.objects.filter(pk=first.window_id).update(held=1)
    jobs.move_on()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.ended_for, second.state) == (MatchState.LAPSED, "room", MatchState.PROPOSED)


def test_a_host_that_pauses_keeps_its_proposals(two: list[Match]) -> None:
    offer = two[0].window.offer
    type(offer).objects.filter(pk=offer.pk).update(state="paused")
    jobs.move_on()
    two[0].refresh_from_db()
    assert two[0].state == MatchState.PROPOSED
    type(offer).objects.filter(pk=offer.pk).update(state="closed")
    jobs.move_on()
    two[0].refresh_from_db()
    assert two[0].state == MatchState.LAPSED
