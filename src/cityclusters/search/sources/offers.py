"""Offers of help: open and full ones, for everybody."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.search.index.page import Page
from cityclusters.search.sources.base import Source, day_of, facets, itself, one_of, paragraphs
from cityclusters.support.models import Offer


def pages(rows: Collection[Offer]) -> Iterator[Page]:
    """One page in the language in which the offer is written."""
    for row in rows:
        yield Page(
            "offer",
            row.public_id,
            row.language,
            row.title,
            paragraphs(row.text),
            also=paragraphs(one_of(row.organisation.names, row.language), row.place.name),
            facets=facets(
                themes=[theme.code for theme in row.themes.all()],
                places=[row.place],
                targets=row.sdg_targets,
            ),
            day=day_of(row.opened_at),
            place=row.place.name,
        )


def _rows() -> QuerySet[Offer]:
    return Offer.objects.shown().select_related("organisation", "place").prefetch_related("themes")


OFFERS = Source(
    kind="offer",
    word=_("Offer"),
    many=_("Offers"),
    route="support:offer",
    rows=_rows,
    pages=pages,
    visible=lambda reader: Offer.objects.shown(),
    watches={"support.offer": itself},
)
