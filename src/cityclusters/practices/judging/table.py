"""The practices of a call as a table to take away: where each stands, its scores, no reviewer's name."""

from collections.abc import Iterable, Sequence
from statistics import mean

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.texts import pick
from cityclusters.places.countries import country_name
from cityclusters.practices.judging import criteria
from cityclusters.practices.models import Call, Practice, Review

Cell = str | int | float | None


def table(rows: "QuerySet[Practice]", call: Call | None) -> Table:
    """One line for each practice (`with_reviews` first); the mean score of each criterion of the call, or of
    the standard ones where calls are mixed."""
    questions = criteria.of_call(call) if call else criteria.standard()
    practices = list(rows.select_related("place__country", "organisation", "version", "call"))
    reviews: dict[int, list[Review]] = {practice.pk: [] for practice in practices}
    for review in Review.objects.filter(practice__in=reviews, state=Review.State.DONE):
        reviews[review.practice_id].append(review)
    head = [
        _("Number"), _("Title"), _("Organisation"), _("Place"), _("Country"), _("Language"), _("State"),
        _("Level"), _("Waits since"), _("Round"), _("Reviewers"), _("Reviews handed in"), _("Advice"),
        *(question.name for question in questions), _("Mean of all scores"),
    ]  # fmt: skip
    lines = [_line(practice, reviews[practice.pk], questions) for practice in practices]
    return Table(_("Practices"), head, lines)


def _line(practice: Practice, reviews: list[Review], questions: Sequence[criteria.Question]) -> list[Cell]:
    number = practice.this_round  # type: ignore[attr-defined]
    here = [review for review in reviews if review.round == number]
    if not here:  # decided: the scores are those of the round that led to it
        last = max((review.round for review in reviews), default=0)
        here = [review for review in reviews if review.round == last]
    means = [_mean(review.scores.get(question.key) for review in here) for question in questions]
    owner = practice.organisation
    return [
        practice.public_id,
        practice.title,
        pick(owner.names).text if owner else "",
        practice.place.name,
        country_name(practice.place.country_id),
        practice.language,
        practice.get_state_display(),
        practice.get_level_display(),
        f"{practice.waits_since:%Y-%m-%d}",  # type: ignore[attr-defined]
        number,
        practice.asked,  # type: ignore[attr-defined]
        practice.done,  # type: ignore[attr-defined]
        ", ".join(str(review.get_advice_display()) for review in here),
        *means,
        _mean(score for review in here for score in review.scores.values()),
    ]


def _mean(scores: Iterable[object]) -> float | None:
    given = [score for score in scores if isinstance(score, int)]
    return round(mean(given), 2) if given else None
