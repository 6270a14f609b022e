"""Services as readers see them: by country and place, the ones that help at once first."""

from collections.abc import Iterable
from typing import NamedTuple

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.places.countries import country_name
from cityclusters.places.models import Place
from cityclusters.projects.models import Project, Service
from cityclusters.projects.models.service import ServiceQuerySet

ORDER = {kind: at for at, kind in enumerate(Service.Kind.values)}
MOST = 300
ON_A_SLIP = 6


class Where(NamedTuple):
    """The services of one place; of the whole country where `place` is None."""

    place: Place | None
    services: list[Service]


def first_first(rows: Iterable[Service]) -> list[Service]:
    """Helplines before police before health …; what was checked lately and answers day and night first."""
    return sorted(rows, key=lambda row: (ORDER[row.kind], row.is_stale, not row.always, str(row)))


def of_country(code: str, place: Place | None = None) -> ServiceQuerySet:
    """The shown services of a country; with a place those for all and those of the place."""
    rows = Service.objects.shown().filter(country=code).select_related("place__country")
    if place is not None:
        rows = rows.filter(place=None) | rows.filter(place=place)
    return rows


def by_place(rows: Iterable[Service]) -> list[Where]:
    """The whole country first, then its places by name."""
    found: dict[int | None, list[Service]] = {None: []}
    for row in rows:
        found.setdefault(row.place_id, []).append(row)
    wheres = [Where(some[0].place, first_first(some)) for some in found.values() if some]
    return sorted(
        wheres, key=lambda where: (where.place is not None, where.place.folded if where.place else "")
    )


def countries() -> list[tuple[str, str]]:
    """Countries with services that are shown: (code, name), by name."""
    codes = Service.objects.shown().order_by().values_list("country", flat=True).distinct()
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


def for_slip(rows: Iterable[Service]) -> list[Service]:
    """The few lines that fit on a slip: one of each kind before a second of any."""
    ordered = first_first(rows)
    taken: list[Service] = []
    for row in ordered:
        if all(row.kind != other.kind for other in taken):
            taken.append(row)
    taken += [row for row in ordered if row not in taken]
    return first_first(taken[:ON_A_SLIP])


def on_card(request: Request, place: Place | None) -> Section:
    """settings.CARD_SECTIONS: the services near a place, or the countries (rule HU9)."""
    rows = list(of_country(place.country_id, place)[:MOST]) if place else []
    context = {
        "wheres": by_place(rows),
        "countries": [] if rows else countries(),
        "code": place.country_id if rows and place else "",
        "place": place,
    }
    return Section("projects/_lines_near.html", context)


def on_plan(request: Request, project: Project) -> Section | None:
    """settings.PROJECT_SECTIONS: on the page of a local plan, the services near its place."""
    if project.kind != Project.Kind.LOCAL_PLAN or project.place is None:
        return None
    return on_card(request, project.place)
