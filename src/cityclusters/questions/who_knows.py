"""Whom a steward may ask directly: what the functions of settings.WHO_KNOWS propose, within limits.

A person is asked at most settings.ASKED_A_MONTH times in thirty days, never after "don't ask me again"."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import NamedTuple, cast

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import ngettext

from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.questions.models import Answer, Asked, AskNoMore, Question
from cityclusters.spaces.models import Theme

MONTH = timedelta(days=30)


class Suggestion(NamedTuple):
    """Somebody who may know: a person, or an organisation whose focal point is asked, and why."""

    person: Person | None
    organisation: Organisation | None
    why: str


def answered_before(question: Question, limit: int) -> list[Suggestion]:
    """People who answered other questions with one of its themes, those with most answers first."""
    themes = Theme.objects.filter(pk__in=question.themes.values("pk"))
    written = Answer.objects.shown().filter(question__themes__in=themes).exclude(question=question)
    rows = written.exclude(author=None).order_by().values("author")
    counted = rows.annotate(number=Count("pk", distinct=True), last=Max("at"))
    best = list(counted.order_by("-number", "-last")[:limit])
    people = Person.objects.in_bulk([row["author"] for row in best])
    return [
        Suggestion(people[row["author"]], None, _why(row["number"]))
        for row in best
        if row["author"] in people
    ]


def _why(number: int) -> str:
    words = ngettext(
        "has answered %(number)d question on this theme",
        "has answered %(number)d questions on this theme",
        number,
    )
    return words % {"number": number}


def askable(people: Iterable[Person], question: Question) -> set[int]:
    """Keys of those who may be asked: active, not the asker, not asked about this before, not asked too
    often lately, and not tired of being asked."""
    keys = {person.pk for person in people if person.is_active and person.email} - {question.author_id}
    if not keys:
        return set()
    since = timezone.now() - MONTH
    lately = Asked.objects.filter(person__in=keys, at__gt=since).order_by().values_list("person")
    often = lately.annotate(number=Count("pk")).filter(number__gte=settings.ASKED_A_MONTH)
    return (
        keys
        - {row[0] for row in often}
        - set(AskNoMore.objects.filter(person__in=keys).values_list("person", flat=True))
        - set(question.asked_people.values_list("person", flat=True))
    )


def _with_focal_points(found: list[Suggestion]) -> list[Suggestion]:
    """Suggestions of an organisation with the person who may act for it; those without one are left out."""
    wanted = [row.organisation.pk for row in found if row.person is None and row.organisation is not None]
    acting = Mandate.objects.valid().filter(organisation__in=wanted, may_act=True).select_related("person")
    first: dict[int, Person] = {}
    for mandate in acting.order_by("pk"):
        first.setdefault(mandate.organisation_id, mandate.person)
    filled = [
        row._replace(person=first.get(row.organisation.pk))
        if row.person is None and row.organisation is not None
        else row
        for row in found
    ]
    return [row for row in filled if row.person is not None]


def _both(first: Suggestion, second: Suggestion) -> Suggestion:
    """One suggestion for a person who was proposed twice."""
    organisation = first.organisation or second.organisation
    return Suggestion(first.person, organisation, f"{first.why} · {second.why}")


def suggestions(question: Question, limit: int = 10) -> list[Suggestion]:
    """Who may be asked, each person once, all reasons joined to the first."""
    found: list[Suggestion] = []
    for path in settings.WHO_KNOWS:
        propose = cast("Callable[[Question, int], list[Suggestion]]", import_string(path))
        found += propose(question, limit)
    filled = _with_focal_points(found)
    allowed = askable([row.person for row in filled if row.person], question)
    once: dict[int, Suggestion] = {}
    for row in filled:
        if row.person is not None and row.person.pk in allowed:
            known = once.get(row.person.pk)
            once[row.person.pk] = _both(known, row) if known else row
    return list(once.values())[:limit]
