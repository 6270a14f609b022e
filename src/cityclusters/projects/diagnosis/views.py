"""The diagnosis: its overview, the grids, the findings, the chain with the map, and its versions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.groups.models import Group
from cityclusters.projects.commission.endorsing import endorsed
from cityclusters.projects.diagnosis import freezing, page, rules, small, things
from cityclusters.projects.diagnosis.forms import SendForm
from cityclusters.projects.diagnosis.grids import CHAIN, GRIDS, how_words
from cityclusters.projects.diagnosis.reaching import in_diagnosis
from cityclusters.projects.diagnosis.sheets import tables_of
from cityclusters.projects.models import Project
from cityclusters.projects.reaching import page as answer


@require_safe
@in_diagnosis()
def overview(request: Request, project: Project) -> HttpResponse:
    """What is filled in and what is missing, for the team; for others the version that was endorsed."""
    if not rules.sees_work(request.user, project):
        version = freezing.in_force(project)
        if version is not None:
            return redirect(version)
        return answer(request, project, "projects/diagnosis_none.html", {"topic": _("Diagnosis")})
    content = small.content_for_team(freezing.content_of(project))
    context = _whole(content) | _versions(project, content)
    context |= {"topic": _("Diagnosis"), "may_fill": rules.may_fill(request.user, project)}
    context |= {"may_send": rules.may_send(request.user, project)}
    context["form"] = SendForm(initial={"language": project.language})
    return answer(request, project, "projects/diagnosis.html", context)


def _whole(content: freezing.Content) -> dict[str, Any]:
    """The parts that the overview and a version show alike."""
    hearings = [{**one, "words": how_words(one["how"])} for one in content["hearings"]]
    return {
        "grids": [page.grid_view(code, rows) for code, rows in content["grids"].items()],
        "hearings": hearings,
        "heard": {sex: sum(one[sex] for one in hearings) for sex in small.SEXES},
        "domains": page.findings_by_domain(content["findings"]),
        "boxes": page.chain_boxes(content["steps"]),
        "boxes_height": page.STEP_HEIGHT * len(content["steps"]),
        "hidden_ranks": content["hidden_ranks"],
    }


def _versions(project: Project, content: freezing.Content) -> dict[str, Any]:
    """The versions that were sent, each with its endorsement, and whether the last one is out of date."""
    approved = {
        row.version: row for row in project.endorsements.filter(what=freezing.WHAT, withdrawn_at=None)
    }
    versions = [(one, approved.get(one.number)) for one in project.diagnosis_versions.defer("content")]
    last = freezing.latest(project)
    now = freezing.content_of(project) if last else None
    return {"versions": versions, "is_changed": last is not None and last.content != now}


@require_safe
@in_diagnosis(team=True)
def grid(request: Request, project: Project, grid: str) -> HttpResponse:
    """One grid with its rows."""
    if grid not in GRIDS:
        raise Http404
    rows = [freezing.row_of(row) for row in project.grid_rows.filter(grid=grid)]
    context: dict[str, Any] = {"view": page.grid_view(grid, rows), "topic": str(GRIDS[grid].words)}
    context |= {"between": things.between(project), "may_fill": rules.may_fill(request.user, project)}
    context["kind"] = grid
    return answer(request, project, "projects/diagnosis_grid.html", context)


@require_safe
@in_diagnosis(team=True)
def findings(request: Request, project: Project) -> HttpResponse:
    """All findings by what they are about."""
    rows = [freezing.finding_of(one) for one in project.findings.prefetch_related("rows")]
    context: dict[str, Any] = {"domains": page.findings_by_domain(rows), "topic": _("Findings")}
    context |= {"between": things.between(project), "may_fill": rules.may_fill(request.user, project)}
    return answer(request, project, "projects/diagnosis_findings.html", context)


@require_safe
@in_diagnosis(team=True)
def chain(request: Request, project: Project) -> HttpResponse:
    """The value chain, and the map of where the project works."""
    steps = small.steps_for_team([freezing.step_of(one) for one in project.chain_steps.all()])
    groups = Group.objects.visible_to(request.user).filter(pk__in=project.groups.values("pk"))
    regions = page.regions_of(project, list(groups.select_related("place__country")))
    context: dict[str, Any] = {"boxes": page.chain_boxes(steps), "regions": regions, "kind": CHAIN}
    context["boxes_height"] = page.STEP_HEIGHT * len(steps)
    context |= {"topic": _("Value chain and regions"), "between": things.between(project)}
    context["may_fill"] = rules.may_fill(request.user, project)
    return answer(request, project, "projects/diagnosis_chain.html", context)


@require_POST
@in_diagnosis(may=rules.may_send)
def send(request: PersonRequest, project: Project) -> HttpResponse:
    """Freezes a version for the commission."""
    form = SendForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("projects:diagnosis", project.public_id)
    data = form.cleaned_data
    try:
        made = freezing.send(project, request.user, data["changes"], data["language"])
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:diagnosis", project.public_id)
    messages.success(request, _("Version %(number)s is ready for the commission.") % {"number": made.number})
    return redirect(made)


def _content_of(request: Request, project: Project, number: int) -> tuple[Any, freezing.Content]:
    """A version and its content as this reader may see it. Raises Http404: others than the team see those
    that were endorsed."""
    version = project.diagnosis_versions.filter(number=number).select_related("by").first()
    if version is None:
        raise Http404
    if rules.sees_work(request.user, project):
        return version, small.content_for_team(version.content)
    if not freezing.is_endorsed(version):
        raise Http404
    return version, small.content_for_all(version.content, page.k())


@require_safe
@in_diagnosis()
def version(request: Request, project: Project, number: int) -> HttpResponse:
    """One version, as it was sent."""
    found, content = _content_of(request, project, number)
    context = _whole(content) | {"version": found, "between": things.between(project)}
    context["endorsement"] = endorsed(project, freezing.WHAT, number)
    context["sees_work"] = rules.sees_work(request.user, project)
    context["topic"] = _("Diagnosis, version %(number)s") % {"number": number}
    return answer(request, project, "projects/diagnosis_version.html", context)


@require_safe
@in_diagnosis()
def file(request: Request, project: Project, number: int = 0) -> HttpResponseBase:
    """The diagnosis as a workbook: as it is now (0) for the team, or one version."""
    if number:
        _version, content = _content_of(request, project, number)
    elif rules.sees_work(request.user, project):
        content = small.content_for_team(freezing.content_of(project))
    else:
        raise Http404
    return xlsx_response(f"diagnosis-{project.public_id}-{number or 'now'}", tables_of(content))
