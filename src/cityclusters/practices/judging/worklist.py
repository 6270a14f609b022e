"""What managers have before them: practices with their reviews, n of m, in few queries."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, DateTimeField, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cityclusters.people.models import Person
from cityclusters.practices import own_business
from cityclusters.practices.judging.reviewers import WANTED
from cityclusters.practices.models import CallManager, Decision, Practice, Review, StateChange
from cityclusters.practices.models.choices import State
from cityclusters.spaces.models import Membership

IN_WORK = (State.SUBMITTED, State.SCREENED, State.IN_REVIEW)


def _count(rows: "QuerySet[Any]", group: str) -> Coalesce:
    """The number of rows for each outer row, as a subquery (joins would multiply them)."""
    counted = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def with_reviews(practices: "QuerySet[Practice]") -> "QuerySet[Practice]":
    """Adds `this_round`, `asked` and `done` (live and handed-in reviews of it) and `waits_since`."""
    decided = Decision.objects.filter(practice=OuterRef("pk"))
    changes = StateChange.objects.filter(practice=OuterRef("pk")).order_by("-at", "-pk").values("at")[:1]
    rows = practices.annotate(this_round=_count(decided, "practice") + 1)
    here = Review.objects.filter(practice=OuterRef("pk"), round=OuterRef("this_round"))
    return rows.annotate(
        asked=_count(here.filter(state__in=Review.LIVE), "practice"),
        done=_count(here.filter(state=Review.State.DONE), "practice"),
        waits_since=Coalesce(Subquery(changes, output_field=DateTimeField()), F("created_at")),
    )


def managed_by(person: Person) -> "QuerySet[Practice]":
    """What she screens and decides on, as rules.may_manage says, without what concerns herself."""
    rows = Practice.objects.exclude(state__in=[State.DRAFT, State.WITHDRAWN])
    if not person.is_officer:
        kept = Membership.objects.now().stewards().filter(person=person).values("space")
        themed = Practice.themes.through.objects.filter(theme__spaces__in=kept).values("practice")
        runs = CallManager.objects.filter(person=person).values("call")
        rows = rows.filter(Q(call__in=runs) | Q(call=None, pk__in=themed))
    return rows.exclude(pk__in=own_business.own(person).values("pk"))


@dataclass
class Asked:
    """What a manager filters by: a state, at least so many days of waiting, and where the reviews stand."""

    state: str = ""
    days: int = 0
    reviews: str = ""
    words: str = ""

    def of(self, rows: "QuerySet[Practice]") -> "QuerySet[Practice]":
        """The rows that fit (they need `with_reviews`); without a state, what still has to be done."""
        return self._by_reviews(self._by_words(rows))

    def _by_words(self, rows: "QuerySet[Practice]") -> "QuerySet[Practice]":
        if self.state != "all":
            rows = rows.filter(state=self.state) if self.state else rows.filter(state__in=IN_WORK)
        return rows.filter(title__icontains=self.words) if self.words else rows

    def _by_reviews(self, rows: Any) -> "QuerySet[Practice]":
        if self.days:
            rows = rows.filter(waits_since__lt=timezone.now() - timedelta(days=self.days))
        if self.reviews == "none":
            rows = rows.filter(asked__lt=WANTED, state__in=[State.SCREENED, State.IN_REVIEW])
        elif self.reviews == "missing":
            rows = rows.filter(done__lt=WANTED, state=State.IN_REVIEW)
        elif self.reviews == "complete":
            rows = rows.filter(done__gte=WANTED, state=State.IN_REVIEW)
        found: QuerySet[Practice] = rows
        return found
