"""Writing a process: a new one, its draft step by step, putting it in force, showing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.groups.models import Group, Process, ProcessStep
from cityclusters.groups.process import acts, rules, words
from cityclusters.groups.process.forms import InForceForm, ProcessForm, StepForm
from cityclusters.groups.process.views import PART, process_of
from cityclusters.groups.reaching import in_group, page
from cityclusters.groups.rules import may_manage
from cityclusters.practices.views.sent import sent

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
STEPS = {"earlier": -1, "later": 1}


def _draft_url(process: Process) -> tuple[str, str, str]:
    return "groups:process-draft", process.group.public_id, process.public_id


@FORM_PAGE
@in_group(rules.may_write, PART)
def create(request: PersonRequest, group: Group) -> HttpResponse:
    """A new process with an empty draft."""
    products = group.products.order_by("folded", "pk")
    form = ProcessForm(sent(request)[0], person=request.user, products=products)
    if form.is_bound and form.is_valid():
        try:
            made = acts.create(request.user, group, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(*_draft_url(made))
    return page(request, group, "groups/process_new.html", {"form": form})


def _page(request: PersonRequest, process: Process, form: InForceForm | None = None) -> HttpResponse:
    draft = acts.draft_of(process)
    if draft is None:
        return redirect(process)
    steps = list(draft.steps.select_related("picture"))
    is_first = acts.latest(process) is None
    context = {
        "process": process,
        "steps": [(step, words.time(step.minutes), words.temperature(step)) for step in steps],
        "is_first": is_first,
        "form": form or InForceForm(process=process, is_first=is_first),
    }
    return page(request, process.group, "groups/process_draft.html", context)


@FORM_PAGE
@in_group(rules.may_write, PART)
def draft(request: PersonRequest, group: Group, process_id: str) -> HttpResponse:
    """The draft; a POST begins one from the version in force."""
    process = process_of(request.user, group, process_id)
    if request.method == "POST":
        acts.begin(process, request.user)
        return redirect(*_draft_url(process))
    return _page(request, process)


def _step(process: Process, key: str) -> ProcessStep | None:
    """The step of the draft, None for a new one. Raises Http404 for one that is not in it."""
    if key == "new":
        return None
    found = acts.draft_of(process)
    step = found.steps.select_related("picture").filter(key=sent_id(key)).first() if found else None
    if step is None:
        raise Http404
    return step


@FORM_PAGE
@in_group(rules.may_write, PART)
def step(request: PersonRequest, group: Group, process_id: str, key: str) -> HttpResponse:
    """One step of the draft, or (`new`) one more."""
    process = process_of(request.user, group, process_id)
    known = _step(process, key)
    form = StepForm(*sent(request), step=known)
    if request.method == "POST" and form.is_valid():
        try:
            _put(request, process, known, form)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The step is saved."))
            again = "more" in request.POST
            if again:
                return redirect("groups:process-step", group.public_id, process.public_id, "new")
            return redirect(*_draft_url(process))
    return page(request, group, "groups/process_step.html", {"process": process, "step": known, "form": form})


def _put(request: PersonRequest, process: Process, known: ProcessStep | None, form: StepForm) -> None:
    """The picture first: a refused one leaves the step as it was."""
    data, fields = form.cleaned_data, dict[str, Any](form.facts)
    if data["picture"]:
        fields["picture"] = acts.keep_picture(process, request.user, data["picture"], data["alt"])
    elif data.get("no_picture"):
        fields["picture"] = None
    acts.put_step(process, request.user, known.key if known else "", **fields)


@require_POST
@in_group(rules.may_write, PART)
def step_act(request: PersonRequest, group: Group, process_id: str, key: str, act: str) -> HttpResponse:
    """Moves a step of the draft, or takes it out."""
    process = process_of(request.user, group, process_id)
    found = _step(process, key)
    if found is None or act not in (*STEPS, "removal"):
        raise Http404
    try:
        if act == "removal":
            acts.remove_step(process, request.user, found.key)
        else:
            acts.move_step(process, request.user, found.key, STEPS[act])
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(*_draft_url(process))


@require_POST
@in_group(rules.may_write, PART)
def put_in_force(request: PersonRequest, group: Group, process_id: str) -> HttpResponse:
    """The draft becomes the next version."""
    process = process_of(request.user, group, process_id)
    form = InForceForm(request.POST, process=process, is_first=acts.latest(process) is None)
    if not form.is_valid():
        return _page(request, process, form)
    with saying(request, _("This version is in force now. Earlier ones stay as they were.")):
        acts.put_in_force(process, request.user, form.cleaned_data["note"])
    return redirect(process)


@require_POST
@in_group(rules.may_write, PART)
def drop(request: PersonRequest, group: Group, process_id: str) -> HttpResponse:
    """Throws the draft away."""
    process = process_of(request.user, group, process_id)
    with saying(request, _("The draft is gone. The version in force stays.")):
        acts.drop(process, request.user)
    return redirect(process)


@require_POST
@in_group(may_manage, PART)
def show(request: PersonRequest, group: Group, process_id: str) -> HttpResponse:
    """Lets everybody read it, or takes that back."""
    process = process_of(request.user, group, process_id)
    is_public = request.POST.get("shown") == "everybody"
    said = _("Everybody can read it now.") if is_public else _("Only the people of the group read it now.")
    with saying(request, said):
        acts.show(process, request.user, is_public)
    return redirect(process)
