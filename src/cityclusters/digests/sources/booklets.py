"""Editions of booklets."""

from datetime import datetime

from django.urls import reverse

from cityclusters.booklets.models import Edition, EditionItem
from cityclusters.digests.news import MOST_OF_A_KIND, News


def new(since: datetime, until: datetime) -> list[News]:
    """Published editions, all languages of one together; a corrected one is no news. Their themes are
    those of their practices."""
    rows = (
        Edition.objects.published().light().filter(published_at__gt=since, published_at__lte=until, note="")
    )
    found = list(rows.select_related("booklet").order_by("-published_at")[:MOST_OF_A_KIND])
    themes = _themes([row.pk for row in found])
    together: dict[tuple[int, int], list[Edition]] = {}
    for row in found:
        together.setdefault((row.booklet_id, row.number), []).append(row)
    return [_news(rows, themes) for rows in together.values()]


def _news(rows: list[Edition], themes: dict[int, set[str]]) -> News:
    first = rows[0]
    said = first.booklet.title
    titles = {row.language: said.get(row.language) or str(first.booklet) for row in rows}
    original = said.get("_", "")
    return News(
        kind="booklet",
        at=max(row.published_at for row in rows if row.published_at is not None),
        language=original if original in titles else first.language,
        titles=titles,
        path=reverse("booklets:edition", args=[first.booklet.public_id, first.number]),
        themes=frozenset().union(*(themes.get(row.pk, set()) for row in rows)),
    )


def _themes(editions: list[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    items = EditionItem.objects.filter(edition__in=editions).values_list("edition", "version__facts")
    for edition, facts in items:
        found.setdefault(edition, set()).update(facts.get("themes", []))
    return found
