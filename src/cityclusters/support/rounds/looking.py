"""Which needs of a run a filter shows."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q, QuerySet

from cityclusters.places.folding import fold
from cityclusters.support.models import Outcome

SHOW = {
    "served": Q(got__gt=0),
    "waiting": Q(got=0),
    "partly": Q(got__gt=0, got__lt=F("wants")),
    "elsewhere": Q(got__gt=0, wishes=True, as_wished=False),
    "moved": Q(has_moved=True),
}
MOST_WORDS = 8


def chosen(rows: QuerySet[Outcome], asked: Mapping[str, Any]) -> QuerySet[Outcome]:
    """The rows that fit what was asked."""
    for word in fold(asked.get("q", "")).split()[:MOST_WORDS]:
        rows = rows.filter(folded__contains=word)
    return rows.filter(SHOW[asked["show"]]) if asked.get("show") in SHOW else rows
