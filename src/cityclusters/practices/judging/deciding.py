"""Screening and decision: who may, what is needed, what follows."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Person
from cityclusters.practices import rules
from cityclusters.practices.judging import reviewing
from cityclusters.practices.judging.criteria import Question, questions
from cityclusters.practices.judging.reviewers import independent, round_of
from cityclusters.practices.models import Decision, Practice, Review
from cityclusters.practices.models.choices import Level, State
from cityclusters.practices.moves import move

STATE_AFTER = {
    Decision.Kind.ACCEPT: State.ACCEPTED,
    Decision.Kind.CHANGES: State.CHANGES,
    Decision.Kind.REJECT: State.REJECTED,
}
# What a manager looks at before anybody is asked to review.
CHECKS: dict[str, object] = {
    "complete": _("It is complete enough to be judged"),
    "on_theme": _("It is on a theme of the call, or of one of our spaces"),
    "language": _("It is written in a language that can be reviewed"),
    "real": _("The place exists, and what is told can have happened there"),
}
SCREENINGS: dict[str, object] = {
    State.SCREENED: _("Everything is there: go on to the reviews"),
    State.CHANGES: _("Ask the author for changes"),
    State.REJECTED: _("Reject"),
}


def _locked(practice: Practice, by: Person) -> Practice:
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    if not rules.may_manage(by, row):
        raise NotPossible(_("You can't judge this practice: it is your own, or of your own organisation."))
    return row


@transaction.atomic
def screen(
    practice: Practice, by: Person, outcome: str, reasons: str = "", checks: Mapping[str, bool] | None = None
) -> None:
    """The first look: goes on to the reviews, asks for changes or rejects, with reasons.

    Raises NotPossible for somebody who may not, and when it is not waiting for its screening."""
    row = _locked(practice, by)
    if row.state != State.SUBMITTED:
        raise NotPossible(_("This practice is not waiting for its screening any more."))
    if outcome not in SCREENINGS or (outcome != State.SCREENED and not reasons.strip()):
        raise NotPossible(_("Say why: the author reads it."))
    move(row, outcome, by, reasons, checks=dict(checks or {}))
    practice.refresh_from_db(fields=["state"])


def may_decide(person: Person, practice: Practice) -> bool:
    """Those who manage it and did not review it in any round."""
    own = practice.reviews.filter(reviewer=person, state__in=Review.LIVE)
    return rules.may_manage(person, practice) and not own.exists()


@transaction.atomic
def decide(practice: Practice, by: Person, kind: str, reasons: str, level: str = "") -> Decision:
    """Accepts, asks for changes or rejects, with reasons; author and reviewers get letters.

    Raises NotPossible for somebody who may not, when it is decided already, without reasons, and for an
    acceptance without a level or without two independent reviews of this round (rules PR1 and PR3)."""
    row = _locked(practice, by)
    if row.state != State.IN_REVIEW:
        raise NotPossible(_("This practice is decided already."))
    if not may_decide(by, row):
        raise NotPossible(_("You reviewed this practice, so somebody else decides."))
    if not reasons.strip():
        raise NotPossible(_("Say why: the author reads it."))
    number = round_of(row)
    reviews = list(row.reviews.filter(round=number).select_related("reviewer").order_by("done_at", "pk"))
    if kind == Decision.Kind.ACCEPT:
        _check_acceptance(row, reviews, level)
        Practice.objects.filter(pk=row.pk).update(level=level)
    made = Decision.objects.create(practice=row, round=number, kind=kind, level=level, reasons=reasons, by=by)
    handed_in = [review for review in reviews if review.state == Review.State.DONE]
    texts = [review.to_author for review in handed_in if review.to_author]
    move(row, STATE_AFTER[Decision.Kind(kind)], by, reasons, enclosed=texts, round=number)
    for review in reviews:
        review.practice = row
        if review.state in Review.OPEN:
            reviewing.end(review, by, _now("The practice is decided."))
        elif review.state == Review.State.DONE:
            reviewing.tell(review, "review_decided", review.reviewer, decision=made)
    practice.refresh_from_db(fields=["state", "level"])
    return made


def _check_acceptance(practice: Practice, reviews: list[Review], level: str) -> None:
    if level not in Level.values:
        raise NotPossible(_("Choose the level: good, promising, or a lesson learned."))
    if not independent(practice, reviews):
        raise NotPossible(
            _(
                "To accept a practice, two reviews must be handed in: from other organisations and other "
                "countries than the author's, and from two different organisations."
            )
        )


Scores = list[tuple[Question, list[tuple[Review, int | None]], float | None]]


def averages(practice: Practice, reviews: list[Review]) -> Scores:
    """For each criterion the score of each review, and their mean."""
    rows: Scores = []
    for question in questions(practice):
        scores = [(review, review.scores.get(question.key)) for review in reviews]
        given = [score for _review, score in scores if isinstance(score, int)]
        rows.append((question, scores, sum(given) / len(given) if given else None))
    return rows
