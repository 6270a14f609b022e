"""What a reader of a round could take for a contradiction, and what the pages say so that she does not."""

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.people.models import Person
from cityclusters.support.models import Choice, Match, Outcome
from cityclusters.support.rounds import acts, publishing
from cityclusters.support.rounds.publishing import publish
from cityclusters.support.tests import making_rounds as making


@pytest.fixture
def broker(officer: Person, as_person: making.SignIn) -> Client:
    return as_person(officer)


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_who_has_said_yes_is_not_said_to_be_set_by_an_officer(officer: Person, broker: Client) -> None:
    subject = making.theme()
    host = making.city("Nanjing", "CN")
    making.window(making.offer(host, subject), 1)
    need = making.need(making.city("Khiva", "UZ"), subject, wishes=["CN"])
    other = making.window(making.offer(making.city("Yichun", "CN"), subject), 1)
    round_ = making.round_of(officer)
    Match.objects.create(need=need, window=other, score=0.5, state="accepted_by_one")
    run = making.calculated(round_, officer)
    choice = Choice.objects.get(run=run, rank=1)
    assert (choice.window, choice.flags) == (other, ["kept", "half"])
    text = _text(broker, f"/rounds/{round_.public_id}/runs/1/needs/{need.public_id}/")
    assert "one side has accepted" in text
    assert "set by an officer" not in text
    assert "One side has accepted the proposed host already; the two stay together." in text
    acts.say(round_, officer, need, other.offer, "pin", "The mayors have met.")
    making.calculated(round_, officer)
    text = _text(broker, f"/rounds/{round_.public_id}/runs/2/needs/{need.public_id}/")
    assert "The mayors have met." in text
    assert "one side has accepted" in text


def test_what_one_side_accepted_comes_before_what_an_officer_sets(officer: Person) -> None:
    subject = making.theme()
    window = making.window(making.offer(making.city("Nanjing", "CN"), subject), 1)
    early = making.need(making.city("Khiva", "UZ"), subject)
    late = making.need(making.city("Urgench", "UZ"), subject, wishes=["CN"], urgency="urgent")
    round_ = making.round_of(officer)
    Match.objects.create(need=early, window=window, score=0.1, state="accepted_by_one")
    acts.say(round_, officer, late, window.offer, "pin", "They have waited for long.")
    run = making.calculated(round_, officer)
    assert Choice.objects.get(run=run, rank=1).need == early
    assert [line["code"] for line in run.answer["not_held"]] == ["full"]


def test_places_that_were_accepted_before_are_told_beside_the_guests(officer: Person, broker: Client) -> None:
    subject, host = making.theme(), making.city("Nanjing", "CN")
    window = making.window(making.offer(host, subject), 2, held=1)
    for name in ("Khiva", "Bukhara"):
        making.need(making.city(name, "UZ"), subject, wishes=[host])
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    waits = Outcome.objects.get(run=run, got=0)
    text = _text(broker, f"/rounds/{round_.public_id}/runs/1/needs/{waits.need.public_id}/")
    assert "All its 2 places go to other cities. 1 place is kept for a city that accepted it before." in text
    hosts = _text(broker, f"/rounds/{round_.public_id}/runs/1/hosts/")
    assert "1 of 2" in hosts
    assert window.left == 1


def test_a_published_round_leads_to_the_answers_of_both_sides(officer: Person, broker: Client) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Nanjing", "CN"), subject), 1)
    need = making.need(making.city("Khiva", "UZ"), subject)
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    address = f"/rounds/{round_.public_id}/"
    assert "Answers of both sides" not in _text(broker, f"{address}runs/1/")
    publish(round_, officer, run)
    match = Match.objects.get()
    answers = f'href="/matches/all/?round={round_.public_id}"'
    assert answers in _text(broker, address)
    assert "of 1 needs with a host when it was published" in _text(broker, address)
    listed = _text(broker, f"{address}runs/1/")
    assert answers in listed
    assert "Proposed to both" in listed
    assert f'href="/matches/{match.public_id}/"' in _text(broker, f"{address}runs/1/needs/{need.public_id}/")
    assert str(match.public_id) in _text(broker, f"/matches/all/?round={round_.public_id}")


def test_a_further_choice_that_was_never_proposed_is_not_among_my_matches(
    officer: Person, as_person: making.SignIn
) -> None:
    subject = making.theme()
    city = making.city("Khiva", "UZ")
    need = making.need(city, subject)
    for name, day in (("Nanjing", timezone.now()), ("Yichun", None)):
        window = making.window(making.offer(making.city(name, "CN"), subject), 1)
        Match.objects.create(need=need, window=window, score=0.5, state="lapsed", proposed_at=day)
    browser = as_person(making.focal(city, officer, "deputy@khiva.example"))
    listed = _text(browser, "/matches/")
    assert "City of Nanjing" in listed
    assert "City of Yichun" not in listed
    proposed = Match.objects.get(proposed_at__isnull=False)
    page = _text(browser, f"/matches/{proposed.public_id}/")
    assert "Proposed on" in page
    assert "Answer by" not in page


def test_publishing_says_how_many_proposals_both_sides_know_already(officer: Person, broker: Client) -> None:
    subject = making.theme()
    window = making.window(making.offer(making.city("Nanjing", "CN"), subject), 3)
    now = timezone.now()
    settled = making.need(making.city("Urgut", "UZ"), subject, state="accepted")
    Match.objects.create(
        need=settled, window=window, score=0.5, state="accepted_by_both",
        proposed_at=now, need_accepted_at=now, host_accepted_at=now,
    )  # fmt: skip
    window.held = 1
    window.save(update_fields=["held"])
    told = making.need(making.city("Khiva", "UZ"), subject)
    making.need(making.city("Bukhara", "UZ"), subject)
    Match.objects.create(need=told, window=window, score=0.5, state="proposed", proposed_at=now)
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    post = publishing.post(run)
    assert (post.proposals, post.before) == (2, 1)
    assert "known to both sides since an earlier round" in _text(
        broker, f"/rounds/{round_.public_id}/publication/"
    )
    hosts = _text(broker, f"/rounds/{round_.public_id}/runs/1/hosts/")
    assert "2 of 3" in hosts
    assert "1 accepted before" in hosts
    assert "What if more?" in hosts


def test_a_trial_that_moves_nobody_says_why(officer: Person, broker: Client) -> None:
    subject = making.theme()
    window = making.window(making.offer(making.city("Nanjing", "CN"), subject), 1)
    making.need(making.city("Khiva", "UZ"), subject)
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    trial = making.calculated(round_, officer, {"places": {window.public_id: 2}})
    text = _text(broker, trial.get_absolute_url())
    assert "Nobody gets anything else." in text
    assert "counts 15 points more" in text
    free = making.calculated(round_, officer, {"places": {window.public_id: 2}, "rules": {"stability": 0.0}})
    assert "points more" not in _text(broker, free.get_absolute_url())
