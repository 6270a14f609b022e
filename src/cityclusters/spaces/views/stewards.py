"""Appointing stewards, sending somebody away, and letting her in again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.people.models import Person
from cityclusters.spaces import rules
from cityclusters.spaces.forms.curate import BanForm, StewardForm
from cityclusters.spaces.models import Membership, Space
from cityclusters.spaces.models.space import Banned


@only(rules.may_curate)
@require_http_methods(["GET", "HEAD", "POST"])
def stewards(request: PersonRequest, slug: str) -> HttpResponse:
    """The stewards of a space, and who may not come in."""
    space = get_object_or_404(Space, slug=slug)
    form = StewardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            space.appoint(form.cleaned_data["email"], request.user)
        except Banned:
            form.add_error("email", _("This person was sent away from the space. Let her in first."))
        else:
            messages.success(request, _("The space has another steward."))
            return redirect("spaces:stewards", slug)
    rows = space.memberships.select_related("person")
    now = rows.now().stewards().order_by("joined_at", "pk")
    banned = rows.banned().select_related("ended_by").order_by("-banned_at")
    return render(
        request, "spaces/stewards.html", {"space": space, "form": form, "rows": now, "banned": banned}
    )


@only(rules.may_curate)
@require_POST
def end_stewardship(request: PersonRequest, slug: str, person: str) -> HttpResponse:
    """Makes a steward a member again."""
    space = get_object_or_404(Space, slug=slug)
    found = get_object_or_404(Person, public_id=person)
    if space.end_stewardship(found, request.user):
        messages.success(request, _("This person is a member now, and a steward no longer."))
    return redirect("spaces:stewards", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ban(request: PersonRequest, slug: str, person: str) -> HttpResponse:
    """Sends a member away for good: asks for the reason first."""
    here = Membership.objects.now().filter(space__slug=slug, person__public_id=person)
    row = get_object_or_404(here.select_related("space", "person"))
    if not rules.may_ban(request.user, row.person, row.space):
        raise Http404
    form = BanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row.space.ban(row.person, request.user, form.cleaned_data["reason"])
        messages.success(request, _("This person is no longer in the space and can't come back."))
        return redirect("spaces:members", slug)
    return render(request, "spaces/ban.html", {"row": row, "form": form})


@only(rules.may_curate)
@require_POST
def lift_ban(request: PersonRequest, slug: str, person: str) -> HttpResponse:
    """Lets somebody in again."""
    space = get_object_or_404(Space, slug=slug)
    found = get_object_or_404(Person, public_id=person)
    if space.lift_ban(found, request.user):
        messages.success(request, _("This person may join the space again."))
    return redirect("spaces:stewards", slug)
