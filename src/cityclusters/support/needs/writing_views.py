"""Writing a need: a new one, changing one, and those that are like it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.support.models import Need
from cityclusters.support.needs import composing, rules, writing
from cityclusters.support.needs.acting import asked
from cityclusters.support.needs.composing import Origin
from cityclusters.support.needs.forms import NeedForm
from cityclusters.support.needs.similar import Alike
from cityclusters.support.needs.views import readable

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _twins(request: PersonRequest, form: NeedForm, need: Need | None = None) -> Alike | None:
    """Needs like it, shown once before it is sent; None where there is nothing to show."""
    if form.is_draft or "known" in request.POST:
        return None
    found = composing.alike_to_typed(request.user, form, need)
    return found if found.own or found.others else None


@transaction.atomic
def _made(request: PersonRequest, form: NeedForm, origin: Origin) -> Need:
    """The new need: a draft, or signed, or handed to those who may sign. Raises NotPossible as the acts."""
    made = writing.create(
        request.user, form.owner, form.written, practice=origin.practice, statement=origin.statement
    )
    drafts.drop(request.user, origin.key)
    _go_on(request, form, made)
    return made


def _go_on(request: PersonRequest, form: NeedForm, need: Need) -> None:
    if need.state != Need.State.DRAFT:
        said = _("Saved. What was proposed stays proposed.")
    elif form.is_draft:
        said = _("Saved as a draft. Nobody else is asked yet.")
    elif request.user.acts_for(need.organisation):
        writing.sign(need, request.user)
        said = _("The need is signed for your organisation. It is open for twelve months.")
    elif need.asked_at is None:
        said = asked(writing.ask_signature(need, request.user))
    else:
        said = _("Saved. The focal points of the organisation were asked to sign it.")
    messages.success(request, said)


@login_required
@FORM_PAGE
@one_act
def create(request: PersonRequest) -> HttpResponse:
    """A new need, from nothing, from a statement of need or from a practice."""
    origin = composing.origin_of(request)
    form, restored = composing.new_form(request, origin)
    twins = None
    if request.method == "POST" and form.is_valid():
        twins = _twins(request, form)
        if twins is None:
            try:
                return redirect(_made(request, form, origin))
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
    may_state = request.user.is_officer or rules.organisations_for(request.user).exists()
    context: dict[str, Any] = {"origin": origin, "may_state": may_state, "draft": origin.key}
    context["here"] = reverse("support:need-new") + origin.query
    context |= {"form": form, "restored": restored, "twins": twins}
    return render(request, "support/need_write.html", context)


@login_required
@FORM_PAGE
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Changes a draft, or an open need of an organisation that she acts for."""
    need = readable(request, public_id)
    if not rules.may_write(request.user, need):
        raise PermissionDenied
    key = f"help-need-{need.public_id}"
    form, restored = composing.edit_form(request, need, key)
    twins = None
    if request.method == "POST" and form.is_valid():
        twins = _twins(request, form, need) if need.state == Need.State.DRAFT else None
        if twins is None and _changed(request, form, need, key):
            return redirect(need)
    context = {"need": need, "form": form, "restored": restored, "twins": twins, "draft": key}
    context |= {"here": reverse("support:need-edit", args=[need.public_id]), "may_state": True}
    return render(request, "support/need_write.html", context)


def _changed(request: PersonRequest, form: NeedForm, need: Need, key: str) -> bool:
    """Writes it; False with the reason at the top of the form."""
    try:
        with transaction.atomic():
            writing.change(need, request.user, form.written)
            drafts.drop(request.user, key)
            _go_on(request, form, need)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@login_required
@require_safe
def similar(request: PersonRequest) -> HttpResponse:
    """Needs like what is being typed, as a part of the form."""
    found = composing.alike_to_query(request.user, request.GET)
    response = render(request, "support/_need_twins.html", {"twins": found})
    response["Cache-Control"] = "private, no-store"
    return response
