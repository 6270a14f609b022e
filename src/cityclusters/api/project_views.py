"""Public projects as JSON and as CSV: what they are about, phase, partners and places; no person, nothing of
the rooms inside."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from cityclusters.api.answers import listed
from cityclusters.api.limits import limited
from cityclusters.api.records import texts
from cityclusters.core.exports import csv_response
from cityclusters.core.texts import pick
from cityclusters.journal.letters import absolute
from cityclusters.people.models import Organisation
from cityclusters.places.models import Place
from cityclusters.projects.models import Project
from cityclusters.projects.models.project import ProjectQuerySet
from cityclusters.projects.registry.forms import FilterForm

AT_ONCE = 500  # projects of one step of the CSV file
CSV_HEADINGS = (
    "id", "address", "kind", "title", "language", "lead", "place", "country", "phase", "state", "from",
    "until", "sdg_targets", "value_chains", "cooperation", "cooperation_confirmed", "partners",
)  # fmt: skip


def _chosen(request: HttpRequest) -> ProjectQuerySet:
    """Those that everybody may read, by the filters of the list on the site. Five queries for any number."""
    rows = FilterForm(request.GET).chosen(Project.objects.public())
    return rows.prefetch_related("partners__organisation", "places")


@require_safe
@limited
def projects_json(request: HttpRequest) -> HttpResponseBase:
    """A page of projects as JSON."""
    return listed(request, "projects", _chosen(request), lambda page: [_record(row) for row in page])


def _organisation(row: Organisation) -> dict[str, Any]:
    return {"id": row.public_id, "name": texts(row.names)}


def _place(place: Place) -> dict[str, Any]:
    return {"id": place.public_id, "name": place.name, "country": place.country_id}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _record(row: Project) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "url": absolute(row.get_absolute_url()),
        "kind": row.kind,
        "language": row.language,
        "title": texts(row.title),
        "summary": texts(row.summary),
        "lead": _organisation(row.lead),
        "place": _place(row.place) if row.place else None,
        "places": [_place(place) for place in row.places.all()],
        "partners": [
            {**_organisation(one.organisation), "role": one.role, "gives": one.support}
            for one in row.partners.all()
        ],
        "phase": row.phase,
        "state": row.state,
        "from": _day(row.starts),
        "until": _day(row.ends),
        "sdg_targets": row.targets,
        "value_chains": row.value_chains,
        "cooperation": row.type,
        "cooperation_confirmed": row.type_confirmed_at is not None,
    }


@require_safe
@limited
def projects_csv(request: HttpRequest) -> HttpResponseBase:
    """All projects that fit the filters as a CSV file; no cell can run as a formula."""
    return csv_response("projects", CSV_HEADINGS, _lines(_chosen(request)))


def _lines(rows: ProjectQuerySet) -> Iterator[list[str | int | None]]:
    for row in rows.iterator(chunk_size=AT_ONCE):
        partners = [f"{pick(one.organisation.names).text} ({one.role})" for one in row.partners.all()]
        yield [
            row.public_id, absolute(row.get_absolute_url()), row.kind, pick(row.title).text, row.language,
            pick(row.lead.names).text, row.place.name if row.place else "",
            row.place.country_id if row.place else "", row.phase, row.state, _day(row.starts), _day(row.ends),
            " ".join(row.targets), " ".join(row.value_chains), row.type,
            "yes" if row.type_confirmed_at else "no", "; ".join(partners),
        ]  # fmt: skip
