"""Writing a review: scores, drafts, questions to the author, handing in, and what is kept of the reviewer."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Draft, Entry, Letter
from cityclusters.people.models import Person
from cityclusters.practices.judging import criteria, deciding, dialogue, reviewing
from cityclusters.practices.judging import own_data as judging_own_data
from cityclusters.practices.models import Practice, Review
from cityclusters.practices.tests import judged

Browser = Callable[[Person | None], Client]
FULL = {f"score_{key}": "4" for key in criteria.STANDARD}
TEXTS = {"advice": "changes", "level": "promising", "to_author": "Say what it cost.", "to_managers": "Thin."}


def _page(review: Review) -> str:
    return f"/reviews/{review.public_id}/"


def test_the_reviewer_says_yes_without_a_conflict(
    in_review: Practice, jordanian: Person, as_person: Browser
) -> None:
    asked = in_review.reviews.get(reviewer=jordanian)
    browser = as_person(jordanian)
    page = browser.get(_page(asked)).content.decode()
    assert "Can you review it?" in page
    assert "What is told under done." in page
    assert "Hand the review in" not in page
    assert "Choose a score" not in browser.post(f"{_page(asked)}answer/", {}).content.decode()
    browser.post(f"{_page(asked)}answer/", {"answer": "accept"})
    asked.refresh_from_db()
    assert (asked.state, asked.no_conflict) == (Review.State.ACCEPTED, True)
    assert "Hand the review in" in browser.get(_page(asked)).content.decode()


def test_it_is_handed_in_with_all_scores(
    review: Review, jordanian: Person, second_officer: Person, as_person: Browser
) -> None:
    browser = as_person(jordanian)
    page = browser.post(_page(review), {**FULL, **TEXTS, "score_clear": ""}).content.decode()
    assert "Choose a score." in page
    assert "Say what it cost." in page
    for _click in range(2):
        browser.post(_page(review), {**FULL, **TEXTS})
    review.refresh_from_db()
    assert review.state == Review.State.DONE
    assert review.scores == dict.fromkeys(criteria.STANDARD, 4)
    assert Entry.objects.filter(act="review.done", actor=jordanian).count() == 2
    shown = as_person(second_officer).get(f"/practices/{review.practice.public_id}/decision/")
    assert "Say what it cost." in shown.content.decode()


@pytest.mark.parametrize("scores", [{}, {"clear": 4}, dict.fromkeys(criteria.STANDARD, 6)])
def test_the_act_refuses_missing_and_impossible_scores(scores: dict[str, int], review: Review) -> None:
    with pytest.raises(NotPossible):
        reviewing.hand_in(review, scores, **TEXTS)
    review.refresh_from_db()
    assert review.state == Review.State.ACCEPTED


def test_the_database_keeps_no_review_with_a_conflict_as_done(review: Review) -> None:
    for wrong in ({"no_conflict": False}, {"conflict": "My sister"}, {"advice": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**{"state": "done", "advice": "accept", **wrong})


def test_what_is_typed_is_kept_as_a_draft(review: Review, jordanian: Person, as_person: Browser) -> None:
    browser = as_person(jordanian)
    key = f"review-{review.public_id}"
    typed = {"to_author": "Half a thought", "score_clear": "2"}
    assert browser.post(f"/drafts/{key}/", typed).status_code in {200, 302}
    page = browser.get(_page(review)).content.decode()
    assert "Half a thought" in page
    browser.post(_page(review), {**FULL, **TEXTS})
    assert not Draft.objects.filter(form=key).exists()


def test_managers_hear_when_two_reviews_are_there(
    in_review: Practice, second_officer: Person, jordanian: Person
) -> None:
    first, second = in_review.reviews.order_by("pk")
    judged.done(first)
    assert not Letter.objects.filter(key__startswith="reviews_complete:").exists()
    judged.done(second)
    judged.done(second)
    assert Letter.objects.get(key__startswith="reviews_complete:").person == second_officer


def test_questions_go_to_the_author_and_answers_come_back(
    review: Review, jordanian: Person, peruvian: Person, reads_english: Person, as_person: Browser
) -> None:
    author = review.practice.author
    as_person(jordanian).post(
        f"{_page(review)}question/", {"text": "Who paid for the soap?", "section": "budget"}
    )
    question = review.messages.get()
    letter = Letter.objects.get(person=author, key=f"practice-question:{question.pk}")
    assert "Who paid for the soap?" in letter.body
    assert str(jordanian) not in letter.body
    page = f"/practices/{review.practice.public_id}/answers/"
    browser = as_person(author)
    assert "Who paid for the soap?" in browser.get(page).content.decode()
    browser.post(f"{page}{question.pk}/", {"text": "The traders."})
    answered = Letter.objects.get(person=jordanian, key__startswith="practice-answer:")
    assert "The traders." in answered.body
    assert "The traders." in as_person(jordanian).get(_page(review)).content.decode()
    other = review.practice.reviews.get(reviewer=peruvian)
    assert "Who paid for the soap?" not in as_person(peruvian).get(_page(other)).content.decode()
    assert as_person(peruvian).post(f"{page}{question.pk}/", {"text": "x"}).status_code == 403
    assert browser.post(f"{page}999999/", {"text": "x"}).status_code == 404


def test_nobody_asks_or_hands_in_after_the_decision(
    review: Review, second_officer: Person, jordanian: Person, as_person: Browser
) -> None:
    deciding.decide(review.practice, second_officer, "reject", "Not ours.")
    browser = as_person(jordanian)
    assert "no longer needed" in browser.get(_page(review)).content.decode()
    browser.post(_page(review), {**FULL, **TEXTS})
    assert browser.post(f"{_page(review)}question/", {"text": "Why?"}).status_code == 404
    review.refresh_from_db()
    assert review.state == Review.State.ENDED
    with pytest.raises(NotPossible):
        dialogue.ask(review.practice, second_officer, "Why?")


def test_a_review_is_the_reviewer_s_alone(
    review: Review, second_officer: Person, peruvian: Person, as_person: Browser
) -> None:
    for person in (second_officer, peruvian, review.practice.author):
        assert as_person(person).get(_page(review)).status_code == 404
        assert as_person(person).post(f"{_page(review)}conflict/", {"words": "x"}).status_code == 404
    assert as_person(None).get(_page(review)).status_code == 302


def test_own_data_has_her_reviews_and_erasing_takes_her_words(review: Review, jordanian: Person) -> None:
    judged.done(review, to_managers="Thin.")
    message = dialogue.ask(review.practice, jordanian, "Who paid?", review=review)
    tables = judging_own_data.collect(jordanian)
    assert tables["reviews"][0]["to_managers"] == "Thin."
    assert tables["messages_about_practices"][0]["text"] == "Who paid?"
    judging_own_data.erase(jordanian)
    review.refresh_from_db()
    message.refresh_from_db()
    assert (review.to_author, review.to_managers, message.text, message.author) == ("", "", "", None)
    assert (review.state, review.scores["clear"]) == (Review.State.DONE, 4)


def test_erasing_ends_open_reviews_and_keeps_that_there_was_a_conflict(
    review: Review, in_review: Practice, jordanian: Person, peruvian: Person
) -> None:
    other = in_review.reviews.get(reviewer=peruvian)
    reviewing.declare_conflict(other, "My sister works there")
    for person in (jordanian, peruvian):
        judging_own_data.erase(person)
    review.refresh_from_db()
    other.refresh_from_db()
    assert review.state == Review.State.ENDED
    assert (other.state, other.conflict) == (Review.State.DECLINED, "–")
