"""New questions and consolidated replies."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cityclusters.digests.news import MOST_OF_A_KIND, News
from cityclusters.questions.models import ConsolidatedReply, Question


def new(since: datetime, until: datetime) -> list[News]:
    """Questions that everybody may read, and the first edition of published replies to them."""
    return [*_questions(since, until), *_replies(since, until)]


def _questions(since: datetime, until: datetime) -> list[News]:
    rows = Question.objects.public().filter(shown_at__gt=since, shown_at__lte=until)
    rows = rows.select_related("space").prefetch_related("themes", "space__themes")
    return [
        News(
            kind="question",
            at=row.shown_at,
            language=row.language,
            titles={row.language: row.title},
            path=row.get_absolute_url(),
            themes=_themes(row),
            question=row.public_id,
        )
        for row in rows.order_by("-shown_at")[:MOST_OF_A_KIND]
        if row.shown_at is not None
    ]


def _themes(row: Question) -> frozenset[str]:
    """Its own themes, else those of its space."""
    own = {theme.code for theme in row.themes.all()}
    return frozenset(own or {theme.code for theme in row.space.themes.all()})


def _replies(since: datetime, until: datetime) -> list[News]:
    readable = Question.objects.visible_to(AnonymousUser()).public()
    rows = ConsolidatedReply.objects.filter(
        state=ConsolidatedReply.State.PUBLISHED,
        number=1,
        published_at__gt=since,
        published_at__lte=until,
        question__in=readable,
    ).select_related("question__space")
    rows = rows.prefetch_related("question__themes", "question__space__themes")
    return [
        News(
            kind="reply",
            at=row.published_at,
            language=row.language,
            titles={row.language: row.title},
            path=reverse("questions:reply", args=[row.question.public_id]),
            themes=_themes(row.question),
        )
        for row in rows.order_by("-published_at")[:MOST_OF_A_KIND]
        if row.published_at is not None
    ]
