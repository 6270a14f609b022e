"""Submitting, taking back, withdrawing, restoring, publishing, correcting, retiring."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.private_data import PRIVATE
from cityclusters.core.saying import saying
from cityclusters.practices import acts, fact_changes, moves, parts, rules
from cityclusters.practices.forms.states import PublishForm, ReasonForm, RetireForm, SubmitForm
from cityclusters.practices.models import Practice
from cityclusters.practices.models.choices import State
from cityclusters.practices.versions import working_copy
from cityclusters.practices.views.common import own, visible

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
# Acts of one button: where it leads, and what is said then.
AT_ONCE = {
    "take-back": (State.DRAFT, gettext_lazy("Taken back. You can write in it again.")),
    "restoration": (State.DRAFT, gettext_lazy("It is a draft again.")),
    "correction": (
        State.CORRECTING,
        gettext_lazy("You can correct it now. What is published stays readable."),
    ),
}


@login_required
@FORM_PAGE
def submit(request: PersonRequest, public_id: str) -> HttpResponse:
    """What is missing and what would be warned of, then "submit anyway"."""
    practice = own(request, public_id)
    missing = parts.missing(practice, tuple(parts.WARNED))
    warned = [(part, parts.WARNED[part.key]) for part in missing]
    correction = practice.is_readable
    form = SubmitForm(
        request.POST if request.method == "POST" else None, correction=correction, warned=bool(warned)
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.submit(practice, request.user, form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Submitted. You will get a letter at every step."))
            return redirect("practices:edit", practice.public_id)
    context = {"practice": practice, "form": form, "warned": warned, **_ready(practice)}
    return render(request, "practices/submit.html", context)


def _ready(practice: Practice) -> dict[str, Any]:
    """What stands between a practice and its submission."""
    old = practice.version
    return {
        "lacking": parts.missing(practice, parts.NEEDED),
        "late": acts.comes_late(practice),
        "private": parts.private(practice),
        "private_words": PRIVATE,
        "possible": moves.possible(practice, State.SUBMITTED),
        "changes": fact_changes.changes(old, working_copy(practice)) if old else None,
    }


@login_required
@require_POST
def at_once(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Takes it back, restores it, or begins a correction."""
    practice = own(request, public_id)
    if act not in AT_ONCE:
        raise Http404
    to, said = AT_ONCE[act]
    try:
        moves.move(practice, to, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(said))
    return redirect("practices:edit", practice.public_id)


@login_required
@FORM_PAGE
def withdraw(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks whether, then withdraws it; a draft can be restored."""
    practice = own(request, public_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with saying(request, _("Withdrawn.")):
            moves.move(practice, State.WITHDRAWN, request.user, form.cleaned_data["reason"])
        return redirect("practices:edit", practice.public_id)
    return render(request, "practices/withdraw.html", {"practice": practice, "form": form})


@login_required
@FORM_PAGE
def publish(request: PersonRequest, public_id: str) -> HttpResponse:
    """Chooses the licence and publishes what was accepted; managers, once a licence is chosen."""
    practice = visible(request, public_id)
    if not rules.is_writer(request.user, practice) and not rules.may_manage(request.user, practice):
        raise PermissionDenied
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        chooses=rules.is_writer(request.user, practice),
        correction=practice.is_readable,
        initial={"licence": practice.licence, "change_note": acts.last_reason(practice)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.publish(practice, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Published. Everybody can read it now."))
            return redirect(practice)
    return render(request, "practices/publish.html", {"practice": practice, "form": form})


@login_required
@FORM_PAGE
def retire(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks for the reason, which everybody will read."""
    practice = visible(request, public_id)
    if not rules.is_writer(request.user, practice) and not rules.may_manage(request.user, practice):
        raise PermissionDenied
    form = RetireForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with saying(request, _("Retired. Its page stays readable.")):
            moves.move(practice, State.RETIRED, request.user, form.cleaned_data["reason"])
        return redirect(practice)
    return render(request, "practices/retire.html", {"practice": practice, "form": form})


@login_required
@FORM_PAGE
def glance(request: PersonRequest, public_id: str) -> HttpResponse:
    """A submitted correction beside what is published, for those who manage the practice."""
    practice = visible(request, public_id)
    if not rules.may_manage(request.user, practice):
        raise PermissionDenied
    if practice.version is None or practice.state != State.SUBMITTED:
        raise Http404
    if request.method == "POST":
        return _decided(request, public_id)
    context = {
        "practice": practice,
        "changes": fact_changes.changes(practice.version, working_copy(practice)),
        "small": acts.is_small(practice),
        "note": acts.last_reason(practice),
    }
    return render(request, "practices/glance.html", context)


def _decided(request: PersonRequest, public_id: str) -> HttpResponse:
    """Publishes the correction, or sends it the long way."""
    practice = visible(request, public_id)
    try:
        if "review" in request.POST:
            moves.move(practice, State.SCREENED, request.user)
            messages.success(request, _("It goes through a review."))
        else:
            acts.accept_small(practice, request.user)
            messages.success(request, _("The correction is published."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(practice)
