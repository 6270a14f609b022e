"""The decision: by whom, with what, told to whom; two managers at once; no reviewer's name for the author."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.core.tests.together import together
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.practices.judging import deciding, reviewing
from cityclusters.practices.models import CallManager, Decision, Practice, Review, StateChange
from cityclusters.practices.models.choices import State
from cityclusters.practices.tests import judged

Browser = Callable[[Person | None], Client]
TRIALS = 8


@pytest.fixture
def reviewed(in_review: Practice) -> Practice:
    """Both reviews are there."""
    for review in in_review.reviews.order_by("pk"):
        judged.done(review)
    return in_review


def test_PR1_accepting_needs_two_reviews(in_review: Practice, second_officer: Person) -> None:
    for number in range(2):
        with pytest.raises(NotPossible):
            deciding.decide(in_review, second_officer, "accept", "Well told.", "good")
        judged.done(in_review.reviews.order_by("pk")[number])
    made = deciding.decide(in_review, second_officer, "accept", "Well told.", "promising")
    in_review.refresh_from_db()
    assert (in_review.state, in_review.level, made.level) == (State.ACCEPTED, "promising", "promising")


def test_PR1_a_review_with_a_conflict_does_not_count(reviewed: Practice, second_officer: Person) -> None:
    reviewing.declare_conflict(reviewed.reviews.order_by("pk")[0], "I sold them the taps")
    with pytest.raises(NotPossible):
        deciding.decide(reviewed, second_officer, "accept", "Well told.", "good")


def test_PR1_reviews_of_the_round_before_do_not_count(
    reviewed: Practice, second_officer: Person, jordanian: Person
) -> None:
    deciding.decide(reviewed, second_officer, "changes", "Say what it cost.")
    judged.screened(reviewed, second_officer)
    made = reviewing.ask(reviewed, second_officer, [jordanian], reviewing.first_due())
    judged.done(made[0])
    with pytest.raises(NotPossible):
        deciding.decide(reviewed, second_officer, "accept", "Well told.", "good")


@pytest.mark.parametrize("change", ["owner", "country", "same organisation"])
def test_PR1_is_looked_at_again_when_it_is_accepted(
    change: str, reviewed: Practice, second_officer: Person, amman_city: Organisation
) -> None:
    """What was independent when it was asked may not be so any more."""
    if change == "owner":
        Practice.objects.filter(pk=reviewed.pk).update(organisation=amman_city)
    elif change == "country":
        reviewed.more_places.add(amman_city.place)  # type: ignore[arg-type]
    else:
        Review.objects.update(organisation=amman_city)
    with pytest.raises(NotPossible):
        deciding.decide(reviewed, second_officer, "accept", "Well told.", "good")


def test_PR3_accepting_needs_a_level(reviewed: Practice, second_officer: Person, as_person: Browser) -> None:
    with pytest.raises(NotPossible):
        deciding.decide(reviewed, second_officer, "accept", "Well told.", "")
    page = f"/practices/{reviewed.public_id}/decision/"
    answer = as_person(second_officer).post(page, {"kind": "accept", "reasons": "Well told."})
    assert "Choose the level." in answer.content.decode()
    assert "Well told." in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("kind", ["accept", "changes", "reject"])
def test_every_decision_has_reasons_a_line_and_letters(
    kind: str, reviewed: Practice, second_officer: Person, jordanian: Person, reads_english: Person,
    as_person: Browser,
) -> None:  # fmt: skip
    page = f"/practices/{reviewed.public_id}/decision/"
    browser = as_person(second_officer)
    assert "field" in browser.post(page, {"kind": kind, "level": "good", "reasons": " "}).content.decode()
    assert not Decision.objects.exists()
    browser.post(page, {"kind": kind, "level": "lesson", "reasons": "Because it is so."})
    after = {"accept": "accepted", "changes": "changes", "reject": "rejected"}[kind]
    reviewed.refresh_from_db()
    assert reviewed.state == after
    assert Entry.objects.filter(act=f"practice.{after}", actor=second_officer).count() == 1
    change = StateChange.objects.get(after=after)
    letter = Letter.objects.get(key=f"practice:{reviewed.public_id}:{change.pk}")
    assert letter.person == reviewed.author
    assert "Because it is so." in letter.body
    assert letter.body.count("Good work, says") == 2
    assert str(jordanian) not in letter.body
    told = Letter.objects.filter(key__startswith="review_decided:")
    assert told.count() == 2
    assert all("Because it is so." in one.body for one in told)


def test_open_reviews_end_with_the_decision(
    in_review: Practice, second_officer: Person, jordanian: Person
) -> None:
    deciding.decide(in_review, second_officer, "reject", "Not on the theme after all.")
    assert set(in_review.reviews.values_list("state", flat=True)) == {Review.State.ENDED}
    assert Letter.objects.filter(person=jordanian, key__startswith="review_ended:").exists()
    with pytest.raises(NotPossible):
        reviewing.accept(Review.objects.get(reviewer=jordanian))


@pytest.mark.parametrize("who", ["author", "reviewer", "colleague", "newcomer"])
def test_nobody_decides_on_her_own(
    who: str, reviewed: Practice, officer: Person, jordanian: Person, khiva_city: Organisation,
    newcomer: Person, as_person: Browser,
) -> None:  # fmt: skip
    """Neither the author, nor a reviewer, nor somebody of the author's organisation, manager or not."""
    person = {"author": reviewed.author, "reviewer": jordanian, "newcomer": newcomer}.get(who, officer)
    if who != "newcomer":
        assert reviewed.call is not None
        CallManager.objects.get_or_create(call=reviewed.call, person=person)
    if who == "colleague":
        Mandate.objects.create(person=officer, organisation=khiva_city, post="Adviser", state="confirmed")
    with pytest.raises(NotPossible):
        deciding.decide(reviewed, person, "reject", "No.")
    answer = as_person(person).post(
        f"/practices/{reviewed.public_id}/decision/", {"kind": "reject", "reasons": "No."}
    )
    assert answer.status_code in ({200} if who == "reviewer" else {403, 404})
    assert not Decision.objects.exists()


