"""What is kept of a person as reviewer, manager and in talks about a practice, and what erasing leaves."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.practices.models import CallManager, Decision, Guide, Message, Review

Tables = dict[str, list[dict[str, Any]]]
REVIEW: tuple[str, ...] = (
    "round",
    "state",
    "asked_at",
    "due",
    "conflict",
    "reason",
    "scores",
    "advice",
    "level",
)
REVIEW += ("to_author", "to_managers", "done_at")
GONE = {"conflict": "", "reason": "", "to_author": "", "to_managers": ""}


def collect(person: Person) -> Tables:
    """Her reviews, what she asked and answered about practices, her decisions, the calls that she runs."""
    reviews = Review.objects.filter(reviewer=person).select_related("practice__version").order_by("pk")
    said = Message.objects.filter(author=person).select_related("practice__version").order_by("pk")
    decisions = Decision.objects.filter(by=person).select_related("practice__version").order_by("pk")
    runs = CallManager.objects.filter(person=person).select_related("call").order_by("pk")
    return {
        "reviews": [
            {"practice": str(row.practice), **{name: getattr(row, name) for name in REVIEW}}
            for row in reviews
        ],
        "messages_about_practices": [
            {"practice": str(row.practice), "at": row.at, "text": row.text} for row in said
        ],
        "decisions_on_practices": [
            {"practice": str(row.practice), "at": row.at, "kind": row.kind, "reasons": row.reasons}
            for row in decisions
        ],
        "calls_managed": [{"call": str(row.call)} for row in runs],
    }


def erase(person: Person) -> None:
    """Takes her words away: scores and advice stay for the record of the decision, without anything that she
    wrote; open reviews end. Reasons of decisions were told to authors in the programme's name and stay."""
    mine = Review.objects.filter(reviewer=person)
    # A conflict that was declared must stay known, or she could be asked again: its words go.
    mine.exclude(conflict="").update(conflict="–", reason="", to_author="", to_managers="")
    mine.filter(conflict="").update(**GONE)
    mine.filter(state__in=Review.OPEN).update(state=Review.State.ENDED)
    Message.objects.filter(author=person).update(author=None, text="")
    Decision.objects.filter(by=person).update(by=None)
    CallManager.objects.filter(person=person).delete()
    Guide.objects.filter(added_by=person).update(added_by=None)
    Guide.objects.filter(reported_by=person).update(reported_by=None)
