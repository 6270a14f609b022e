"""Practices on a map, several side by side, and as a table."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick, with_commas
from cityclusters.places.countries import country_name
from cityclusters.places.templatetags.places import Point
from cityclusters.practices.models import Practice, Version
from cityclusters.practices.models.choices import SECTIONS, Level, Licence
from cityclusters.practices.models.queries import PracticeQuerySet
from cityclusters.practices.page import place_words, results_of
from cityclusters.practices.reading import Reading

MOST_COMPARED, FEWEST_COMPARED = 4, 2


def points(rows: PracticeQuerySet) -> list[Point]:
    """Where they are, with their number. One query."""
    names = ("place__public_id", "place__name", "place__country", "place__latitude", "place__longitude")
    counted = rows.order_by().values_list(*names).annotate(number=Count("pk"))
    return [
        {
            "lat": latitude,
            "lon": longitude,
            "label": place_words({"name": name, "country": country}),
            "count": number,
            "url": f"{reverse('practices:list')}?place={public_id}",
        }
        for public_id, name, country, latitude, longitude, number in counted
    ]


class Said(NamedTuple):
    """What one practice says under a heading: a text, or results."""

    reading: Reading
    text: str = ""
    results: Sequence[dict[str, Any]] = ()


class Compared(NamedTuple):
    """One row of the page that lays practices side by side."""

    heading: str
    said: list[Said]


def side_by_side(rows: Sequence[Practice]) -> list[Compared]:
    """Section by section, without those in which none says anything."""
    readings: list[Reading] = [row.reading for row in rows]  # type: ignore[attr-defined]
    made = []
    for key, (heading, _hint) in SECTIONS.items():
        said = [Said(text, text.content.get("sections", {}).get(key, "")) for text in readings]
        if key != "contact":
            made.append(Compared(str(heading), said))
        if key == "result":
            results = [Said(text, results=results_of(text.content)) for text in readings]
            made.append(Compared(_("Results"), results))
    return [row for row in made if any(one.text or one.results for one in row.said)]


def _result(row: dict[str, Any]) -> str:
    parts = [row["statement"], " ".join(filter(None, [row["value"], row["unit"]])), row["period"]]
    source = row["source"] or _("as stated by the author")
    return " · ".join([*filter(None, parts), source])


def table() -> Table:
    """Everything published, for officers: one row for each practice."""
    header = [
        _("Title"), _("Language"), _("Place"), _("Country"), _("Organisation"), _("Level"), _("Themes"),
        _("SDG targets"), _("Licence"), _("Version"), _("Published"), _("State"),
        *(str(heading) for heading, _hint in SECTIONS.values()), _("Results"), _("Address"),
    ]  # fmt: skip
    rows = Practice.objects.published().select_related("version").order_by("published_at", "pk")
    return Table(_("Practices"), header, _lines(rows.iterator(chunk_size=500)))


def _lines(rows: Iterator[Practice]) -> Iterator[list[Cell]]:
    for row in rows:
        assert row.version is not None
        yield _line(row, row.version)


def _line(row: Practice, version: Version) -> list[Cell]:
    content, facts = version.content, version.facts
    owner = facts["organisation"]
    return [
        content["title"], version.language, facts["place"]["name"], country_name(facts["place"]["country"]),
        pick(owner["names"]).text if owner else "", str(Level(facts["level"]).label),
        with_commas(facts["themes"]), with_commas(facts["sdg_targets"]),
        str(dict(Licence.choices).get(facts["licence"], "")), version.number,
        version.published_at.date(), row.get_state_display(),
        *(content["sections"].get(key, "") for key in SECTIONS),
        "\n".join(map(_result, results_of(content))), row.get_absolute_url(),
    ]  # fmt: skip
