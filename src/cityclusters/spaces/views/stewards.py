"""The stewards of a space, and who may not come in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.people.models import Person
from cityclusters.spaces import rules
from cityclusters.spaces.forms.curate import StewardForm
from cityclusters.spaces.models import Space
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
    context = {"space": space, "form": form, "rows": now, "banned": banned}
    context["to_decide"] = {row.pk for row in banned if rules.may_decide_appeal(request.user, row)}
    return render(request, "spaces/stewards.html", context)


@only(rules.may_curate)
@require_POST
def end_stewardship(request: PersonRequest, slug: str, person: str) -> HttpResponse:
    """Makes a steward a member again."""
    space = get_object_or_404(Space, slug=slug)
    found = get_object_or_404(Person, public_id=person)
    if space.end_stewardship(found, request.user):
        messages.success(request, _("This person is a member now, and a steward no longer."))
    return redirect("spaces:stewards", slug)
