"""What the page of a project shows to whom."""

from typing import Any

from django.conf import settings

from cityclusters.core.http import Request
from cityclusters.core.sections import sections_of
from cityclusters.groups import value_chains
from cityclusters.groups.models import Group
from cityclusters.people.readers import is_officer
from cityclusters.places.templatetags.places import Point
from cityclusters.projects import phases, rules
from cityclusters.projects.models import PhaseClosing, Project
from cityclusters.projects.registry import cooperating
from cityclusters.projects.registry.forms import TypeForm

MOST_CLOSINGS = 30


def context(request: Request, project: Project) -> dict[str, Any]:
    """Everybody: what it is about, its phases, partners, places and groups. The team besides: what keeps the
    phase open, and where each is mended."""
    reader = request.user
    inside = rules.is_team(reader, project)
    may_lead = rules.may_lead(reader, project)
    goes_on = project.state == Project.State.ACTIVE
    places = list(project.places.select_related("country"))
    return {
        "steps": phases.steps(project),
        "stands": phases.now(project),
        "next": phases.after(project, project.phase),
        "inside": inside,
        "may_lead": may_lead,
        "missing": phases.missing(project, project.phase) if inside and goes_on else [],
        "goes_on": goes_on,
        "partners": list(project.partners.select_related("organisation__place")),
        "places": places,
        "points": _points(project, places),
        "groups": list(_groups(request, project)),
        "chains": value_chains.words(project.value_chains),
        "sections": sections_of(settings.PROJECT_SECTIONS, request, project),
        "type_form": _type_form(project) if is_officer(reader) and may_lead else None,
        "history": _history(project) if inside else [],
    }


def _history(project: Project) -> list[tuple[str, PhaseClosing]]:
    """Phases in words, with their closings."""
    rows = project.closings.select_related("closed_by")[:MOST_CLOSINGS]
    return [(str(phases.find(project, row.phase) or row.phase), row) for row in rows]


def _groups(request: Request, project: Project) -> Any:
    rows = Group.objects.visible_to(request.user)
    return rows.filter(pk__in=project.groups.order_by().values("pk")).select_related("place__country")


def _points(project: Project, places: list[Any]) -> list[Point]:
    found = {place.pk: place for place in ([project.place] if project.place else []) + places}
    return [
        {"lat": one.latitude, "lon": one.longitude, "label": one.label(), "count": 1,
         "url": one.get_absolute_url()}
        for one in found.values()
    ]  # fmt: skip


def _type_form(project: Project) -> TypeForm:
    kind = project.type if project.type_confirmed_at else cooperating.proposed(project)
    return TypeForm(initial={"kind": kind})
