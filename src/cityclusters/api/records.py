"""What leaves the platform about an exchange: public fields alone, no person, no address.

The same published exchanges for everybody, whoever is signed in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.models.queries import ExchangeQuerySet
from cityclusters.journal.letters import absolute

CSV_HEADINGS = (
    "id", "address", "title", "title_language", "kind", "mode", "state", "first_session_starts",
    "last_session_ends", "zone", "languages", "interpretation", "themes", "spaces", "organiser",
    "organiser_place", "organiser_country", "audience", "sdg_targets", "gender_marker", "capacity",
    "illustrative", "changed",
)  # fmt: skip


def published() -> ExchangeQuerySet:
    """The exchanges that everybody may see, with all that a record needs: four queries for any number."""
    rows = Exchange.objects.published().with_dates().select_related("organiser__place")
    return rows.prefetch_related("themes", "spaces")


def iso(moment: datetime | None) -> str | None:
    """A moment in UTC: '2027-03-01T05:00:00Z'; None for none."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def texts(stored: Mapping[str, str]) -> dict[str, Any]:
    """A text in several languages: {"original": "en", "texts": {"en": …}}; None where there is none."""
    found = {language: text for language, text in stored.items() if language != "_"}
    return {"original": pick(stored, stored.get("_", "")).language or None, "texts": found}


def record(exchange: Exchange) -> dict[str, Any]:
    """One exchange as plain data for JSON; moments in UTC (ISO 8601)."""
    place = exchange.organiser.place
    return {
        "id": exchange.public_id,
        "url": absolute(exchange.get_absolute_url()),
        "title": texts(exchange.title),
        "summary": texts(exchange.summary),
        "kind": exchange.kind,
        "mode": exchange.mode,
        "state": exchange.state,
        "first_session_starts": iso(getattr(exchange, "first_start", None)),
        "last_session_ends": iso(getattr(exchange, "last_end", None)),
        "zone": exchange.zone,
        "languages": exchange.languages,
        "interpretation": exchange.interpretation,
        "themes": [theme.code for theme in exchange.themes.all()],
        "spaces": [space.slug for space in exchange.spaces.all()],
        "organiser": {
            "id": exchange.organiser.public_id,
            "name": texts(exchange.organiser.names),
            "place": place.name if place else None,
            "country": place.country_id if place else None,
        },
        "audience": exchange.audience or None,
        "sdg_targets": exchange.sdg_targets,
        "gender_marker": int(exchange.marker) if exchange.marker else None,
        "capacity": exchange.capacity,
        "illustrative": exchange.illustrative,
        "changed": iso(exchange.changed_at),
    }


def line(exchange: Exchange) -> list[str | int | None]:
    """One exchange as a line of the CSV file, under CSV_HEADINGS; lists are joined by spaces."""
    title, place = pick(exchange.title), exchange.organiser.place
    return [
        exchange.public_id,
        absolute(exchange.get_absolute_url()),
        title.text,
        title.language,
        exchange.kind,
        exchange.mode,
        exchange.state,
        iso(getattr(exchange, "first_start", None)),
        iso(getattr(exchange, "last_end", None)),
        exchange.zone,
        " ".join(exchange.languages),
        " ".join(exchange.interpretation),
        " ".join(theme.code for theme in exchange.themes.all()),
        " ".join(space.slug for space in exchange.spaces.all()),
        pick(exchange.organiser.names).text,
        place.name if place else "",
        place.country_id if place else "",
        exchange.audience,
        " ".join(exchange.sdg_targets),
        exchange.marker,
        exchange.capacity,
        "yes" if exchange.illustrative else "no",
        iso(exchange.changed_at),
    ]
