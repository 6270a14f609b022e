"""Reading a plan, beginning a version, putting it in force, what became of an action."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.projects import rules
from cityclusters.projects.forming import act_on, form_page
from cityclusters.projects.models import Action, Plan, Project
from cityclusters.projects.planning import acts, reading
from cityclusters.projects.planning.forms import ForceForm, StepForm
from cityclusters.projects.planning.versions import chosen, shown_to
from cityclusters.projects.reaching import in_project, page

FORM = require_http_methods(["GET", "HEAD", "POST"])


def version_of(request: Request, project: Project, number: int | None) -> Plan:
    """The version, for who may read it. Raises Http404."""
    plan = chosen(shown_to(request.user, project), number)
    if plan is None:
        raise Http404
    return plan


@require_safe
@in_project()
def plan(request: Request, project: Project) -> HttpResponse:
    """The version in force, else the latest."""
    plans = shown_to(request.user, project)
    return page(
        request, project, "projects/plan.html", reading.context(request, project, plans, chosen(plans))
    )


@require_safe
@in_project()
def version(request: Request, project: Project, number: int) -> HttpResponse:
    """One version, also an old one."""
    plans = shown_to(request.user, project)
    found = version_of(request, project, number)
    return page(request, project, "projects/plan.html", reading.context(request, project, plans, found))


@require_POST
@in_project(rules.may_write)
def begin(request: PersonRequest, project: Project) -> HttpResponseBase:
    """A new draft."""
    try:
        made = acts.begin(project, request.user, (get_language() or "en")[:2])
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:plan", project.public_id)
    return redirect(made)


@FORM
@in_project(rules.may_lead)
def force(request: PersonRequest, project: Project, number: int) -> HttpResponse:
    """Puts the draft in force."""
    found = version_of(request, project, number)
    form = ForceForm(request.POST if request.method == "POST" else None)
    act = partial(acts.put_in_force, found, request.user)
    done = _("Version %(number)s is in force.") % {"number": found.number}
    return act_on(request, form, act, done, found.get_absolute_url()) or form_page(
        request, project, form, topic=_("Put the plan in force"), button=_("Put it in force"),
        back=found.get_absolute_url(), between=[(found.get_absolute_url(), _("Plan"))],
        lead=_("From then on this version stays as it is, and progress is measured against it."),
    )  # fmt: skip


@FORM
@in_project(rules.may_report)
def step(request: PersonRequest, project: Project, action: str) -> HttpResponse:
    """What became of an action."""
    rows = Action.objects.filter(objective__plan__project=project).select_related("objective__plan")
    found = rows.filter(public_id=sent_id(action)).first()
    if found is None:
        raise Http404
    form = StepForm(request.POST if request.method == "POST" else None)
    home = reverse("projects:plan", args=[project.public_id])
    act = partial(_note, project, request.user, found)
    return act_on(request, form, act, _("Saved."), home) or form_page(
        request, project, form, topic=found.title, button=_("Save"), back=home, between=[(home, _("Plan"))]
    )


def _note(project: Project, by: "object", action: Action, **fields: object) -> None:
    acts.note_step(project, by, action, fields)  # type: ignore[arg-type]
