"""Reports as pages, Word files and workbooks; results in words; the overview of the programme."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.journal.once import one_act
from cityclusters.projects import rules
from cityclusters.projects.forming import act_on
from cityclusters.projects.models import Outcome, Project
from cityclusters.projects.phases import all_names
from cityclusters.projects.reaching import in_project, page
from cityclusters.projects.registry.forms import FilterForm
from cityclusters.projects.reporting import acts, building
from cityclusters.projects.reporting import overview as overviews
from cityclusters.projects.reporting.forms import OutcomeForm, SpanForm
from cityclusters.surveys.reporting.docx import DOCX_TYPE, write_docx
from cityclusters.surveys.reporting.parts import Report
from cityclusters.surveys.reporting.xlsx import sheets

FORM = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 50


def _as_file(request: Request, made: Report, name: str) -> HttpResponseBase | None:
    """The report in the asked format; None for a page."""
    wanted = request.GET.get("format")
    if wanted == "docx":
        response = HttpResponse(write_docx(made), content_type=DOCX_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
        return response
    return xlsx_response(name, sheets(made)) if wanted == "xlsx" else None


@require_safe
@in_project()
def report(request: Request, project: Project) -> HttpResponseBase:
    """The report of one project, of all its periods or of some."""
    form = SpanForm(request.GET)
    made = building.of_project(project, **form.asked)
    name = "report" if project.is_sensitive else f"report-{project.public_id}"
    if file := _as_file(request, made, name):
        return file
    context = {"topic": _("Report"), "report": made, "form": form, "query": _query(request)}
    return page(request, project, "projects/report.html", context)


def _query(request: Request) -> str:
    """What was asked, without the format, for the links to the files."""
    asked = request.GET.copy()
    asked.pop("format", None)
    return asked.urlencode()


@require_safe
def together(request: Request) -> HttpResponseBase:
    """The report of a group of projects, chosen by filters; local plans have their own."""
    span, filters = SpanForm(request.GET), FilterForm(request.GET)
    rows = filters.chosen(Project.objects.visible_to(request.user)).exclude(kind=Project.Kind.LOCAL_PLAN)
    chosen = list(rows[: building.MOST_PROJECTS + 1])
    made = building.of_projects(chosen[: building.MOST_PROJECTS], **span.asked)
    if file := _as_file(request, made, "report-projects"):
        return file
    context = {
        "report": made, "form": span, "filters": filters, "query": _query(request),
        "more": len(chosen) > building.MOST_PROJECTS, "most": building.MOST_PROJECTS,
    }  # fmt: skip
    return render(request, "projects/reports.html", context)


@require_safe
def overview(request: Request) -> HttpResponseBase:
    """Every project that goes on, with its lights and its targets by sex."""
    found = overviews.of(overviews.shown_to(request.user))
    if request.GET.get("format") == "xlsx":
        return xlsx_response("overview", [overviews.table(found)])
    context = {"overview": found, "page": paged(request, found.lines, PER_PAGE), "phases": all_names()}
    return render(request, "projects/overview.html", context)


@require_safe
@in_project()
def outcomes(request: Request, project: Project) -> HttpResponse:
    """Results in words."""
    rows = paged(request, project.outcomes.select_related("place__country", "by"), PER_PAGE)
    may_write = rules.may_write(request.user, project)
    return page(
        request,
        project,
        "projects/outcomes.html",
        {"topic": _("Results"), "page": rows, "may_write": may_write},
    )


@FORM
@in_project(rules.may_write)
@one_act
def outcome(request: PersonRequest, project: Project, key: str = "") -> HttpResponse:
    """Tells a result, changes one or takes it back."""
    row = _outcome(project, key) if key else None
    home = reverse("projects:outcomes", args=[project.public_id])
    if row is not None and "remove" in request.POST:
        acts.take_back(row, request.user)
        messages.success(request, _("The result is taken back."))
        return redirect(home)
    initial = OutcomeForm.values_of(row) if row else {}
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial=initial)
    act = partial(acts.tell, project, request.user, row)
    if done := act_on(request, form, act, _("Saved."), home):
        return done
    topic = _("Result") if row else _("New result")
    context = {"topic": topic, "form": form, "row": row, "between": [(home, _("Results"))], "back": home}
    return page(request, project, "projects/outcome_edit.html", context, status=422 if form.errors else 200)


def _outcome(project: Project, key: str) -> Outcome:
    found = project.outcomes.select_related("place__country").filter(public_id=sent_id(key)).first()
    if found is None:
        raise Http404
    found.project = project
    return found
