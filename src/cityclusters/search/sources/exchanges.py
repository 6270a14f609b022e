"""Exchanges as pages: published ones for everybody; ideas are in no list."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.exchanges.models import Exchange, Session
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


def pages(rows: Collection[Exchange]) -> Iterable[Page]:
    """One page for each language of an exchange's texts, with its programme and its organiser."""
    for row in rows:
        sessions = list(row.sessions.all())
        place = row.organiser.place
        first = min((session.start for session in sessions), default=None)
        for language in languages_of(row.title, row.summary):
            yield Page(
                "exchange",
                row.public_id,
                language,
                one_of(row.title, language),
                paragraphs(
                    in_language(row.summary, language),
                    *(one_of(session.title, language) for session in sessions),
                    row.audience,
                ),
                also=paragraphs(one_of(row.organiser.names, language), place.name if place else ""),
                facets=facets(
                    themes=[theme.code for theme in row.themes.all()],
                    places=[place],
                    targets=row.sdg_targets,
                ),
                day=day_of(first),
                place=place.name if place else "",
            )


def _rows() -> QuerySet[Exchange]:
    rows = Exchange.objects.published().select_related("organiser__place")
    return rows.prefetch_related("themes", "sessions")


def _of_sessions(keys: Collection[str]) -> Iterable[str]:
    rows = Session.objects.filter(public_id__in=keys)
    return rows.values_list("exchange__public_id", flat=True)


EXCHANGES = Source(
    kind="exchange",
    word=_("Exchange"),
    many=_("Exchanges"),
    route="exchanges:detail",
    rows=_rows,
    pages=pages,
    # What everybody sees: an idea is found by nobody, not even by those who may open it.
    visible=lambda reader: Exchange.objects.published(),
    watches={"exchanges.exchange": itself, "exchanges.session": _of_sessions},
)
