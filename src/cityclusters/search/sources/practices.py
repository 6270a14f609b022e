"""Practices in all languages in which they can be read, calls, and guides."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.practices import reading
from cityclusters.practices.models import Call, Guide, Practice, Translation, Version
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

LANGUAGES = [code for code, _name in settings.CONTENT_LANGUAGES]


def text_of(content: Mapping[str, Any]) -> str:
    """All texts of a version or a translation (see Version.content)."""
    parts = [content.get("summary", ""), *content.get("sections", {}).values()]
    for step in content.get("steps", []):
        parts += [step.get("title", ""), step.get("text", "")]
    for result in content.get("results", []):
        parts += [result.get(name, "") for name in ("statement", "value", "unit", "period", "source")]
    return paragraphs(*parts)


def practice_pages(rows: Collection[Practice]) -> Iterator[Page]:
    """The original and each translation that can be read."""
    versions = [row.version for row in rows if row.version is not None]
    practices = {row.pk: row for row in rows}
    for version in versions:
        yield _page(practices[version.practice_id], version, version.language, version.content)
    for language in LANGUAGES:
        for key, found in reading.many(versions, language).items():
            if not found.original:
                version = next(one for one in versions if one.pk == key)
                yield _page(practices[version.practice_id], version, language, found.content)


def _page(row: Practice, version: Version, language: str, content: Mapping[str, Any]) -> Page:
    facts = version.facts
    places = [facts.get("place"), *facts.get("more_places", [])]
    owner = facts.get("organisation") or {}
    return Page(
        "practice",
        row.public_id,
        language,
        str(content.get("title") or version.content["title"]),
        text_of(content),
        also=paragraphs(
            one_of(owner.get("names"), language),
            *(place["name"] for place in places if place),
            *(partner["name"] for partner in facts.get("partners", [])),
            facts.get("value_chain", ""),
        ),
        facets=tuple(
            sorted(
                {
                    *facets(themes=facts.get("themes", []), targets=facts.get("sdg_targets", [])),
                    *(f"country:{place['country']}" for place in places if place),
                    *(f"place:{place['id']}" for place in places if place),
                }
            )
        ),
        day=day_of(version.published_at),
        place=places[0]["name"] if places[0] else "",
    )


def _of_translations(keys: Collection[str]) -> Iterable[str]:
    rows = Translation.objects.filter(public_id__in=keys)
    return rows.values_list("version__practice__public_id", flat=True)


PRACTICES = Source(
    kind="practice",
    word=_("Practice"),
    many=_("Practices"),
    route="practices:detail",
    rows=lambda: Practice.objects.published().select_related("version"),
    pages=practice_pages,
    visible=lambda reader: Practice.objects.published(),
    watches={"practices.practice": itself, "practices.translation": _of_translations},
    in_language=True,
)


def call_pages(rows: Collection[Call]) -> Iterator[Page]:
    """One page for each language of a call's texts."""
    for row in rows:
        for language in languages_of(row.title, row.purpose):
            yield Page(
                "call",
                row.public_id,
                language,
                one_of(row.title, language),
                paragraphs(in_language(row.purpose, language)),
                also=one_of(row.organisation.names, language),
                facets=facets(themes=[theme.code for theme in row.themes.all()]),
                day=day_of(row.closes_on),
            )


def _calls() -> QuerySet[Call]:
    return Call.objects.visible_to(AnonymousUser())


CALLS = Source(
    kind="call",
    word=_("Call"),
    many=_("Calls"),
    route="practices:call",
    rows=lambda: _calls().select_related("organisation").prefetch_related("themes"),
    pages=call_pages,
    visible=lambda reader: _calls(),
    watches={"practices.call": itself},
)


def guide_pages(rows: Collection[Guide]) -> Iterator[Page]:
    """One page for each language of what is said of a guide."""
    for row in rows:
        for language in languages_of(row.title, row.about):
            yield Page(
                "guide",
                row.public_id,
                language,
                one_of(row.title, language),
                paragraphs(in_language(row.about, language)),
                also=row.publisher,
                facets=facets(themes=[theme.code for theme in row.themes.all()]),
                day=day_of(row.added_at),
            )


GUIDES = Source(
    kind="guide",
    word=_("Guide"),
    many=_("Guides"),
    route="practices:guides",
    rows=lambda: Guide.objects.filter(removed_at=None).prefetch_related("themes"),
    pages=guide_pages,
    visible=lambda reader: Guide.objects.filter(removed_at=None),
    watches={"practices.guide": itself},
    anchor="#",
)