def test_the_author_never_reads_a_reviewer_s_name(
    reviewed: Practice, second_officer: Person, jordanian: Person, peruvian: Person, reads_english: Person,
    as_person: Browser,
) -> None:  # fmt: skip
    review = reviewed.reviews.get(reviewer=jordanian)
    as_person(jordanian).post(f"/reviews/{review.public_id}/question/", {"text": "Who paid for the soap?"})
    deciding.decide(reviewed, second_officer, "changes", "Say what it cost.")
    browser = as_person(reviewed.author)
    start = f"/practices/{reviewed.public_id}/"
    pages = [f"{start}answers/", f"{start}writing/", start, "/my-work/"]
    texts = [browser.get(page).content.decode() for page in pages]
    texts += [letter.body + letter.subject for letter in Letter.objects.filter(person=reviewed.author)]
    assert "Good work, says" in texts[0]
    assert "Who paid for the soap?" in texts[0]
    for person in (jordanian, peruvian):
        for secret in (str(person), person.email or "", person.public_id):
            assert not any(secret in text for text in texts)
    for private in ("decision/", "reviewers/", "screening/"):
        assert browser.get(f"{start}{private}").status_code == 403
    assert browser.get(review.get_absolute_url()).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_managers_decide_at_once_and_one_decision_stands(
    officer: Person, second_officer: Person, khiva_deputy: Person, khiva_city: Organisation,
    jordanian: Person, peruvian: Person,
) -> None:  # fmt: skip
    assert khiva_city.place is not None
    for trial in range(TRIALS):
        practice = judged.write(khiva_deputy, khiva_city.place, title=f"Practice {trial}")
        judged.screened(practice, officer)
        for review in reviewing.ask(practice, officer, [jordanian, peruvian], reviewing.first_due()):
            judged.done(review)
        wishes = [
            (officer, "accept"),
            (second_officer, "reject"),
            (officer, "accept"),
            (second_officer, "changes"),
        ]
        faults = together(
            *(
                partial(deciding.decide, Practice.objects.get(pk=practice.pk), by, kind, "Because.", "good")
                for by, kind in wishes
            )
        )
        assert [type(fault) for fault in faults] == [NotPossible] * 3
        assert practice.decisions.count() == 1
        ends = StateChange.objects.filter(practice=practice, after__in=["accepted", "changes", "rejected"])
        assert ends.count() == 1


@pytest.mark.django_db(transaction=True)
def test_accepting_while_a_conflict_is_declared(
    officer: Person, khiva_deputy: Person, khiva_city: Organisation, jordanian: Person, peruvian: Person
) -> None:
    """Whichever comes first: an accepted practice always has two reviews without a conflict (PR1)."""
    assert khiva_city.place is not None
    for trial in range(TRIALS):
        practice = judged.write(khiva_deputy, khiva_city.place, title=f"Practice {trial}")
        judged.screened(practice, officer)
        reviews = reviewing.ask(practice, officer, [jordanian, peruvian], reviewing.first_due())
        for review in reviews:
            judged.done(review)
        own = Practice.objects.get(pk=practice.pk)
        last = Review.objects.get(pk=reviews[1].pk)
        faults = together(
            partial(deciding.decide, own, officer, "accept", "Yes.", "good"),
            partial(reviewing.declare_conflict, last, "Late"),
        )
        assert {type(fault) for fault in faults} <= {NotPossible}
        practice.refresh_from_db()
        clean = practice.reviews.filter(state="done", no_conflict=True).count()
        assert (practice.state == State.ACCEPTED) == (clean == 2)
