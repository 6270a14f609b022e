"""Writing the diagnosis: a new thing, changing one, taking one out, moving a step."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.projects.diagnosis import acts, rules, things
from cityclusters.projects.diagnosis.reaching import in_diagnosis
from cityclusters.projects.models import Finding, Project
from cityclusters.projects.reaching import page as answer

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _written(request: PersonRequest, thing: acts.Thing, form: Any) -> bool:
    """Keeps what the form says; False with the reason at its top."""
    rows = form.cleaned_data["rows"] if isinstance(thing, Finding) else ()
    try:
        acts.put(thing, request.user, form.values, rows)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form_page(
    request: PersonRequest, project: Project, kind: str, form: Any, thing: Any, draft: str
) -> HttpResponse:
    words = things.KINDS[kind]
    context: dict[str, Any] = {"form": form, "kind": kind, "thing": thing, "draft": draft}
    context["between"] = things.between(project, kind)
    context |= {"topic": str(words.change if thing else words.new), "back": things.page_of(project, kind)}
    return answer(request, project, "projects/diagnosis_write.html", context)


@FORM_PAGE
@in_diagnosis(may=rules.may_fill)
@one_act
def new(request: PersonRequest, project: Project, kind: str) -> HttpResponse:
    """A new row, hearing, finding or step; "and another" comes back with an empty form."""
    if kind not in things.KINDS:
        raise Http404
    draft = f"diagnosis-{project.public_id}-{kind}"
    plain = things.form_of(project, kind)
    before = drafts.typed_before(plain, drafts.load(request.user, draft))
    first = {"language": project.language, **before}
    form = things.form_of(project, kind, request.POST or None, first)
    if request.method == "POST" and form.is_valid() and _written(request, things.blank(project, kind), form):
        drafts.drop(request.user, draft)
        messages.success(request, _("Saved."))
        if "another" in request.POST:
            return redirect("projects:diagnosis-new", project.public_id, kind)
        return redirect(things.page_of(project, kind))
    return _form_page(request, project, kind, form, None, draft)


@FORM_PAGE
@in_diagnosis(may=rules.may_fill)
def edit(request: PersonRequest, project: Project, kind: str, thing: str) -> HttpResponse:
    """Changes one."""
    if kind not in things.KINDS:
        raise Http404
    found = things.find(project, kind, thing)
    draft = f"diagnosis-{project.public_id}-{found.public_id}"
    plain = things.form_of(project, kind)
    before = drafts.typed_before(plain, drafts.load(request.user, draft))
    first = things.values_of(found, plain) | before
    form = things.form_of(project, kind, request.POST or None, first)
    if request.method == "POST" and form.is_valid() and _written(request, found, form):
        drafts.drop(request.user, draft)
        messages.success(request, _("Saved."))
        return redirect(things.page_of(project, kind))
    return _form_page(request, project, kind, form, found, draft)


@FORM_PAGE
@in_diagnosis(may=rules.may_fill)
def remove(request: PersonRequest, project: Project, kind: str, thing: str) -> HttpResponse:
    """Asks, then takes it out."""
    if kind not in things.KINDS:
        raise Http404
    found, back = things.find(project, kind, thing), things.page_of(project, kind)
    if request.method == "POST":
        try:
            acts.remove(found, request.user)
            messages.success(request, _("Taken out. Versions that were sent keep it."))
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(back)
    context: dict[str, Any] = {"thing": found, "topic": _("Take it out?"), "back": back}
    context["between"] = things.between(project, kind)
    return answer(request, project, "projects/diagnosis_remove.html", context)


@require_POST
@in_diagnosis(may=rules.may_fill)
def move(request: PersonRequest, project: Project, step: str) -> HttpResponse:
    """One step up or down the chain."""
    found = project.chain_steps.filter(public_id=step).first()
    if found is None:
        raise Http404
    found.project = project
    acts.move(found, request.user, up=request.POST.get("to") == "up")
    return redirect("projects:chain", project.public_id)
