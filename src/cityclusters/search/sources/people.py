"""Organisations as pages: those that everybody sees, and for people with an account those that wait for
their check. People are never pages."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.people.models import Organisation
from cityclusters.search.index.page import Page
from cityclusters.search.sources.base import (
    MEMBERS,
    PUBLIC,
    Source,
    facets,
    in_language,
    itself,
    languages_of,
    one_of,
    paragraphs,
)


def pages(rows: Collection[Organisation]) -> Iterable[Page]:
    """One page for each language of an organisation's texts."""
    public = set(
        Organisation.objects.visible_to(AnonymousUser())
        .filter(pk__in=[row.pk for row in rows])
        .values_list("pk", flat=True)
    )
    for row in rows:
        texts = (row.about, row.services, row.hours, row.eligibility)
        place = row.place
        for language in languages_of(row.names, *texts):
            yield Page(
                "organisation",
                row.public_id,
                language,
                one_of(row.names, language),
                paragraphs(*(in_language(text, language) for text in texts)),
                also=paragraphs(*row.other_names, row.address, place.name if place else ""),
                audience=PUBLIC if row.pk in public else MEMBERS,
                facets=facets(places=[place]),
                place=place.name if place else "",
            )


def _rows() -> "QuerySet[Organisation]":
    hidden = [Organisation.State.MERGED, Organisation.State.REJECTED]
    return Organisation.objects.exclude(state__in=hidden).select_related("place")


ORGANISATIONS = Source(
    kind="organisation",
    word=_("Organisation"),
    many=_("Organisations"),
    route="people:organisation",
    rows=_rows,
    pages=pages,
    visible=lambda reader: Organisation.objects.visible_to(reader),
    watches={"people.organisation": itself},
)
