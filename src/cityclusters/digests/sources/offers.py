"""New offers of help."""

from datetime import datetime

from cityclusters.digests.news import MOST_OF_A_KIND, News
from cityclusters.support.models import Offer


def new(since: datetime, until: datetime) -> list[News]:
    """Offers that opened for the first time, in the language in which they are written."""
    rows = Offer.objects.shown().filter(opened_at__gt=since, opened_at__lte=until)
    return [
        News(
            kind="offer",
            at=row.opened_at,
            language=row.language,
            titles={row.language: row.title},
            path=row.get_absolute_url(),
            themes=frozenset(theme.code for theme in row.themes.all()),
        )
        for row in rows.prefetch_related("themes").order_by("-opened_at")[:MOST_OF_A_KIND]
        if row.opened_at is not None
    ]
