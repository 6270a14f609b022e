"""Publishing a round: once, to both sides, with a reason and a day for who is left without a host."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.tests.together import together
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person
from cityclusters.support.models import Match, Need, Offer, Round, Run, Unserved
from cityclusters.support.rounds import acts, publishing
from cityclusters.support.tests import making_rounds as making


@pytest.fixture
def published(db: None, officer: Person) -> tuple[making.T04, Round]:
    season = making.t04()
    round_ = making.round_of(officer)
    publishing.publish(round_, officer, making.calculated(round_, officer))
    return season, Round.objects.get(pk=round_.pk)


def test_first_choices_are_proposed_and_the_others_wait(published: tuple[making.T04, Round]) -> None:
    _season, round_ = published
    first = Match.objects.filter(round=round_, rank=1)
    assert {match.state for match in first} == {"proposed"}
    assert first.count() == 23
    assert all(match.answer_by and match.proposed_at for match in first)
    assert {match.state for match in Match.objects.filter(round=round_, rank__gt=1)} <= {"suggested"}
    assert round_.state == "published"
    assert Need.objects.filter(state="proposed").count() == 23


def test_MA7_the_parts_of_a_match_add_up_to_its_score(published: tuple[making.T04, Round]) -> None:
    for match in Match.objects.filter(round=published[1]):
        assert sum(value for _name, value in match.parts) == pytest.approx(match.score, abs=1e-9)


def test_MA4_each_unserved_need_has_a_reason_and_a_day(published: tuple[making.T04, Round]) -> None:
    rows = Unserved.objects.filter(round=published[1])
    assert rows.count() == 12
    assert all(row.code and row.next_on > timezone.localdate() for row in rows)
    waiting = [row for row in rows if row.need in published[0].asking]
    assert all(row.nearest for row in waiting)
    assert set(waiting[0].nearest) <= set(Offer.objects.values_list("public_id", flat=True))


def test_a_round_is_published_once(published: tuple[making.T04, Round], officer: Person) -> None:
    matches = Match.objects.count()
    with pytest.raises(NotPossible):
        publishing.publish(published[1], officer, Run.objects.get(published_at__isnull=False))
    with pytest.raises(NotPossible):
        acts.start(published[1], officer)
    assert Match.objects.count() == matches


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_publish_once(officer: Person, second_officer: Person) -> None:
    subject = making.theme()
    host, guest = making.city("Host", "CN"), making.city("Guest", "UZ")
    making.window(making.offer(host, subject), 1)
    making.need(guest, subject)
    for number, city in enumerate((host, guest)):
        making.focal(city, officer, f"deputy{number}@city.example")
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    letters = Letter.objects.count()

    def press(person: Person) -> None:
        publishing.publish(Round.objects.get(pk=round_.pk), person, Run.objects.get(pk=run.pk))

    faults = together(*[lambda: press(officer), lambda: press(second_officer)] * 4)
    assert [type(fault) for fault in faults] == [NotPossible] * 7
    assert Match.objects.filter(rank=1).count() == 1
    assert Letter.objects.count() == letters + 2
    assert Entry.objects.filter(act="round.published").count() == 1
    connection.close()


def test_a_trial_or_an_older_run_is_not_published(officer: Person) -> None:
    subject = making.theme()
    window = making.window(making.offer(making.city("Host", "CN"), subject), 1)
    making.need(making.city("Guest", "UZ"), subject)
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    trial = making.calculated(round_, officer, {"places": {window.public_id: 2}})
    later = making.calculated(round_, officer)
    for wrong in (run, trial):
        with pytest.raises(NotPossible):
            publishing.publish(round_, officer, wrong)
    publishing.publish(round_, officer, later)
    assert Match.objects.get(rank=1).run == later


def test_MA1_what_has_no_place_any_more_is_not_proposed(officer: Person) -> None:
    subject = making.theme()
    offer = making.offer(making.city("Host", "CN"), subject)
    window = making.window(offer, 1)
    making.need(making.city("Guest", "UZ"), subject)
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    window.held = 1
    window.save()
    with pytest.raises(NotPossible, match="Calculate again"):
        publishing.publish(round_, officer, run)
    window.held = 0
    window.save()
    Offer.objects.update(state="paused")
    with pytest.raises(NotPossible, match="Calculate again"):
        publishing.publish(round_, officer, run)
    assert not Match.objects.exists()


def test_a_need_withdrawn_since_the_run_is_left_out(officer: Person) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Host", "CN"), subject), 2)
    stays = making.need(making.city("Stays", "UZ"), subject)
    goes = making.need(making.city("Goes", "UZ"), subject)
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    Need.objects.filter(pk=goes.pk).update(state="withdrawn")
    publishing.publish(round_, officer, run)
    assert list(Match.objects.values_list("need", flat=True)) == [stays.pk]


def test_a_later_round_keeps_what_waits_and_never_repeats_what_was_declined(officer: Person) -> None:
    subject = making.theme()
    offers = [making.offer(making.city(f"Host {number}", "CN"), subject) for number in range(3)]
    for offer in offers:
        making.window(offer, 1)
    needs = [making.need(making.city(f"City {number}", "UZ"), subject) for number in range(2)]
    round_ = making.round_of(officer)
    publishing.publish(round_, officer, making.calculated(round_, officer))
    kept = Match.objects.get(need=needs[0], rank=1)
    gone = Match.objects.get(need=needs[1], rank=1)
    Match.objects.filter(pk=gone.pk).update(state="declined", ended_for="theme", ended_at=timezone.now())
    later = making.round_of(officer, title="Later")
    run = making.calculated(later, officer)
    publishing.publish(later, officer, run)
    now = Match.objects.get(need=needs[0], rank=1, state="proposed")
    assert (now.pk, now.window, now.round) == (kept.pk, kept.window, later)
    found = Match.objects.filter(need=needs[1], round=later)
    assert found.filter(rank=1, state="proposed").count() == 1
    assert gone.window.offer_id not in found.values_list("window__offer", flat=True)


def test_accepted_places_count_and_stay(officer: Person) -> None:
    subject = making.theme()
    window = making.window(making.offer(making.city("Host", "CN"), subject), 1)
    other = making.window(making.offer(making.city("Other", "CN"), subject), 1)
    need = making.need(making.city("Two", "UZ"), subject, wants=2)
    now = timezone.now()
    Match.objects.create(
        need=need, window=window, score=0.4, state="accepted_by_both", need_accepted_at=now,
        host_accepted_at=now,
    )  # fmt: skip
    window.held = 1
    window.save()
    making.need(making.city("One", "UZ"), subject)
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    publishing.publish(round_, officer, run)
    assert Match.objects.filter(window=window).count() == 1
    assert Match.objects.filter(window=other, state="proposed").count() == 1


def test_offers_that_are_not_confirmed_since_the_opening_take_no_part(officer: Person) -> None:
    subject = making.theme()
    offer = making.offer(making.city("Host", "CN"), subject)
    making.window(offer, 1)
    making.need(making.city("Guest", "UZ"), subject)
    round_ = making.round_of(officer)
    Offer.objects.filter(pk=offer.pk).update(confirmed_at=round_.opened_at - timedelta(minutes=1))
    run = making.calculated(round_, officer)
    assert (run.served, run.needs) == (0, 1)
