"""The vision: its versions, writing a draft, sending it to the commission."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.saying import saying
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.projects.commission.endorsing import endorsed
from cityclusters.projects.diagnosis import rules
from cityclusters.projects.diagnosis.reaching import in_diagnosis
from cityclusters.projects.models import Project, Vision
from cityclusters.projects.reaching import page as answer
from cityclusters.projects.vision import acts, results
from cityclusters.projects.vision.forms import VisionForm
from cityclusters.projects.vision.page import between

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@in_diagnosis()
def overview(request: Request, project: Project) -> HttpResponse:
    """The vision in force; for the team also its draft, all versions and the rankings."""
    inside = rules.sees_work(request.user, project)
    context: dict[str, Any] = {"vision": acts.in_force(project), "topic": _("Vision")}
    if inside:
        visions = list(project.visions.all())
        approved = {
            row.version: row for row in project.endorsements.filter(what=acts.WHAT, withdrawn_at=None)
        }
        context["draft"] = next((one for one in visions if one.sent_at is None), None)
        context["versions"] = [(one, approved.get(one.number)) for one in visions if one.sent_at]
        context["rankings"] = project.rankings.all()
    context |= {"inside": inside, "may_fill": rules.may_fill(request.user, project)}
    context["may_send"] = rules.may_send(request.user, project)
    return answer(request, project, "projects/vision.html", context)


@require_safe
@in_diagnosis()
def version(request: Request, project: Project, number: int) -> HttpResponse:
    """One version: the team sees all that were sent, others those that were endorsed."""
    found = project.visions.filter(number=number).select_related("ranking", "by", "sent_by").first()
    inside = rules.sees_work(request.user, project)
    approved = endorsed(project, acts.WHAT, number)
    if found is None or not (inside or (found.sent_at and approved)):
        raise Http404
    context: dict[str, Any] = {"vision": found, "endorsement": approved, "between": between(project)}
    context["topic"] = _("Vision, version %(number)s") % {"number": number}
    context |= {"inside": inside, "found": results.of(found.ranking) if found.ranking else None}
    return answer(request, project, "projects/vision_version.html", context)


def _first_values(project: Project, draft: Vision | None) -> tuple[dict[str, Any], int]:
    """What the form starts from: the draft, else the last version that was sent; and the draft's number."""
    start = draft or project.visions.first()
    if start is None:
        return {"language": project.language}, 1
    first = {name: getattr(start, name) for name in acts.FIELDS}
    if draft is None:
        first["changes"] = ""
    return first, start.number + (draft is None)


@FORM_PAGE
@in_diagnosis(may=rules.may_fill)
@one_act
def write(request: PersonRequest, project: Project) -> HttpResponse:
    """The draft of the vision: a new one begins from the last version."""
    draft = project.visions.filter(sent_at=None).first()
    first, number = _first_values(project, draft)
    key = f"vision-{project.public_id}"
    plain = VisionForm(project=project, number=number)
    first |= drafts.typed_before(plain, drafts.load(request.user, key))
    form = VisionForm(request.POST or None, initial=first, project=project, number=number)
    if request.method == "POST" and form.is_valid():
        acts.write(project, request.user, form.values)
        drafts.drop(request.user, key)
        messages.success(request, _("Saved as a draft."))
        return redirect("projects:vision", project.public_id)
    context: dict[str, Any] = {"form": form, "draft": key, "between": between(project)}
    context["topic"] = _("Write version %(number)s") % {"number": number}
    return answer(request, project, "projects/vision_write.html", context)


@require_POST
@in_diagnosis(may=rules.may_send)
def send(request: PersonRequest, project: Project) -> HttpResponse:
    """Freezes the draft for the commission."""
    try:
        made = acts.send(project, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:vision", project.public_id)
    messages.success(request, _("Version %(number)s is ready for the commission.") % {"number": made.number})
    return redirect(made)


@FORM_PAGE
@in_diagnosis(may=rules.may_fill)
def drop(request: PersonRequest, project: Project) -> HttpResponse:
    """Asks, then throws the draft away."""
    if request.method == "POST":
        with saying(request, _("The draft is thrown away.")):
            acts.drop(project, request.user)
        return redirect("projects:vision", project.public_id)
    context: dict[str, Any] = {"topic": _("Throw the draft away?"), "between": between(project)}
    return answer(request, project, "projects/vision_drop.html", context)
