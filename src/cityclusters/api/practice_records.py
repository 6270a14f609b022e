"""What leaves the platform about a practice: its published version in every language it can be read in.

No person, no address, no draft; pictures and testimonials stay where a consent can be withdrawn."""

from collections.abc import Sequence
from typing import Any

from cityclusters.api.records import iso, texts
from cityclusters.core.texts import pick
from cityclusters.journal.letters import absolute
from cityclusters.practices import reading
from cityclusters.practices.models import Practice, Version
from cityclusters.practices.models.queries import PracticeQuerySet
from cityclusters.practices.reading import Reading

CSV_HEADINGS = (
    "id", "address", "version", "title", "language", "can_be_read_in", "level", "place", "country",
    "organisation", "themes", "sdg_targets", "audiences", "gender_marker", "value_chain", "started", "ended",
    "status", "licence", "call", "illustrative", "first_published", "published",
)  # fmt: skip


def published() -> PracticeQuerySet:
    """The practices that everybody may read, newest version first."""
    rows = Practice.objects.published().select_related("version")
    return rows.order_by("-version__published_at", "-pk")


def readings(practices: Sequence[Practice]) -> dict[int, dict[str, Reading]]:
    """For each version's key every language in which it can be read, the original first. One query."""
    versions = []
    for row in practices:
        if row.version is not None:
            row.version.practice = row
            versions.append(row.version)
    return reading.every(versions)


def records(practices: Sequence[Practice]) -> list[dict[str, Any]]:
    """The practices as plain data for JSON; moments in UTC (ISO 8601)."""
    read = readings(practices)
    return [_record(row, row.version, read[row.version.pk]) for row in practices if row.version is not None]


def _record(practice: Practice, version: Version, read: dict[str, Reading]) -> dict[str, Any]:
    facts, owner = version.facts, version.facts["organisation"]
    return {
        "id": practice.public_id,
        "url": absolute(practice.get_absolute_url()),
        "version": version.number,
        "version_url": absolute(version.get_absolute_url()),
        "language": version.language,
        "organisation": {"id": owner["id"], "name": texts(owner["names"])} if owner else None,
        **{name: facts.get(name) for name in ("place", "more_places", "partners", "links", "themes")},
        **{name: facts.get(name) for name in ("sdg_targets", "audiences", "level", "licence")},
        **{name: facts.get(name) or None for name in ("value_chain", "status", "started", "ended", "call")},
        "gender_marker": int(facts["marker"]) if facts.get("marker") else None,
        "illustrative": practice.illustrative,
        "source": practice.source or None,
        "first_published": iso(practice.published_at),
        "published": iso(version.published_at),
        "texts": {language: _text(one) for language, one in read.items()},
    }


def _text(read: Reading) -> dict[str, Any]:
    """One language: what is read, and who or what made it. The contact's address stays on the site."""
    sections = {key: text for key, text in read.content["sections"].items() if key != "contact"}
    return {
        **read.content,
        "sections": sections,
        "original": read.original,
        "reviewed": read.reviewed,
        "machine": read.machine or None,
        "outdated": read.outdated_since is not None,
    }


def lines(practices: Sequence[Practice]) -> list[list[str | int | None]]:
    """The practices as lines of the CSV file, under CSV_HEADINGS; lists are joined by spaces."""
    read = readings(practices)
    return [_line(row, row.version, read[row.version.pk]) for row in practices if row.version is not None]


def _line(practice: Practice, version: Version, read: dict[str, Reading]) -> list[str | int | None]:
    facts, owner = version.facts, version.facts["organisation"]
    place = facts.get("place") or {}
    return [
        practice.public_id, absolute(practice.get_absolute_url()), version.number, version.content["title"],
        version.language, " ".join(read), facts.get("level", ""), place.get("name", ""),
        place.get("country", ""), pick(owner["names"]).text if owner else "",
        *(" ".join(facts.get(name) or []) for name in ("themes", "sdg_targets", "audiences")),
        *(facts.get(name, "") for name in ("marker", "value_chain", "started", "ended", "status", "licence")),
        facts.get("call", ""), "yes" if practice.illustrative else "no", iso(practice.published_at),
        iso(version.published_at),
    ]  # fmt: skip
