"""Exchanges that were announced."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Min

from cityclusters.digests.news import MOST_OF_A_KIND, News, original_of, titles_of
from cityclusters.exchanges.models import Exchange

COMING = [Exchange.State.PLANNED, Exchange.State.OPEN]


def new(since: datetime, until: datetime) -> list[News]:
    """Those that everybody sees and that are still to come, from the day they stood in the first space."""
    rows = Exchange.objects.visible_to(AnonymousUser()).filter(state__in=COMING)
    seen = rows.values("pk")
    dated = Exchange.objects.filter(pk__in=seen).annotate(first=Min("publications__at"))
    fresh = dated.filter(first__gt=since, first__lte=until).prefetch_related("themes")
    found = []
    for row in fresh.order_by("-first")[:MOST_OF_A_KIND]:
        first: datetime = row.first  # type: ignore[attr-defined]  # the annotation
        one = News(
            kind="exchange",
            at=first,
            language=original_of(row.title),
            titles=titles_of(row.title),
            path=row.get_absolute_url(),
            themes=frozenset(theme.code for theme in row.themes.all()),
        )
        found.append(one)
    return found
