"""Reviews: asked, accepted, declined, handed in; every act locks the practice, one after the other."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices.judging import criteria
from cityclusters.practices.judging.reviewers import (
    WANTED,
    Candidate,
    concern,
    independent,
    judged,
    round_of,
    with_another,
)
from cityclusters.practices.models import Call, Practice, Review
from cityclusters.practices.models.choices import State
from cityclusters.practices.moves import move


def page(review: Review) -> str:
    """The full address of the reviewer's page."""
    return letters.absolute(review.get_absolute_url())


def tell(review: Review, template: str, person: Person | None, *more: object, **context: Any) -> None:
    """Writes a letter about the review; `more` sets it apart from others of its kind."""
    key = ":".join([template, review.public_id, *map(str, more)])
    known = {"review": review, "practice": review.practice, "page": page(review)}
    letters.write(key, person, f"practices/mail/{template}", {**known, **context})


def first_due() -> date:
    """The day that a manager is offered for a review."""
    return timezone.localdate() + timedelta(days=settings.REVIEW_DAYS)


@transaction.atomic
def ask(practice: Practice, by: Person, people: Sequence[Person], due: date) -> list[Review]:
    """Asks people to review it in the round that runs; each gets a letter.

    Raises NotPossible, and asks nobody, where the state does not allow it or one of them is not independent
    (rule PR1)."""
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    if row.state not in (State.SCREENED, State.IN_REVIEW):
        raise NotPossible(_("Reviewers are asked after the screening and before the decision."))
    if due < timezone.localdate():
        raise NotPossible(_("The day must be still to come."))
    number, known, made = round_of(row), concern(row), []
    for person in people:
        one = judged(known, row, [person])[0]
        if one.problem or one.organisation is None:
            words = _("%(name)s can't be asked. %(problem)s")
            raise NotPossible(words % {"name": person, "problem": one.problem})
        made.append(_ask_one(row, by, one, due, number))
        known = with_another(known, one.organisation.pk)
    if made and row.state == State.SCREENED:
        move(row, State.IN_REVIEW, by)
    practice.refresh_from_db(fields=["state"])
    return made


def _ask_one(practice: Practice, by: Person, one: Candidate, due: date, number: int) -> Review:
    assert one.organisation is not None  # a candidate without one has a problem
    review = Review.objects.create(
        practice=practice, round=number, reviewer=one.person, organisation=one.organisation,
        country=one.country, asked_by=by, due=due,
    )  # fmt: skip
    record(by, "review.asked", review, organisation=practice.organisation, round=number)
    tell(review, "review_asked", one.person, again=number > 1)
    return review


def before(practice: Practice) -> list[Person]:
    """Who reviewed it in the round before: they are asked again by default."""
    rows = practice.reviews.filter(round=round_of(practice) - 1, state=Review.State.DONE)
    return [row.reviewer for row in rows.select_related("reviewer__place").order_by("pk")]


# -- the reviewer's acts -------------------------------------------------------------------------------


def _mine(review: Review, *states: str) -> Review:
    """The review as it is now, its call and practice locked first. Raises NotPossible in any other state, or
    when its round is over."""
    call = Practice.objects.values_list("call", flat=True).get(pk=review.practice_id)
    if call:
        Call.objects.select_for_update().get(pk=call)  # its criteria can't change meanwhile
    practice = Practice.objects.select_for_update().get(pk=review.practice_id)
    row = Review.objects.select_for_update().get(pk=review.pk)
    row.practice = practice
    over = practice.state != State.IN_REVIEW or row.round != round_of(practice)
    if over or row.state not in states:
        raise NotPossible(_("This review is over: it was handed in, taken back, or the practice is decided."))
    return row


def _changed(review: Review, row: Review, act: str, **fields: Any) -> Review:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    record(row.reviewer, act, row, organisation=row.practice.organisation, round=row.round)
    review.refresh_from_db()
    return row


@transaction.atomic
def accept(review: Review) -> None:
    """She takes it on and has no conflict of interest. Raises NotPossible when it is over."""
    row = _mine(review, Review.State.ASKED)
    fields = {"state": Review.State.ACCEPTED, "no_conflict": True, "answered_at": timezone.now()}
    _changed(review, row, "review.accepted", **fields)


@transaction.atomic
def decline(review: Review, reason: str) -> None:
    """She does not review it; who asked her is told. Raises NotPossible when it is over."""
    row = _mine(review, *Review.OPEN)
    fields = {"state": Review.State.DECLINED, "reason": reason, "answered_at": timezone.now()}
    _said_no(_changed(review, row, "review.declined", **fields))


@transaction.atomic
def declare_conflict(review: Review, conflict: str) -> None:
    """Something ties her to it: that ends the review, also a handed-in one; who asked her is told to ask
    somebody else. Raises NotPossible when it is over."""
    row = _mine(review, *Review.LIVE)
    fields = {"state": Review.State.DECLINED, "conflict": conflict, "no_conflict": False}
    fields["answered_at"] = timezone.now()
    _said_no(_changed(review, row, "review.conflict", **fields))


def _said_no(review: Review) -> None:
    tell(review, "review_declined", review.asked_by, page=_work_page("reviewers", review.practice))


@transaction.atomic
def hand_in(review: Review, scores: dict[str, int], **fields: str) -> None:
    """Hands it in, or in again until the decision. `fields`: advice, level, to_author, to_managers.

    Raises NotPossible when it is over, or when a criterion has no score from 1 to 5."""
    row = _mine(review, Review.State.ACCEPTED, Review.State.DONE)
    wanted = {question.key for question in criteria.questions(row.practice)}
    if set(scores) != wanted or not all(score in criteria.ANCHORS for score in scores.values()):
        raise NotPossible(_("Give each criterion a score from 1 to 5."))
    first = row.state != Review.State.DONE
    fields |= {"state": Review.State.DONE}
    _changed(review, row, "review.done", scores=scores, done_at=timezone.now(), **fields)
    reviews = row.practice.reviews.filter(round=row.round)
    enough = reviews.filter(state=Review.State.DONE).count() == WANTED
    if first and enough and independent(row.practice, reviews):
        tell(row, "reviews_complete", row.asked_by, page=_work_page("decide", row.practice))


def _work_page(name: str, practice: Practice) -> str:
    """The full address of a page of the managers."""
    return letters.absolute(reverse(f"practices:{name}", args=[practice.public_id]))


# -- the managers' acts --------------------------------------------------------------------------------


@transaction.atomic
def take_back(review: Review, by: Person, reason: str) -> None:
    """The managers need it no longer, or ask somebody else. Raises NotPossible when it is over."""
    row = _mine(review, *Review.OPEN)
    end(row, by, reason)
    review.refresh_from_db()


def end(review: Review, by: Person, reason: str) -> None:
    """Ends a review that was not handed in and tells the reviewer; the practice is locked by the caller."""
    review.state, review.reason = Review.State.ENDED, reason[:300]
    review.save(update_fields=["state", "reason"])
    record(by, "review.ended", review, organisation=review.practice.organisation, round=review.round)
    tell(review, "review_ended", review.reviewer)


def remind(review: Review, today: date | None = None) -> bool:
    """Reminds a reviewer, once a day at most; whether a letter was written."""
    day = today or timezone.localdate()
    last = timezone.localdate(review.reminded_at) if review.reminded_at else None
    if review.state not in Review.OPEN or (last and last >= day):
        return False
    tell(review, "review_reminder", review.reviewer, f"{day:%Y-%m-%d}", late=review.due < day)
    Review.objects.filter(pk=review.pk).update(reminded_at=timezone.now())
    return True
