"""Who keeps a group, who belongs to it, and how many they are."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.groups import rules
from cityclusters.groups.models import Group, Headcount, Keeper, Member
from cityclusters.groups.reaching import in_group, page
from cityclusters.groups.registry import acts, table
from cityclusters.groups.registry.counts import all_counts
from cityclusters.groups.registry.forms import (
    HeadcountForm,
    KeeperForm,
    LeaveForm,
    LineForm,
    NewMemberForm,
)

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _member(group: Group, member: str) -> Member:
    """Somebody of its list. Raises Http404 for anybody else."""
    return get_object_or_404(
        group.members.select_related("group__place", "person"), public_id=sent_id(member)
    )


@FORM_PAGE
@in_group(rules.may_manage)
def keepers(request: PersonRequest, group: Group) -> HttpResponse:
    """Who keeps it now and did before; gives a post."""
    form = KeeperForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_bound and form.is_valid():
        with saying(request, _("The post is given. The person gets a letter.")):
            acts.appoint(group, request.user, **form.cleaned_data)
        return redirect("groups:keepers", group.public_id)
    today = group.today()
    rows = list(group.keepers.select_related("person").order_by("role", "starts", "pk"))
    now = [row for row in rows if row.holds(today)]
    context = {"form": form, "now": now, "before": [row for row in rows if row not in now]}
    return page(request, group, "groups/keepers.html", context)


@require_POST
@in_group(rules.is_keeper)
def end_post(request: PersonRequest, group: Group, keeper: str) -> HttpResponse:
    """Ends a post; one's own can be laid down by everybody."""
    post = get_object_or_404(Keeper.objects.select_related("person"), group=group, public_id=sent_id(keeper))
    with saying(request, _("The post has ended.")):
        acts.end_post(group, request.user, post)
    kept = rules.may_manage(request.user, group)
    return redirect("groups:keepers", group.public_id) if kept else redirect("groups:list")


@FORM_PAGE
@in_group(rules.may_facilitate)
def members(request: PersonRequest, group: Group) -> HttpResponseBase:
    """The list of members; writes somebody on it."""
    if request.GET.get("format") == "xlsx":
        return xlsx_response("members", [table.filled(group)])
    form = NewMemberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            acts.add_member(group, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error("person", str(refusal))
        else:
            messages.success(request, _("The member is on the list."))
            return redirect("groups:members", group.public_id)
    return page(request, group, "groups/members.html", {"form": form, **_listed(request, group)})


def _listed(request: Request, group: Group) -> dict[str, Any]:
    """Those of today, or those who left; with how many answered what."""
    today = group.today()
    gone = request.GET.get("who") == "left"
    now = Member.objects.on(today).filter(group=group)
    rows = group.members.filter(left__lte=today) if gone else now
    sexes = list(now.order_by().values_list("sex", flat=True))
    numbers = [
        (_("Women"), sexes.count("female")),
        (_("Men"), sexes.count("male")),
        (_("Another answer"), sexes.count("other")),
        (_("Not stated"), sexes.count("") + sexes.count("undisclosed")),
    ]
    found = paged(request, rows.select_related("person").order_by("name", "pk"), 50)
    return {"page": found, "gone": gone, "numbers": numbers, "total": len(sexes)}


@FORM_PAGE
@in_group(rules.may_facilitate)
def member(request: PersonRequest, group: Group, member: str) -> HttpResponse:
    """Changes a line of the list."""
    row = _member(group, member)
    known = {"name": row.name, "sex": row.sex, "joined": row.joined}
    form = LineForm(request.POST if request.method == "POST" else None, initial=known, member=row)
    if form.is_bound and form.is_valid():
        try:
            acts.change_member(row, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("groups:members", group.public_id)
    return page(request, group, "groups/member.html", {"form": form, "member": row})


@FORM_PAGE
@in_group(rules.may_facilitate)
def leave(request: PersonRequest, group: Group, member: str) -> HttpResponse:
    """She has left: when, and why if she said so."""
    row = _member(group, member)
    today = group.today()
    posted = request.POST if request.method == "POST" else None
    form = LeaveForm(posted, initial={"left": today}, member=row, today=today)
    if form.is_bound and form.is_valid():
        with saying(request, _("She is among those who left. You can undo it there.")):
            acts.leave(row, request.user, **form.cleaned_data)
        return redirect("groups:members", group.public_id)
    return page(request, group, "groups/member_leave.html", {"form": form, "member": row})


@require_POST
@in_group(rules.may_facilitate)
def come_back(request: PersonRequest, group: Group, member: str) -> HttpResponse:
    """She did not leave after all."""
    with saying(request, _("The member is on the list again.")):
        acts.come_back(_member(group, member), request.user)
    return redirect("groups:members", group.public_id)


@FORM_PAGE
@in_group(rules.may_facilitate)
def counts(request: PersonRequest, group: Group) -> HttpResponse:
    """How many there were, by sex, over time; keeps another count."""
    form = HeadcountForm(request.POST if request.method == "POST" else None, today=group.today())
    if form.is_bound and form.is_valid():
        with saying(request, _("The count is kept.")):
            acts.count(group, request.user, **form.cleaned_data)
        return redirect("groups:counts", group.public_id)
    rows = Headcount.objects.filter(group=group)
    listed = Member.objects.on(group.today()).filter(group=group).exists()
    context = {"form": form, "counts": all_counts(rows, inside=True), "listed": listed}
    return page(request, group, "groups/counts.html", context)


@require_POST
@in_group(rules.may_facilitate)
def count_list(request: PersonRequest, group: Group) -> HttpResponse:
    """Keeps how many are on the list today."""
    with saying(request, _("The count is kept.")):
        acts.count_list(group, request.user, _("List of members"))
    return redirect("groups:counts", group.public_id)


@require_POST
@in_group(rules.may_facilitate)
def drop_count(request: PersonRequest, group: Group, headcount: str) -> HttpResponse:
    """Takes a count away; a first press asks."""
    row = Headcount.objects.filter(group=group, public_id=sent_id(headcount)).first()
    if row is None:
        raise Http404
    if request.POST.get("sure") != "yes":
        return page(request, group, "groups/count_drop.html", {"row": row})
    with saying(request, _("The count is taken away.")):
        acts.drop_count(group, request.user, row)
    return redirect("groups:counts", group.public_id)


@require_safe
@in_group(rules.may_facilitate)
def members_table(request: PersonRequest, group: Group) -> HttpResponseBase:
    """An empty sheet for members, and what may stand in its cells."""
    return xlsx_response("members", [table.empty(), table.allowed()])
