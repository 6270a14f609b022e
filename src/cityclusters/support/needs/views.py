"""Needs: the list, one need and its acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.support.models import Need
from cityclusters.support.needs import listing, page, rules
from cityclusters.support.needs.acting import ALLOWED, act_on
from cityclusters.support.needs.forms import FilterForm
from cityclusters.surveys.models import StatementOfNeed


@login_required
@require_safe
def needs(request: PersonRequest) -> HttpResponseBase:
    """The needs that the reader may read; as a file those of her own organisations, for officers all."""
    form = FilterForm(request.GET, countries=listing.countries(request.user))
    rows = listing.filtered(request.user, form.asked)
    if request.GET.get("format") == "xlsx":
        return xlsx_response("needs", [listing.table(listing.exported(request.user, rows))])
    context = {
        "form": form,
        "page": paged(request, rows),
        "filtered": bool(form.asked),
        "query": page.query_for_file(request),
        "may_export": page.may_export(request.user),
        "may_upload": rules.may_upload(request.user),
    }
    return render(request, "support/needs_list.html", context)


def readable(request: PersonRequest, public_id: str) -> Need:
    """The need, where the reader may read it. Raises Http404."""
    rows = Need.objects.visible_to(request.user).select_related(
        "organisation", "place__country", "statement", "practice__version", "author", "signed_by",
        "signed_with",
    )  # fmt: skip
    need = rows.filter(public_id=sent_id(public_id)).first()
    if need is None:
        raise Http404
    return need


@login_required
@require_safe
def need(request: PersonRequest, public_id: str) -> HttpResponse:
    """One need. Statements of need had addresses like this once: letters lead to them still."""
    key = sent_id(public_id)
    if not Need.objects.visible_to(request.user).filter(public_id=key).exists():
        statement = StatementOfNeed.objects.visible_to(request.user).filter(public_id=key).first()
        if statement is None:
            raise Http404
        return redirect(statement)
    found = readable(request, public_id)
    return render(request, "support/need.html", page.context_of(request.user, found))


@login_required
@require_POST
def act(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Signs, asks for the signature, refuses it, withdraws, renews, counts hosts, says who may read it."""
    found = readable(request, public_id)
    if not ALLOWED[act](request.user, found):
        if rules.is_inside(request.user, found):
            messages.error(request, _("This can't be done now: the need has changed, or you may not do it."))
            return redirect(found)
        raise PermissionDenied
    try:
        messages.success(request, act_on(request, found, act))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(found)
