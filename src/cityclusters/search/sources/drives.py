"""Drives of mutual aid, in the languages in which they are written."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from cityclusters.search.index.page import Page
from cityclusters.search.sources.base import (
    Source,
    day_of,
    in_language,
    itself,
    languages_of,
    one_of,
    paragraphs,
)
from cityclusters.support.models import Drive


def pages(rows: Collection[Drive]) -> Iterator[Page]:
    """One page for each language of a drive."""
    for row in rows:
        for language in languages_of(row.title, row.text):
            yield Page(
                "drive",
                row.public_id,
                language,
                one_of(row.title, language),
                paragraphs(in_language(row.text, language)),
                also=one_of(row.organisation.names, language),
                day=day_of(row.starts),
            )


DRIVES = Source(
    kind="drive",
    word=_("Drive"),
    many=_("Drives"),
    route="support:drive",
    rows=lambda: Drive.objects.select_related("organisation"),
    pages=pages,
    visible=lambda reader: Drive.objects.all(),
    watches={"support.drive": itself},
)
