"""Groups that everybody may read: their names and texts, their place and value chains. Members, meetings and
savings are in no search."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cityclusters.groups import value_chains
from cityclusters.groups.models import Group
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


def pages(rows: Collection[Group]) -> Iterator[Page]:
    """One page for each language of a group's texts."""
    for row in rows:
        texts = (row.purpose, row.offers, row.joining)
        for language in languages_of(row.names, *texts):
            with override(language):
                chains = value_chains.words(row.value_chains)
            yield Page(
                "group",
                row.public_id,
                language,
                one_of(row.names, language),
                paragraphs(*(in_language(text, language) for text in texts)),
                also=paragraphs(*chains, row.place.name),
                facets=facets(places=[row.place]),
                place=row.place.name,
            )


def _rows() -> QuerySet[Group]:
    return Group.objects.public().active().select_related("place")


GROUPS = Source(
    kind="group",
    word=_("Group"),
    many=_("Groups"),
    route="groups:group",
    rows=_rows,
    pages=pages,
    visible=lambda reader: Group.objects.public().active(),
    watches={"groups.group": itself},
)
