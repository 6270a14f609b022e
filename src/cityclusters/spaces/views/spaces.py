"""The list of spaces, one space, coming, going, and who is there."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.paging import paged
from cityclusters.people.models import Consent, Mandate, Person
from cityclusters.spaces import rules
from cityclusters.spaces.models import Membership, Space
from cityclusters.spaces.models.space import Banned
from cityclusters.spaces.sections import counts, sections_of

DONE = {"joined", "left"}


@require_safe
def spaces(request: Request) -> HttpResponse:
    """All spaces: what each is about, how many are in it, and whether the reader is."""
    mine: set[int] = set()
    if request.user.is_authenticated:
        mine = set(Membership.objects.now().filter(person=request.user).values_list("space", flat=True))
    said = counts(request)
    rows = [
        {"space": space, "said": said.get(space.pk, []), "mine": space.pk in mine}
        for space in Space.objects.with_members()
    ]
    may_curate = request.user.is_authenticated and rules.may_curate(request.user)
    return render(request, "spaces/spaces.html", {"rows": rows, "may_curate": may_curate})


def with_posts(memberships: "QuerySet[Membership]") -> "QuerySet[Membership]":
    """The rows with each person's present posts, however many rows there are, in two queries more."""
    posts = Mandate.objects.valid().select_related("organisation")
    return memberships.select_related("person").prefetch_related(Prefetch("person__mandates", posts))


def listed(memberships: "QuerySet[Membership]") -> "QuerySet[Membership]":
    """Those who agreed to be listed in the directory."""
    agreed = Q(person__consents__purpose=Consent.Purpose.DIRECTORY, person__consents__withdrawn_at=None)
    return memberships.filter(agreed)


@require_safe
def detail(request: Request, slug: str) -> HttpResponse:
    """One space: what it is for, its stewards, its numbers, and what upper apps show of it."""
    space = get_object_or_404(Space.objects.with_members().prefetch_related("themes"), slug=slug)
    stewards, reader = _people(request, space)
    context = {
        "space": space,
        "stewards": stewards,
        "languages_here": [label for code, label in settings.CONTENT_LANGUAGES if code in space.languages],
        "sections": sections_of(request, space),
        "done": request.GET.get("done") if request.GET.get("done") in DONE else "",
        **reader,
    }
    return render(request, "spaces/detail.html", context)


def _people(request: Request, space: Space) -> tuple[list[Membership], dict[str, Any]]:
    """The stewards that the reader may see, and what she is in this space herself; both in one query, and
    one more for the posts."""
    stewards = space.memberships.now().stewards()
    if not request.user.is_authenticated:
        return list(with_posts(listed(stewards).order_by("joined_at", "pk"))), {"membership": None}
    both = Q(pk__in=stewards.values("pk")) | Q(person=request.user)
    rows = list(with_posts(space.memberships.filter(both).order_by("joined_at", "pk")))
    keeping = [row for row in rows if row.left_at is None and row.role == Membership.Role.STEWARD]
    return keeping, _reader(request.user, space, [row for row in rows if row.person_id == request.user.pk])


def _reader(person: Person, space: Space, rows: list[Membership]) -> dict[str, Any]:
    """What the reader is in this space, by her rows, and what she may do there."""
    membership = next((row for row in rows if row.left_at is None), None)
    space.seen(person, membership)
    steward = membership is not None and membership.role == Membership.Role.STEWARD
    curates = rules.may_curate(person)
    return {
        "membership": membership,
        "ban": next((row for row in rows if row.banned_at and not row.ban_lifted_at), None),
        "may_edit": curates or steward,
        "may_see_members": curates or membership is not None,
    }


@login_required
@require_POST
def join(request: PersonRequest, slug: str) -> HttpResponse:
    """Makes the reader a member; with `undo`, takes her leaving back."""
    space = get_object_or_404(Space, slug=slug)
    if "undo" in request.POST and space.undo_leaving(request.user):
        messages.success(request, _("You are still a member."))
        return redirect(space)
    try:
        space.join(request.user)
    except Banned:
        messages.error(request, _("You can't join this space."))
        return redirect(space)
    return redirect(f"{space.get_absolute_url()}?done=joined")


@login_required
@require_POST
def leave(request: PersonRequest, slug: str) -> HttpResponse:
    """Ends the reader's membership; the page that follows offers to undo it."""
    space = get_object_or_404(Space, slug=slug)
    if not space.leave(request.user):
        return redirect(space)
    return redirect(f"{space.get_absolute_url()}?done=left")


@login_required
@require_safe
def members(request: PersonRequest, slug: str) -> HttpResponse:
    """Who is there, for members: those who agreed to be listed; officers see everybody."""
    space = get_object_or_404(Space, slug=slug)
    if not rules.may_see_members(request.user, space):
        raise Http404
    everybody = space.memberships.now().order_by("-role", "person__sort_name", "person__name", "pk")
    shown = everybody if request.user.is_officer else listed(everybody)
    steward = rules.is_steward(request.user, space)
    context = {
        "space": space,
        "page": paged(request, with_posts(shown)),
        "total": everybody.count(),
        "may_ban": request.user.is_officer or steward,
    }
    return render(request, "spaces/members.html", context)
