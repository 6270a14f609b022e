"""Projects that everybody may read, in the languages in which they are written: title and subject alone."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.people.readers import Reader
from cityclusters.projects.models import Project
from cityclusters.search.index.page import Page
from cityclusters.search.sources.base import (
    Source,
    day_of,
    facets,
    in_language,
    itself,
    languages_of,
    one_of,
    paragraphs,
)


def pages(rows: Collection[Project]) -> Iterator[Page]:
    """One page for each language of a project."""
    for row in rows:
        names = facets(places=[row.place] if row.place else [], targets=row.targets)
        for language in languages_of(row.title, row.summary):
            yield Page(
                "project",
                row.public_id,
                language,
                one_of(row.title, language),
                paragraphs(in_language(row.summary, language)),
                also=paragraphs(one_of(row.lead.names, language), row.place.name if row.place else ""),
                facets=names,
                day=day_of(row.made_at),
                place=row.place.name if row.place else "",
            )


def _visible(reader: Reader) -> QuerySet[Project]:
    """The public ones, for everybody alike: what is for a team alone is not in the index."""
    return Project.objects.public()


PROJECTS = Source(
    kind="project",
    word=_("Project"),
    many=_("Projects"),
    route="projects:project",
    rows=lambda: Project.objects.public().select_related("lead", "place"),
    pages=pages,
    visible=_visible,
    watches={"projects.project": itself},
)
