"""Savings of a group: all for those who keep it, her own for a member; for nobody else."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.groups.meetings import listing, rules, saving
from cityclusters.groups.meetings.forms import SavingForm
from cityclusters.groups.models import Group, Saving
from cityclusters.groups.reaching import in_group, page

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
PART = "savings"


@never_cache
@FORM_PAGE
@in_group(rules.may_read, PART)
def savings(request: PersonRequest, group: Group) -> HttpResponseBase:
    """The members with their sums and the newest entries; a member sees her own."""
    if not rules.may_write(request.user, group):
        return _own(request, group)
    if request.GET.get("format") == "xlsx":
        return xlsx_response("savings", listing.saving_tables(group))
    form = SavingForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_bound and form.is_valid():
        try:
            saving.write(group, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error("amount", str(refusal))
        else:
            return redirect("groups:savings", group.public_id)
    return page(request, group, "groups/savings.html", {"form": form, **_listed(request, group)})


def _listed(request: PersonRequest, group: Group) -> dict[str, Any]:
    """All members who have an entry or still belong, and the entries page by page."""
    found = saving.lines(group, group.members.order_by("name", "pk"))
    today = group.today()
    shown = [line for line in found if line.member.belongs(today) or any(line.balance)]
    rows = group.savings.select_related("member")
    return {"lines": shown, "all": saving.of_all(found), "page": paged(request, rows)}


def _own(request: PersonRequest, group: Group) -> HttpResponse:
    """What a member has saved and owes, and her entries."""
    mine = rules.own_lines(request.user, group)
    if not mine or request.method == "POST":
        raise Http404
    rows = group.savings.filter(member__in=mine).select_related("member")
    context = {"lines": saving.lines(group, mine), "page": paged(request, rows)}
    return page(request, group, "groups/savings_own.html", context)


@require_POST
@in_group(rules.may_write, PART)
def undo(request: PersonRequest, group: Group, entry: str) -> HttpResponse:
    """Undoes an entry."""
    row = get_object_or_404(
        Saving.objects.select_related("group__place"), group=group, public_id=sent_id(entry)
    )
    with saying(request, _("The entry is undone. Its line stays, struck out.")):
        saving.undo(row, request.user)
    return redirect("groups:savings", group.public_id)
