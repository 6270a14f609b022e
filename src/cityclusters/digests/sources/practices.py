"""New good practices, and calls for them."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from cityclusters.digests.news import MOST_OF_A_KIND, News, original_of, titles_of
from cityclusters.practices.models import Call, Practice, Translation


def new(since: datetime, until: datetime) -> list[News]:
    """Practices published for the first time, with the titles of their reviewed translations; open calls."""
    return [*_practices(since, until), *_calls(since, until)]


def _practices(since: datetime, until: datetime) -> list[News]:
    rows = Practice.objects.published().filter(published_at__gt=since, published_at__lte=until)
    found = list(rows.select_related("version").order_by("-published_at")[:MOST_OF_A_KIND])
    titles = _titles(found)
    return [
        News(
            kind="practice",
            at=row.published_at,
            language=row.version.language,
            titles={**titles.get(row.pk, {}), row.version.language: row.version.content["title"]},
            path=row.get_absolute_url(),
            themes=frozenset(row.version.facts.get("themes", [])),
            audiences=frozenset(row.version.facts.get("audiences", [])),
        )
        for row in found
        if row.version is not None and row.published_at is not None
    ]


def _titles(practices: list[Practice]) -> dict[int, dict[str, str]]:
    """Titles in other languages, of translations that a second person has looked at."""
    reviewed = Translation.objects.filter(version__practice__in=[row.pk for row in practices])
    reviewed = reviewed.filter(Q(state=Translation.State.REVIEWED) | ~Q(stood={}))
    found: dict[int, dict[str, str]] = {}
    for row in reviewed.select_related("version").order_by("version__number"):
        if title := row.shown.get("title"):
            found.setdefault(row.version.practice_id, {})[row.language] = title
    return found


def _calls(since: datetime, until: datetime) -> list[News]:
    rows = Call.objects.visible_to(AnonymousUser()).filter(
        state=Call.State.OPEN, opened_at__gt=since, opened_at__lte=until
    )
    return [
        News(
            kind="call",
            at=row.opened_at,
            language=original_of(row.title),
            titles=titles_of(row.title),
            path=row.get_absolute_url(),
            themes=frozenset(theme.code for theme in row.themes.all()),
        )
        for row in rows.prefetch_related("themes").order_by("-opened_at")[:MOST_OF_A_KIND]
        if row.opened_at is not None
    ]
