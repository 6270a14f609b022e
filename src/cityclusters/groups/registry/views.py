"""The list of groups, a group's page, starting, changing and ending one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.leaving import closed_after_leaving
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.core.sections import sections_of
from cityclusters.groups import rules
from cityclusters.groups.models import Group
from cityclusters.groups.reaching import in_group, page
from cityclusters.groups.registry import acts, listing
from cityclusters.groups.registry.forms import EndForm, FilterForm, GroupForm, NewGroupForm
from cityclusters.journal import drafts
from cityclusters.people.models import Person

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
NEW_DRAFT = "group-new"
MOST_LINES = 5000


@require_safe
@closed_after_leaving
def listed(request: Request) -> HttpResponseBase:
    """Groups that the reader may see, by the filters; her own beside all."""
    reader = request.user
    own = reader if request.GET.get("whose") == "own" and isinstance(reader, Person) else None
    rows = Group.objects.of_person(own) if own else Group.objects.visible_to(reader)
    form = FilterForm(request.GET)
    rows = form.chosen(rows)
    if request.GET.get("format") == "xlsx":
        return xlsx_response("groups", [listing.table(rows[:MOST_LINES])])
    found = paged(request, rows)
    context = {
        "form": form,
        "kept": form.asked,
        "own": own is not None,
        "page": found,
        "cards": listing.cards(found.object_list),
        "points": listing.points(rows) if found.number == 1 else [],
        "may_start": rules.may_start(request.user),
    }
    return render(request, "groups/list.html", context)


@require_safe
@closed_after_leaving
@in_group()
def group(request: Request, group: Group) -> HttpResponse:
    """One group with what its rooms tell of it."""
    context = {
        "sections": sections_of(settings.GROUP_SECTIONS, request, group),
        "texts": listing.texts_of(group),
        "facts": listing.facts(group),
        "may_manage": rules.may_manage(request.user, group),
        "may_end": rules.may_end(request.user, group),
        "posts": listing.own_posts(request.user, group),
    }
    return page(request, group, "groups/group.html", context)


@only(rules.may_start)
@FORM_PAGE
def create(request: PersonRequest) -> HttpResponse:
    """A new group."""
    typed: dict[str, Any] = {}
    if request.method == "POST":
        form = NewGroupForm(request.POST, person=request.user)
        if form.is_valid():
            try:
                made = acts.start(request.user, **form.cleaned_data)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.drop(request.user, NEW_DRAFT)
                messages.success(request, _("The group has its page. Next: who keeps it, and its members."))
                return redirect(made)
    else:
        kept = drafts.load(request.user, NEW_DRAFT)
        typed = drafts.typed_before(NewGroupForm(person=request.user), kept)
        form = NewGroupForm(initial=typed, person=request.user)
    context = {"form": form, "draft": NEW_DRAFT, "restored": bool(typed)}
    return render(request, "groups/new.html", context)


@FORM_PAGE
@in_group(rules.may_manage)
def edit(request: PersonRequest, group: Group) -> HttpResponse:
    """Changes what is said of a group."""
    form = GroupForm(request.POST if request.method == "POST" else None, initial=GroupForm.values_of(group))
    if form.is_bound and form.is_valid():
        try:
            acts.change(group, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(group)
    return page(request, group, "groups/edit.html", {"form": form})


@FORM_PAGE
@in_group(rules.may_end)
def end(request: PersonRequest, group: Group) -> HttpResponse:
    """Asks why, and ends it."""
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with saying(request, _("The group has ended. Its records stay, and you can take it up again.")):
            acts.end(group, request.user, form.cleaned_data["reason"])
        return redirect(group)
    return page(request, group, "groups/end.html", {"form": form})


@require_POST
@in_group(rules.may_end)
def take_up(request: PersonRequest, group: Group) -> HttpResponse:
    """The group goes on after all."""
    with saying(request, _("The group is active again.")):
        acts.take_up(group, request.user)
    return redirect(group)
