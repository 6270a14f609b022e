"""A machine's draft of a translation: asking for it, and letting readers have it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.practices.tasks import draft_translation
from cityclusters.practices.translating import rules
from cityclusters.practices.translating.machine import drafting
from cityclusters.practices.views.translations import found, readable


@login_required
@require_POST
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks for a draft; the page it leads to shows how far it is."""
    practice = readable(request, public_id)
    try:
        row, new = drafting.ask(practice, request.POST.get("language", "")[:8], request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("practices:languages", practice.public_id)
    if new:
        draft_translation.enqueue(row.pk)
        messages.success(request, _("Asked for. This takes a minute or more."))
    if rules.is_translating(request.user, row):
        return redirect(row)
    return redirect("practices:languages", practice.public_id)


@login_required
@require_POST
def show(request: PersonRequest, public_id: str, translation_id: str) -> HttpResponse:
    """Lets readers have the draft, labelled, or takes it away from them."""
    row = found(request, public_id, translation_id)
    if not rules.may_use_machine(request.user, row.version.practice):
        raise PermissionDenied
    try:
        drafting.show(row, request.user, request.POST.get("shown") == "yes")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("practices:languages", public_id)
