"""Sending somebody away, letting her in again, and what she says to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.people.models import Person
from cityclusters.spaces import bans, rules
from cityclusters.spaces.forms.curate import AppealDecisionForm, AppealForm, BanForm
from cityclusters.spaces.models import Membership, Space

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@FORM_PAGE
def ban(request: PersonRequest, slug: str, person: str) -> HttpResponse:
    """Sends a member away for good: asks for the reason first."""
    here = Membership.objects.now().filter(space__slug=slug, person__public_id=person)
    row = get_object_or_404(here.select_related("space", "person"))
    if not rules.may_ban(request.user, row.person, row.space):
        raise Http404
    form = BanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            bans.ban(row.space, row.person, request.user, form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("This person is no longer in the space and can't come back."))
            return redirect("spaces:members", slug)
    return render(request, "spaces/ban.html", {"row": row, "form": form})


@only(rules.may_curate)
@require_POST
def lift(request: PersonRequest, slug: str, person: str) -> HttpResponse:
    """Lets somebody in again."""
    space = get_object_or_404(Space, slug=slug)
    found = get_object_or_404(Person, public_id=person)
    try:
        if bans.lift(space, found, request.user):
            messages.success(request, _("This person may join the space again."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("spaces:stewards", slug)


@login_required
@FORM_PAGE
def mine(request: PersonRequest, slug: str) -> HttpResponse:
    """Why the reader was sent away from a space, and her appeal; for others the page does not exist."""
    if (row := bans.in_force(get_object_or_404(Space, slug=slug), request.user)) is None:
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with saying(request, _("Another person than the one who decided will look at it.")):
            bans.appeal(row, request.user, form.cleaned_data["words"])
        return redirect("spaces:my-ban", slug)
    context = {"row": row, "form": form, "may_appeal": rules.may_appeal(request.user, row)}
    return render(request, "spaces/my_ban.html", context)


@only(rules.may_curate)
@FORM_PAGE
def appeal(request: PersonRequest, slug: str, person: str) -> HttpResponse:
    """Decides on an appeal: another curator than who sent her away (rule SP3)."""
    found = get_object_or_404(Person, public_id=person)
    row = bans.in_force(get_object_or_404(Space, slug=slug), found)
    if row is None or not rules.may_decide_appeal(request.user, row):
        raise Http404
    form = AppealDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lifted, reason = form.cleaned_data["outcome"] == "lifted", form.cleaned_data["reason"]
        try:
            bans.decide_appeal(row, request.user, lift=lifted, reason=reason)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done. Whom it concerns gets a letter with the reason."))
            return redirect("spaces:stewards", slug)
    return render(request, "spaces/ban_appeal.html", {"row": row, "form": form})
