"""The list of risks to women."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.journal.once import one_act
from cityclusters.projects import rules
from cityclusters.projects.forming import act_on, form_page
from cityclusters.projects.gates import risks
from cityclusters.projects.gates.forms import RiskForm
from cityclusters.projects.models import Project, Risk
from cityclusters.projects.reaching import in_project, page

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _home(project: Project) -> str:
    return reverse("projects:risks", args=[project.public_id])


def _between(project: Project, *, inside: bool = True) -> list[tuple[str, str]]:
    here = [(_home(project), _("Risks to women"))] if inside else []
    return [(reverse("projects:checklist", args=[project.public_id]), _("Checklist")), *here]


def _risk(project: Project, risk: str) -> Risk:
    found = project.risks.select_related("project__lead").filter(public_id=sent_id(risk)).first()
    if found is None:
        raise Http404
    return found


@require_safe
@in_project(team=True)
def listing(request: PersonRequest, project: Project) -> HttpResponse:
    """What could happen, how likely it is, what is done, and who sees to it."""
    rows = list(project.risks.all())
    context = {
        "topic": _("Risks to women"),
        "between": _between(project, inside=False),
        "risks": [row for row in rows if row.removed_at is None],
        "removed": [row for row in rows if row.removed_at is not None],
        "may_write": rules.may_write(request.user, project),
    }
    return page(request, project, "projects/risks.html", context)


@FORM
@in_project(rules.may_write)
@one_act
def add(request: PersonRequest, project: Project) -> HttpResponse:
    """One more risk."""
    form = RiskForm(request.POST if request.method == "POST" else None)
    act = partial(risks.add, project, request.user)
    return act_on(request, form, act, _("The risk is in the list."), _home(project)) or form_page(
        request, project, form, topic=_("Add a risk"), button=_("Add"), back=_home(project),
        between=_between(project),
        lead=_("More work, less control of income, conflict, violence: what could this project bring women?"),
    )  # fmt: skip


@FORM
@in_project(rules.may_write)
def change(request: PersonRequest, project: Project, risk: str) -> HttpResponse:
    """Other words for a risk."""
    row = _risk(project, risk)
    first = {name: getattr(row, name) for name in RiskForm.base_fields}
    form = RiskForm(request.POST if request.method == "POST" else None, initial=first)
    act = partial(risks.change, row, request.user)
    return act_on(request, form, act, _("The changes are saved."), _home(project)) or form_page(
        request, project, form, topic=_("Change a risk"), button=_("Save"), back=_home(project),
        between=_between(project),
    )  # fmt: skip


@require_POST
@in_project(rules.may_write)
def remove(request: PersonRequest, project: Project, risk: str) -> HttpResponse:
    """Takes a risk off the list; the list offers to put it back."""
    row = _risk(project, risk)
    with saying(request, _("The risk is off the list. You can put it back below.")):
        risks.remove(row, request.user)
    return redirect(_home(project))


@require_POST
@in_project(rules.may_write)
def put_back(request: PersonRequest, project: Project, risk: str) -> HttpResponse:
    """Puts it back."""
    risks.put_back(_risk(project, risk), request.user)
    messages.success(request, _("The risk is in the list again."))
    return redirect(_home(project))
