"""What the page of a practice shows, fetched in a fixed number of queries."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.core.templatetags.core import day
from cityclusters.core.texts import pick
from cityclusters.journal.letters import absolute
from cityclusters.places.countries import country_name
from cityclusters.practices import looking, related, rules
from cityclusters.practices.cards import read_by
from cityclusters.practices.forms.parts import MARKERS
from cityclusters.practices.models import Call, Practice, Version
from cityclusters.practices.models.choices import (
    SECTIONS,
    Audience,
    Level,
    Licence,
    PartnerKind,
    PartnerRole,
    State,
    Status,
)
from cityclusters.practices.reading import Reading
from cityclusters.practices.translating import language_bar
from cityclusters.spaces.models import Theme

FIRST = ("done", "result")  # the results stand below what came of it, the steps below what did not work


class Text(NamedTuple):
    """A section as it is read."""

    key: str
    heading: str
    text: str


class Partner(NamedTuple):
    """Who else took part."""

    name: str
    url: str
    kind: str
    role: str


def sections_of(request: Request, practice: Practice, version: Version) -> list[Section]:
    """What other subjects add to the page (settings.PRACTICE_SECTIONS)."""
    made = [import_string(path)(request, practice, version) for path in settings.PRACTICE_SECTIONS]
    return [section for section in made if section is not None]


def texts_of(content: Mapping[str, Any]) -> list[Text]:
    """The sections in reading order, without empty ones."""
    written = content.get("sections", {})
    return [Text(key, str(SECTIONS[key][0]), written[key]) for key in SECTIONS if written.get(key)]


def results_of(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The results; `as_stated` where value, period or source is missing (rule PR2)."""
    return [
        {**row, "as_stated": not (row.get("value") and row.get("period") and row.get("source"))}
        for row in content.get("results", [])
    ]


def place_words(place: Mapping[str, str]) -> str:
    """'Khiva, Uzbekistan' in the reader's language."""
    words = {"place": place["name"], "country": country_name(place["country"])}
    return _("%(place)s, %(country)s") % words


def facts_in_words(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a version for reading: codes as words, ids as addresses. A query for the
    themes, and one for the links where there are any."""
    names = {theme.code: pick(theme.names).text for theme in Theme.objects.filter(code__in=facts["themes"])}
    owner = facts["organisation"]
    return {
        "place": (_place_url(facts["place"]), place_words(facts["place"])),
        "more_places": [(_place_url(place), place_words(place)) for place in facts["more_places"]],
        "owner": (_organisation_url(owner["id"]), pick(owner["names"]).text) if owner else None,
        "partners": [
            Partner(
                row["name"],
                _organisation_url(row["organisation"]) if row["organisation"] else "",
                str(dict(PartnerKind.choices).get(row["kind"], "")),
                str(dict(PartnerRole.choices).get(row["role"], "")),
            )
            for row in facts["partners"]
        ],
        "links": looking.with_state(facts["links"]),
        "themes": [(code, names.get(code, code)) for code in facts["themes"]],
        "sdg_targets": facts["sdg_targets"],
        "audiences": [str(dict(Audience.choices).get(code, code)) for code in facts["audiences"]],
        "value_chain": facts["value_chain"],
        "marker": dict(MARKERS).get(facts["marker"], "") if facts["marker"] else "",
        "level": facts["level"],
        "level_words": str(Level(facts["level"]).label),
        "status": str(Status(facts["status"]).label) if facts["status"] else "",
        "started": facts["started"],
        "ended": facts["ended"],
        "licence": facts["licence"],
        "licence_words": str(dict(Licence.choices).get(facts["licence"], "")),
    }


def _place_url(place: Mapping[str, str]) -> str:
    return reverse("places:detail", args=[place["id"]])


def _organisation_url(public_id: str) -> str:
    return reverse("people:organisation", args=[public_id])


def citation(practice: Practice, version: Version, text: Reading) -> str:
    """How to cite exactly this version."""
    owner = version.facts["organisation"]
    words = {
        "owner": pick(owner["names"]).text if owner else version.facts["place"]["name"],
        "year": version.published_at.year,
        "title": text.content["title"],
        "number": version.number,
        "day": day(version.published_at),
        "site": settings.SITE_NAME,
        "page": absolute(version.get_absolute_url()),
    }
    return _("%(owner)s (%(year)s): %(title)s. Version %(number)s, %(day)s. %(site)s. %(page)s") % words


def _own_language() -> str:
    """The language in which the reader has the pages."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def build(request: Request, practice: Practice, version: Version) -> dict[str, Any]:
    """The context of the page of a published version."""
    bar = language_bar.bar(version, request.GET.get("in", ""), _own_language(), request.path)
    text = bar.reading
    versions = list(practice.versions.all())
    return {
        **shown(practice, version, text),
        "bar": bar,
        "versions": versions,
        "is_newest": version.pk == practice.version_id,
        "citation": citation(practice, version, text),
        "sections": sections_of(request, practice, version),
        "related": read_by(related.related(practice, version)),
        "call": _call(version),
        "retired": _reason(practice) if practice.state == State.RETIRED else None,
        "is_writer": rules.is_writer(request.user, practice),
        "may_correct": rules.may_correct(request.user, practice),
        "may_retire": request.user.is_authenticated and rules.may_retire(request.user, practice),
    }


def shown(practice: Practice, version: Version, text: Reading) -> dict[str, Any]:
    """The text and the facts of a version, or of the working copy."""
    parts = texts_of(text.content)
    return {
        "practice": practice,
        "version": version,
        "text": text,
        "first": [part for part in parts if part.key in FIRST],
        "failed": next((part for part in parts if part.key == "failed"), None),
        "rest": [part for part in parts if part.key not in (*FIRST, "failed", "contact")],
        "contact": next((part for part in parts if part.key == "contact"), None),
        "results": results_of(text.content),
        "steps": text.content.get("steps", []),
        "facts": facts_in_words(version.facts),
    }


def _call(version: Version) -> Call | None:
    public_id = version.facts["call"]
    return Call.objects.filter(public_id=public_id).first() if public_id else None


def _reason(practice: Practice) -> Any:
    return practice.state_changes.filter(after=State.RETIRED).last()
