"""Open needs that every member may read: for people with an account."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.people.readers import Reader
from cityclusters.search.index.page import Page
from cityclusters.search.sources.base import MEMBERS, Source, day_of, facets, itself, one_of, paragraphs
from cityclusters.support.models import Need


def pages(rows: Collection[Need]) -> Iterator[Page]:
    """One page in the language in which the need is written."""
    for row in rows:
        yield Page(
            "need",
            row.public_id,
            row.language,
            row.title,
            paragraphs(row.problem, row.result),
            also=paragraphs(one_of(row.organisation.names, row.language), row.place.name),
            audience=MEMBERS,
            facets=facets(
                themes=[theme.code for theme in row.themes.all()], places=[row.place], targets=row.sdg_targets
            ),
            day=day_of(row.signed_at),
            place=row.place.name,
        )


def _rows() -> QuerySet[Need]:
    rows = Need.objects.shown_to_members().open().select_related("organisation", "place")
    return rows.prefetch_related("themes")


def _visible(reader: Reader) -> QuerySet[Need]:
    """What members may read and is open now; nothing of it for visitors."""
    return Need.objects.visible_to(reader).shown_to_members().open()


NEEDS = Source(
    kind="need",
    word=_("Need"),
    many=_("Needs"),
    route="support:need",
    rows=_rows,
    pages=pages,
    visible=_visible,
    watches={"support.need": itself},
)
