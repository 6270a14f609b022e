"""Who can be asked to review, and why others can't (rule PR1); answering, declining, conflicts, rounds."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.judging import deciding, reviewers, reviewing
from cityclusters.practices.judging import jobs as judging_jobs
from cityclusters.practices.models import Practice, Review
from cityclusters.practices.models.choices import State
from cityclusters.practices.tests import judged
from cityclusters.spaces.models import Space

Browser = Callable[[Person | None], Client]
DUE = timezone.localdate() + timedelta(days=14)


def _problems(practice: Practice, words: str = "") -> dict[str, str]:
    return {one.person.email or "": one.problem for one in reviewers.candidates(practice, words)}


@pytest.fixture
def screened(practice: Practice, second_officer: Person) -> Practice:
    return judged.screened(practice, second_officer)


def test_PR1_the_picker_offers_people_of_other_organisations_and_countries(
    screened: Practice, jordanian: Person, peruvian: Person, chinese: Person, bukhara_deputy: Person,
    newcomer: Person, khiva_city: Organisation, spaces: list[Space],
) -> None:  # fmt: skip
    own = judged.colleague("aide@khiva.example", khiva_city, spaces[0])
    assert set(_problems(screened)) == {p.email for p in (jordanian, peruvian, chinese, own)}
    assert {email for email, problem in _problems(screened).items() if not problem} == {
        jordanian.email, peruvian.email, chinese.email
    }  # fmt: skip
    assert "author's organisation" in _problems(screened, "aide")["aide@khiva.example"]
    assert "author's country" in _problems(screened, "bukhara")[bukhara_deputy.email or ""]
    assert "Holds no post" in _problems(screened, "newcomer")[newcomer.email or ""]
    assert "is the author" in _problems(screened, "deputy mayor of khiva")["deputy@khiva.example"]


def test_PR1_an_office_of_the_author_s_organisation_is_the_same_organisation(
    screened: Practice, khiva_city: Organisation, amman: Place, spaces: list[Space]
) -> None:
    """A liaison office abroad: another row, another country, the same actor."""
    office = Organisation.objects.create(
        names=make_texts("en", en="Khiva office"), kind="other", parent=khiva_city, place=amman
    )
    person = judged.colleague("office@khiva.example", office, spaces[0])
    assert "author's organisation" in _problems(screened)[person.email or ""]


@pytest.mark.parametrize("who", ["own", "country", "postless", "author", "pair"])
def test_PR1_the_act_refuses_whatever_the_page_showed(
    who: str, screened: Practice, second_officer: Person, khiva_city: Organisation, bukhara_deputy: Person,
    newcomer: Person, jordanian: Person, amman_city: Organisation,
) -> None:  # fmt: skip
    people = {
        "own": [judged.colleague("aide@khiva.example", khiva_city)],
        "country": [bukhara_deputy],
        "postless": [newcomer],
        "author": [screened.author],
        "pair": [jordanian, judged.colleague("second@amman.example", amman_city)],
    }[who]
    with pytest.raises(NotPossible):
        reviewing.ask(screened, second_officer, people, DUE)
    assert not Review.objects.exists()
    screened.refresh_from_db()
    assert screened.state == State.SCREENED


def test_PR1_the_country_of_the_person_counts_where_the_organisation_has_none(
    screened: Practice, programme: Organisation, spaces: list[Space], khiva: Place, amman: Place
) -> None:
    nobody_knows = judged.colleague("a@programme.example", programme, spaces[0])
    same = judged.colleague("b@programme.example", programme, spaces[0], place=khiva)
    other = judged.colleague("c@programme.example", programme, spaces[0], place=amman)
    problems = _problems(screened)
    assert "which country" in problems[nobody_knows.email or ""]
    assert "author's country" in problems[same.email or ""]
    assert problems[other.email or ""] == ""


def test_asking_moves_it_into_review_and_writes_letters(
    in_review: Practice, jordanian: Person, peruvian: Person
) -> None:
    assert in_review.state == State.IN_REVIEW
    letters = Letter.objects.filter(key__startswith="review_asked:")
    assert {letter.person for letter in letters} == {jordanian, peruvian}
    assert Entry.objects.filter(act="review.asked").count() == 2
    assert Letter.objects.filter(person=in_review.author, subject__contains="revue").exists() or (
        Letter.objects.filter(person=in_review.author).count() == 3
    )


def test_nobody_is_asked_twice_in_a_round(
    in_review: Practice, jordanian: Person, second_officer: Person
) -> None:
    with pytest.raises(NotPossible):
        reviewing.ask(in_review, second_officer, [jordanian], DUE)
    review = Review.objects.get(reviewer=jordanian)
    review.pk, review.public_id = None, "abcdefghjk"
    with pytest.raises(IntegrityError), transaction.atomic():
        review.save(force_insert=True)


def test_a_conflict_ends_the_review_and_somebody_else_is_asked(
    in_review: Practice, jordanian: Person, chinese: Person, second_officer: Person, as_person: Browser
) -> None:
    review = Review.objects.get(reviewer=jordanian)
    browser = as_person(jordanian)
    page = f"/reviews/{review.public_id}/"
    assert "Say in a few words" in browser.post(f"{page}answer/", {"answer": "conflict"}).content.decode()
    browser.post(f"{page}answer/", {"answer": "conflict", "words": "My sister works there"})
    review.refresh_from_db()
    assert (review.state, review.conflict) == (Review.State.DECLINED, "My sister works there")
    letter = Letter.objects.get(person=second_officer, key__startswith="review_declined:")
    assert "My sister works there" in letter.body
    assert "declared a conflict" in _problems(in_review, "reviewer")[jordanian.email or ""]
    reviewing.ask(in_review, second_officer, [chinese], DUE)
    assert in_review.reviews.filter(state__in=Review.LIVE).count() == 2
    with pytest.raises(NotPossible):
        judged.done(review)
    assert browser.get(in_review.get_absolute_url()).status_code == 404


def test_declining_needs_no_reason(in_review: Practice, jordanian: Person, as_person: Browser) -> None:
    review = Review.objects.get(reviewer=jordanian)
    as_person(jordanian).post(f"/reviews/{review.public_id}/answer/", {"answer": "decline"})
    review.refresh_from_db()
    assert review.state == Review.State.DECLINED


def test_a_taken_back_request_ends_with_a_letter(
    in_review: Practice, jordanian: Person, second_officer: Person, as_person: Browser
) -> None:
    review = Review.objects.get(reviewer=jordanian)
    url = f"/practices/{in_review.public_id}/reviewers/{review.public_id}/ending/"
    for _click in range(2):
        as_person(second_officer).post(url, {"reason": "No answer"})
    review.refresh_from_db()
    assert review.state == Review.State.ENDED
    assert Letter.objects.filter(person=jordanian, key__startswith="review_ended:").count() == 1


def test_reviewers_are_reminded_before_on_and_after_the_day(
    in_review: Practice, jordanian: Person, peruvian: Person
) -> None:
    old = timezone.now() - timedelta(days=30)
    Review.objects.update(asked_at=old)
    judging_jobs.remind_reviewers()
    assert not Letter.objects.filter(key__startswith="review_reminder:").exists()
    judged.done(Review.objects.get(reviewer=peruvian))
    Review.objects.update(due=timezone.localdate() - timedelta(days=1))
    for _minute in range(3):
        judging_jobs.remind_reviewers()
    letter = Letter.objects.get(key__startswith="review_reminder:")
    assert letter.person == jordanian
    assert "late" in letter.subject
    Review.objects.update(reminded_at=timezone.now() - timedelta(days=8))
    Review.objects.filter(reviewer=jordanian).update(due=timezone.localdate() - timedelta(days=7))
    judging_jobs.remind_reviewers()
    assert Review.objects.get(reviewer=jordanian).reminded_at.date() == timezone.localdate()  # type: ignore[union-attr]


def test_after_changes_the_same_reviewers_are_asked_again(
    in_review: Practice, second_officer: Person, jordanian: Person, peruvian: Person, as_person: Browser
) -> None:
    for review in in_review.reviews.all():
        judged.done(review)
    deciding.decide(in_review, second_officer, "changes", "Say what it cost.")
    judged.hand_in(in_review)
    browser = as_person(second_officer)
    page = f"/practices/{in_review.public_id}/screening/"
    assert "Ask the same reviewers again" in browser.get(page).content.decode()
    checks = {f"check_{key}": "on" for key in deciding.CHECKS}
    browser.post(page, {**checks, "outcome": "screened", "again": "on"})
    again = in_review.reviews.filter(round=2)
    assert {review.reviewer for review in again} == {jordanian, peruvian}
    assert Letter.objects.filter(person=jordanian, subject__contains="once more").exists()


def test_the_picker_searches_by_name_and_organisation(
    screened: Practice, second_officer: Person, peruvian: Person, chinese: Person, as_person: Browser
) -> None:
    browser = as_person(second_officer)
    page = f"/practices/{screened.public_id}/reviewers/"
    found = browser.get(page, {"q": "lima"}).content.decode()
    assert str(peruvian) in found
    assert "Municipality of Lima" in found
    assert str(chinese.public_id) not in found
    browser.post(f"{page}?q=lima", {"people": [peruvian.public_id], "due": DUE.isoformat()})
    assert Review.objects.get().reviewer == peruvian
    answer = browser.post(page, {"people": ["nonsense"], "due": "x"}).content.decode()
    assert "year-month-day" in answer
