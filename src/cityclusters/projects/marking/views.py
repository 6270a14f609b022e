"""The gender marker of a project: what it is, proposing one, confirming it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.saying import saying
from cityclusters.journal import drafts
from cityclusters.projects import marker as pure
from cityclusters.projects import rules as project_rules
from cityclusters.projects.marking import acts, facts, rules, words
from cityclusters.projects.marking.forms import ConfirmForm, CriteriaForm, UnForm
from cityclusters.projects.models import Mark, Project
from cityclusters.projects.reaching import in_project
from cityclusters.projects.reaching import page as answer

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _answers(mark: Mark | None) -> list[tuple[str, str, str, int]]:
    """Each criterion with what was answered, where it can be seen, and the value that needs it."""
    given = mark.answers if mark else {}
    return [
        (words.criterion(code), one.get("answer", ""), one.get("evidence", ""), words.for_which(code))
        for code in pure.CRITERIA
        if (one := given.get(code, {}))
    ]


@require_safe
@in_project()
def marker(request: Request, project: Project) -> HttpResponse:
    """The marker in force with its evidence; for the team also what waits, and the history."""
    force, inside = acts.in_force(project), project_rules.is_team(request.user, project)
    context: dict[str, Any] = {"mark": force, "short": words.short(force.value if force else None)}
    context |= {"answers": _answers(force), "inside": inside, "topic": _("Gender marker")}
    if inside:
        marks = list(project.marks.select_related("confirmed_by", "proposed_by"))
        waiting = next((one for one in marks if one.confirmed_at is None), None)
        context |= {"waiting": waiting, "waiting_answers": _answers(waiting)}
        context["history"] = [(one, words.short(one.value)) for one in marks if one.superseded_at]
        context["waiting_words"] = words.short(waiting.proposed) if waiting else ""
        context["limited"] = waiting is not None and waiting.un_score == pure.UN_LIMITED
    context["may_propose"] = rules.may_propose(request.user, project)
    context["may_confirm"] = rules.may_confirm(request.user, project)
    return answer(request, project, "projects/marker.html", context)


def _between(project: Project) -> list[tuple[str, str]]:
    return [(reverse("projects:marker", args=[project.public_id]), _("Gender marker"))]


@FORM_PAGE
@in_project(may=rules.may_propose)
def propose(request: PersonRequest, project: Project) -> HttpResponse:
    """Proposes it from the criteria; what the records show already stands there as a suggestion."""
    key = f"marker-{project.public_id}"
    before = drafts.typed_before(CriteriaForm(), drafts.load(request.user, key))
    first = {"language": project.language, **facts.suggested(project), **before}
    form = CriteriaForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = acts.propose(project, request.user, form.answers, data["stage"], data["language"])
        drafts.drop(request.user, key)
        messages.success(request, _("Proposed: %(value)s.") % {"value": words.short(made.proposed)})
        return redirect("projects:marker", project.public_id)
    context = {"form": form, "draft": key, "topic": _("Propose a marker"), "between": _between(project)}
    return answer(request, project, "projects/marker_propose.html", context)


@FORM_PAGE
@in_project(may=rules.may_propose)
def from_un(request: PersonRequest, project: Project) -> HttpResponse:
    """Proposes it from a score on the scale of the United Nations."""
    form = UnForm(request.POST or None, initial={"language": project.language})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = acts.take_over(project, request.user, data["un_score"], data["language"])
        messages.success(request, _("Proposed: %(value)s.") % {"value": words.short(made.proposed)})
        return redirect("projects:marker", project.public_id)
    context = {"form": form, "topic": _("From the scale of the United Nations"), "between": _between(project)}
    return answer(request, project, "projects/marker_un.html", context)


@FORM_PAGE
@in_project(may=rules.may_confirm)
def confirm(request: PersonRequest, project: Project) -> HttpResponse:
    """Confirms the proposal, or another value with a reason."""
    waiting = project.marks.filter(confirmed_at=None).first()
    if waiting is None:
        messages.error(request, _("There is no proposal that waits to be confirmed."))
        return redirect("projects:marker", project.public_id)
    form = ConfirmForm(request.POST or None, initial={"value": waiting.proposed})
    if request.method == "POST" and form.is_valid():
        try:
            acts.confirm(project, request.user, **form.cleaned_data)
            messages.success(request, _("The marker is confirmed."))
            return redirect("projects:marker", project.public_id)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    context: dict[str, Any] = {"form": form, "topic": _("Confirm the marker"), "between": _between(project)}
    context |= {"waiting": words.short(waiting.proposed), "waiting_answers": _answers(waiting)}
    return answer(request, project, "projects/marker_confirm.html", context)


@require_POST
@in_project(may=rules.may_propose)
def withdraw(request: PersonRequest, project: Project) -> HttpResponse:
    """Takes the proposal back."""
    with saying(request, _("The proposal is taken back.")):
        acts.withdraw(project, request.user)
    return redirect("projects:marker", project.public_id)
