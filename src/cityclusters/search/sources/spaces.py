"""Spaces as pages: everybody may find them."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from cityclusters.search.index.page import Page
from cityclusters.search.sources.base import (
    Source,
    facets,
    in_language,
    itself,
    languages_of,
    one_of,
    paragraphs,
)
from cityclusters.spaces.models import Space


def pages(rows: Collection[Space]) -> Iterable[Page]:
    """One page for each language of a space's texts."""
    for space in rows:
        names = facets(themes=[theme.code for theme in space.themes.all()])
        for language in languages_of(space.names, space.purpose):
            yield Page(
                "space",
                space.slug,
                language,
                one_of(space.names, language),
                paragraphs(in_language(space.purpose, language)),
                facets=names,
            )


SPACES = Source(
    kind="space",
    word=_("Cities Cluster"),
    many=_("Cities Clusters"),
    route="spaces:detail",
    rows=lambda: Space.objects.prefetch_related("themes"),
    pages=pages,
    visible=lambda reader: Space.objects.all(),
    key="slug",
    watches={"spaces.space": itself},
)
