"""The numbers of a project for its team: the board, one indicator, checking, locking, evidence."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.projects import rules
from cityclusters.projects.models import Indicator, Project, Value
from cityclusters.projects.monitoring import acts, reading
from cityclusters.projects.monitoring.forms import ReasonForm, ReporterForm
from cityclusters.projects.monitoring.rules import may_approve, may_lock
from cityclusters.projects.reaching import in_project, page

PER_PAGE = 50


def indicator_of(project: Project, key: str) -> Indicator:
    """One of the project's. Raises Http404."""
    found = project.indicators.select_related("reporter").filter(public_id=sent_id(key)).first()
    if found is None:
        raise Http404
    found.project = project
    return found


def value_of(indicator: Indicator, key: str) -> Value:
    """One of its numbers. Raises Http404."""
    found = indicator.values.filter(public_id=sent_id(key)).first()
    if found is None:
        raise Http404
    found.indicator = indicator
    return found


@require_safe
@in_project(team=True)
def board(request: PersonRequest, project: Project) -> HttpResponse:
    """Every indicator as it stands, by sex, and whether its numbers have come."""
    lines = reading.board(project)
    drafts = Value.objects.filter(indicator__project=project, state=Value.State.DRAFT)
    context = {
        "topic": _("Numbers"),
        "page": paged(request, lines, PER_PAGE),
        "late": sum(line.light == "red" for line in lines),
        "due": sum(line.light == "yellow" for line in lines),
        "all": len(lines),
        "drafts": drafts.select_related("indicator", "by").order_by("at")[:50],
        "may_write": rules.may_write(request.user, project),
    }
    return page(request, project, "projects/numbers.html", context)


@require_safe
@in_project(team=True)
def series(request: PersonRequest, project: Project, indicator: str) -> HttpResponse:
    """One indicator: its numbers against the version of their time, with what was changed."""
    found = indicator_of(project, indicator)
    rows = reading.series(project, found)
    user = request.user
    context = {
        "topic": found.name,
        "between": [(f"{project.get_absolute_url()}numbers/", _("Numbers"))],
        "indicator": found,
        "rows": [(row, may_approve(user, row.value), may_lock(user, row.value)) for row in rows],
        "may_fill": rules.may_report(user, project) or found.reporter_id == user.pk,
        "reporter_form": _reporter_form(project, found) if rules.may_write(user, project) else None,
    }
    return page(request, project, "projects/numbers_of.html", context)


def _reporter_form(project: Project, indicator: Indicator) -> ReporterForm:
    now = indicator.reporter.public_id if indicator.reporter else None
    return ReporterForm(project=project, initial={"person": now})


@require_POST
@in_project(rules.may_write)
def approve(request: PersonRequest, project: Project, indicator: str, value: str) -> HttpResponseBase:
    """Another person finds it right."""
    found = value_of(indicator_of(project, indicator), value)
    with saying(request, _("Approved.")):
        acts.approve(found, request.user)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@in_project(rules.may_write)
def give_back(request: PersonRequest, project: Project, indicator: str, value: str) -> HttpResponse:
    """Says what is to be corrected; a locked number is opened again the same way."""
    found = value_of(indicator_of(project, indicator), value)
    is_locked = found.state == Value.State.LOCKED
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            (acts.unlock if is_locked else acts.give_back)(found, request.user, form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    words = _("Open the number again") if is_locked else _("Give the number back")
    context = {"topic": words, "form": form, "button": words, "back": found.get_absolute_url()}
    return page(request, project, "projects/form.html", context, status=422 if form.errors else 200)


@require_POST
@in_project(rules.may_lead)
def lock(request: PersonRequest, project: Project, indicator: str, value: str) -> HttpResponseBase:
    """From now on it stays."""
    found = value_of(indicator_of(project, indicator), value)
    with saying(request, _("Locked.")):
        acts.lock(found, request.user)
    return redirect(found)


@require_POST
@in_project(rules.may_write)
def give_to(request: PersonRequest, project: Project, indicator: str) -> HttpResponseBase:
    """Who fills in its numbers."""
    found = indicator_of(project, indicator)
    form = ReporterForm(request.POST, project=project)
    if form.is_valid():
        with saying(request, _("Saved.")):
            acts.give_to(found, request.user, form.cleaned_data["person"])
    return redirect(found)


@require_safe
@in_project(team=True)
def evidence(request: PersonRequest, project: Project, indicator: str, value: str) -> HttpResponseBase:
    """The photo or paper that shows a number."""
    found = value_of(indicator_of(project, indicator), value)
    if not found.file:
        raise Http404
    return files.send(request, found.file)
