"""Booklets with a published edition, in the languages of its editions."""

from collections.abc import Collection, Iterable, Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.booklets.models import Booklet, Edition
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


def pages(rows: Collection[Booklet]) -> Iterator[Page]:
    """One page for each language of a booklet's texts or published editions."""
    editions = Edition.objects.published().light().filter(booklet__in=rows)
    published = {(edition.booklet_id, edition.language): edition for edition in editions.order_by("number")}
    for row in rows:
        found = [language for booklet, language in published if booklet == row.pk]
        dates = [edition.published_at for (key, _code), edition in published.items() if key == row.pk]
        for language in dict.fromkeys([*found, *languages_of(row.title, row.subtitle, row.preface)]):
            yield Page(
                "booklet",
                row.public_id,
                language,
                one_of(row.title, language),
                paragraphs(
                    in_language(row.subtitle, language),
                    in_language(row.preface, language),
                ),
                also=one_of(row.organisation.names, language),
                day=max((day_of(moment) for moment in dates), default=""),
            )


def _published() -> QuerySet[Booklet]:
    return Booklet.objects.visible_to(AnonymousUser())


def _of_editions(keys: Collection[str]) -> Iterable[str]:
    return Edition.objects.filter(public_id__in=keys).values_list("booklet__public_id", flat=True)


BOOKLETS = Source(
    kind="booklet",
    word=_("Booklet"),
    many=_("Booklets"),
    route="booklets:detail",
    rows=lambda: _published().select_related("organisation"),
    pages=pages,
    visible=lambda reader: _published(),
    watches={"booklets.booklet": itself, "booklets.edition": _of_editions},
)
