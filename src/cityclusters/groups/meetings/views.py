"""The meetings of a group, its leaders and its needs."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.groups.meetings import acts, listing, needs, rules
from cityclusters.groups.meetings.forms import LeaderForm, MeetingForm, NeedForm
from cityclusters.groups.models import Group, GroupNeed, Leader, Meeting
from cityclusters.groups.reaching import in_group, page
from cityclusters.journal import drafts

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
PART = "meetings"
NEED_STATES = {"met": GroupNeed.State.MET, "dropped": GroupNeed.State.DROPPED, "open": GroupNeed.State.OPEN}


def _meeting(request: PersonRequest, group: Group, meeting: str) -> Meeting:
    """A meeting of the group; one that was taken away only for those who write. Raises Http404 else."""
    rows = Meeting.objects.select_related("group__place", "group__organisation", "by")
    found = get_object_or_404(rows, group=group, public_id=sent_id(meeting))
    if found.removed_at is not None and not rules.may_write(request.user, group):
        raise Http404
    return found


@require_safe
@in_group(rules.may_read, PART)
def meetings(request: PersonRequest, group: Group) -> HttpResponseBase:
    """Its meetings, the newest first; leaders, needs, and who came how often for those who write."""
    writes = rules.may_write(request.user, group)
    if request.GET.get("format") == "xlsx":
        if not writes:
            raise Http404
        return xlsx_response("meetings", listing.tables(group))
    found = paged(request, listing.with_numbers(group))
    context = {
        "page": found,
        "writes": writes,
        "leaders": [row for row in group.leaders.select_related("member") if row.holds(group.today())],
        "needs": group.needs.filter(state=GroupNeed.State.OPEN)[:5],
        "attendance": listing.attendance(group) if writes else [],
        "removed": group.meetings.exclude(removed_at=None).order_by("-on") if writes else [],
    }
    return page(request, group, "groups/meetings.html", context)


@FORM_PAGE
@in_group(rules.may_write, PART)
def new(request: PersonRequest, group: Group) -> HttpResponse:
    """Writes a meeting down, with a signal and without a script."""
    key = f"meeting-{group.public_id}"
    typed: dict[str, Any] = {}
    if request.method == "POST":
        form = MeetingForm(request.POST, group=group, person=request.user)
        if form.is_valid():
            values = form.values
            with saying(request, _("The meeting is written down.")):
                acts.keep(group, request.user, client_id=values.pop("once"), **values)
            drafts.drop(request.user, key)
            return redirect("groups:meetings", group.public_id)
    else:
        plain = MeetingForm(group=group, person=request.user)
        typed = drafts.typed_before(plain, drafts.load(request.user, key))
        form = MeetingForm(initial=typed, group=group, person=request.user)
    context = {"form": form, "draft": key, "restored": bool(typed)}
    return page(request, group, "groups/meeting_new.html", context)


@require_safe
@in_group(rules.may_read, PART)
def meeting(request: PersonRequest, group: Group, meeting: str) -> HttpResponse:
    """One meeting; names of who came for those who write, numbers for the others."""
    found = _meeting(request, group, meeting)
    context = {"meeting": found, "writes": rules.may_write(request.user, group)}
    context |= listing.who_came(found)
    context["needs"] = found.needs.order_by("rank", "pk")
    return page(request, group, "groups/meeting.html", context)


@FORM_PAGE
@in_group(rules.may_write, PART)
def edit(request: PersonRequest, group: Group, meeting: str) -> HttpResponse:
    """Writes a meeting anew."""
    found = _meeting(request, group, meeting)
    given: dict[str, Any] = {"group": group, "person": request.user, "meeting": found}
    if request.method != "POST":
        form = MeetingForm(initial=MeetingForm.values_of(found), **given)
        return page(request, group, "groups/meeting_edit.html", {"meeting": found, "form": form})
    form = MeetingForm(request.POST, **given)
    if not form.is_valid():
        return page(request, group, "groups/meeting_edit.html", {"meeting": found, "form": form})
    with saying(request, _("The changes are saved.")):
        acts.change(found, request.user, **form.values)
    return redirect(found)


@require_POST
@in_group(rules.may_write, PART)
def remove(request: PersonRequest, group: Group, meeting: str) -> HttpResponse:
    """Takes a meeting away."""
    with saying(request, _("The meeting is taken away. You can bring it back from the list of meetings.")):
        acts.remove(_meeting(request, group, meeting), request.user)
    return redirect("groups:meetings", group.public_id)


@require_POST
@in_group(rules.may_write, PART)
def bring_back(request: PersonRequest, group: Group, meeting: str) -> HttpResponse:
    """Brings a meeting back."""
    found = _meeting(request, group, meeting)
    with saying(request, _("The meeting is back.")):
        acts.bring_back(found, request.user)
    return redirect(found)


@FORM_PAGE
@in_group(rules.may_read, PART)
def leaders(request: PersonRequest, group: Group) -> HttpResponse:
    """Who was elected to which office, now and before."""
    writes = rules.may_write(request.user, group)
    form = LeaderForm(request.POST if request.method == "POST" and writes else None, group=group)
    if form.is_bound and form.is_valid():
        with saying(request, _("The election is written down.")):
            acts.elect(group, request.user, **form.cleaned_data)
        return redirect("groups:leaders", group.public_id)
    today = group.today()
    rows = list(group.leaders.select_related("member"))
    now = [row for row in rows if row.holds(today)]
    context = {"form": form, "writes": writes, "now": now, "before": [row for row in rows if row not in now]}
    return page(request, group, "groups/leaders.html", context)


@require_POST
@in_group(rules.may_write, PART)
def end_office(request: PersonRequest, group: Group, leader: str) -> HttpResponse:
    """Ends an office."""
    row = get_object_or_404(
        Leader.objects.select_related("group__place"), group=group, public_id=sent_id(leader)
    )
    with saying(request, _("The office has ended.")):
        acts.end_office(row, request.user)
    return redirect("groups:leaders", group.public_id)


@FORM_PAGE
@in_group(rules.may_read, PART)
def needs_page(request: PersonRequest, group: Group) -> HttpResponse:
    """What the group needs, in its order."""
    writes = rules.may_write(request.user, group)
    posted = request.POST if request.method == "POST" and writes else None
    form = NeedForm(posted, group=group, person=request.user)
    if form.is_bound and form.is_valid():
        with saying(request, _("The need is the last of the list. Move it up if it weighs more.")):
            needs.add(group, request.user, **form.cleaned_data)
        return redirect("groups:needs", group.public_id)
    rows = list(group.needs.select_related("handed"))
    context = {
        "form": form,
        "writes": writes,
        "open": [row for row in rows if row.state == GroupNeed.State.OPEN],
        "over": [row for row in rows if row.state != GroupNeed.State.OPEN],
    }
    return page(request, group, "groups/needs.html", context)


@require_POST
@in_group(rules.may_write, PART)
def need_act(request: PersonRequest, group: Group, need: str, act: str) -> HttpResponse:
    """Moves a need, says what became of it, or hands it over."""
    row = get_object_or_404(
        GroupNeed.objects.select_related("group__place"), group=group, public_id=sent_id(need)
    )
    if act == "handing":
        try:
            made = needs.hand_over(row, request.user)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("groups:needs", group.public_id)
        messages.success(request, _("A draft is made. Complete it, and ask for the signature."))
        return redirect("support:need-edit", made.public_id)
    with saying(request, _("The list of needs is changed.")):
        if act in NEED_STATES:
            needs.say(row, request.user, NEED_STATES[act])
        else:
            needs.move(row, request.user, up=act == "up")
    return redirect("groups:needs", group.public_id)
