"""Running a call: made, changed, opened, moved, closed; its criteria, managers and partners."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.forms.calls import (
    CallForm,
    CriterionForm,
    ExtensionForm,
    ManagerForm,
    NewCallForm,
    PartnerForm,
    ReasonForm,
)
from cityclusters.practices.judging import call_rules, calls, criteria
from cityclusters.practices.models import Call, CallManager, CallPartner
from cityclusters.practices.views.judging import run_call

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
NEW_DRAFT = "call-new"
AT_ONCE = {"opening", "evaluation"}
REASONED = {"early-opening": ReasonForm, "closing": ReasonForm, "extension": ExtensionForm}


@login_required
@FORM_PAGE
@one_act
def create(request: PersonRequest) -> HttpResponse:
    """A new call, as a draft."""
    if not call_rules.may_make(request.user):
        raise PermissionDenied
    typed: dict[str, Any] = {}
    if request.method == "POST":
        form = NewCallForm(request.POST, person=request.user)
        if form.is_valid():
            call = calls.make(request.user, **form.cleaned_data)
            drafts.drop(request.user, NEW_DRAFT)
            messages.success(request, _("The call is a draft. Look at it, then open it."))
            return redirect(call)
    else:
        kept = drafts.load(request.user, NEW_DRAFT)
        typed = drafts.typed_before(NewCallForm(person=request.user), kept)
        first = {"who": Call.Who.ANYONE, "opens_on": timezone.localdate(), "zone": request.user.zone or "UTC"}
        form = NewCallForm(initial=first | typed, person=request.user)
    context = {"form": form, "draft": NEW_DRAFT, "restored": bool(typed)}
    return render(request, "practices/call_new.html", context)


@login_required
@FORM_PAGE
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Changes what the call says; once opened, neither its days nor who may take part."""
    call = run_call(request, public_id)
    opened = call.state != Call.State.DRAFT
    if request.method == "POST":
        form = CallForm(request.POST, opened=opened)
        if form.is_valid():
            calls.change(call, request.user, **form.cleaned_data)
            messages.success(request, _("The changes are saved."))
            return redirect(call)
    else:
        form = CallForm(initial=CallForm.values_of(call), opened=opened)
    return render(request, "practices/call_edit.html", {"call": call, "form": form})


@login_required
@FORM_PAGE
def move(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Opens, closes, extends or ends the evaluation; three of these ask for the reason first."""
    call = run_call(request, public_id)
    if act in AT_ONCE and request.method == "POST":
        return _moved(request, call, act, {})
    if act not in REASONED:
        raise Http404
    form = REASONED[act](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _moved(request, call, act, form.cleaned_data)
    return render(request, "practices/call_move.html", {"call": call, "form": form, "act": act})


def _moved(request: PersonRequest, call: Call, act: str, data: dict[str, Any]) -> HttpResponse:
    acts: dict[str, Any] = {
        "opening": calls.announce,
        "early-opening": calls.open_now,
        "closing": calls.close,
        "extension": calls.extend,
        "evaluation": calls.evaluate,
    }
    try:
        acts[act](call, request.user, **data)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        waits = call.state == Call.State.DRAFT
        said = _("The call opens by itself on its first day.") if waits else call.get_state_display()
        messages.success(request, said)
    return redirect(call)


@login_required
@FORM_PAGE
@one_act
def edit_criteria(request: PersonRequest, public_id: str) -> HttpResponse:
    """What reviewers score; fixed from the first review that is handed in."""
    call = run_call(request, public_id)
    form = CriterionForm(request.POST if request.method == "POST" and "add" in request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        key = request.POST.get("remove", "")
        try:
            if form.is_bound:
                criteria.add(call, request.user, **form.cleaned_data)
            elif key.isascii() and key.isdigit():
                criteria.remove(call, request.user, int(key[:18]))
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("practices:call-criteria", call.public_id)
    context = {
        "call": call,
        "own": call.criteria.all(),
        "standard": criteria.standard(),
        "fixed": criteria.fixed(call),
        "form": form,
    }
    return render(request, "practices/call_criteria.html", context)


def _team(request: PersonRequest, call: Call, **forms: Any) -> HttpResponse:
    context = {
        "call": call,
        "managers": CallManager.objects.filter(call=call).select_related("person").order_by("pk"),
        "partners": CallPartner.objects.filter(call=call).select_related("organisation").order_by("pk"),
        "manager_form": ManagerForm(prefix="manager"),
        "partner_form": PartnerForm(person=request.user, prefix="partner"),
        **forms,
    }
    return render(request, "practices/call_team.html", context)


@login_required
@FORM_PAGE
def team(request: PersonRequest, public_id: str) -> HttpResponse:
    """Managers and partners; a POST adds a manager."""
    call = run_call(request, public_id)
    if request.method != "POST":
        return _team(request, call)
    form = ManagerForm(request.POST, prefix="manager")
    if not form.is_valid():
        return _team(request, call, manager_form=form)
    calls.add_manager(call, request.user, form.cleaned_data["email"])
    messages.success(request, _("The call has another manager, who gets a letter."))
    return redirect("practices:call-team", call.public_id)


@login_required
@require_POST
def remove_manager(request: PersonRequest, public_id: str, person: str) -> HttpResponse:
    """Takes a manager away."""
    call = run_call(request, public_id)
    found = get_object_or_404(Person, public_id=sent_id(person))
    try:
        calls.remove_manager(call, request.user, found)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    if not call_rules.may_run(request.user, call):  # she took herself away
        return redirect(call)
    return redirect("practices:call-team", call.public_id)


@login_required
@require_POST
def add_partner(request: PersonRequest, public_id: str) -> HttpResponse:
    """Names a partner."""
    call = run_call(request, public_id)
    form = PartnerForm(request.POST, person=request.user, prefix="partner")
    if not form.is_valid():
        return _team(request, call, partner_form=form)
    calls.add_partner(call, request.user, form.cleaned_data["organisation"])
    return redirect("practices:call-team", call.public_id)


@login_required
@require_POST
def remove_partner(request: PersonRequest, public_id: str, organisation: str) -> HttpResponse:
    """Takes a partner away."""
    call = run_call(request, public_id)
    found = get_object_or_404(Organisation, public_id=sent_id(organisation))
    calls.remove_partner(call, request.user, found)
    return redirect("practices:call-team", call.public_id)
