"""A person's matches: what is proposed to her organisations, and her answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.support.matches import acts, agreements, choices, page, sides
from cityclusters.support.matches.forms import DeclineForm
from cityclusters.support.models import Match


def one(request: PersonRequest, public_id: str) -> Match:
    """The match, for whoever may see it. Raises Http404 for everybody else."""
    rows = Match.objects.visible_to(request.user).select_related(*page.NAMES)
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def own(request: PersonRequest, public_id: str) -> Match:
    """The same for the focal points of both sides. Raises PermissionDenied for officers, who may read."""
    found = one(request, public_id)
    if not sides.of_person(found, request.user):
        raise PermissionDenied
    return found


@login_required
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """Her matches, what waits for her first."""
    asked = request.GET.get("side", "")
    side = asked if asked in sides.BOTH else ""
    rows = page.mine(request.user, side)
    context = {"page": paged(request, rows), "side": side, "is_officer": request.user.is_officer}
    return render(request, "support/matches.html", context)


@login_required
@require_safe
def detail(request: PersonRequest, public_id: str) -> HttpResponse:
    """What is proposed, why, and what happens next."""
    match = one(request, public_id)
    return render(request, "support/match.html", page.context(match, request.user))


@login_required
@require_POST
def accept(request: PersonRequest, public_id: str) -> HttpResponse:
    """One side says yes."""
    match = own(request, public_id)
    try:
        row = acts.accept(match, request.user, request.POST.get("side", ""))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        if row.names_are_open:
            messages.success(
                request, _("Both sides have accepted. A place is held, and here is the contact.")
            )
        else:
            messages.success(
                request, _("Thank you. The other side is told; a place is held when it accepts.")
            )
    return redirect(match)


@login_required
@require_POST
def take_back(request: PersonRequest, public_id: str) -> HttpResponse:
    """A side takes its yes back."""
    match = own(request, public_id)
    with saying(request, _("Your yes is taken back. You can still accept or decline.")):
        acts.take_back(match, request.user, request.POST.get("side", ""))
    return redirect(match)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: PersonRequest, public_id: str) -> HttpResponse:
    """A side says no, with a reason."""
    match = own(request, public_id)
    is_needs = sides.NEED in sides.of_person(match, request.user)
    form = DeclineForm(request.POST if request.method == "POST" else None, is_host=not is_needs)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = acts.decline(match, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _next_words(is_needs, chosen))
            return redirect(chosen if is_needs and chosen else match)
    context = {"match": match, "form": form, "after": choices.after(match)}
    return render(request, "support/match_decline.html", context)


def _next_words(is_needs: bool, chosen: Match | None) -> str:
    if not is_needs:
        return _("Thank you for saying so. The city is told, and another host is looked for.")
    if chosen is None:
        return _("Thank you for saying so. No other host has room now; you get a letter with the next date.")
    return _("Thank you for saying so. The next host that fits is proposed to you now.")


@login_required
@require_POST
def in_contact(request: PersonRequest, public_id: str) -> HttpResponse:
    """The two sides have spoken."""
    match = one(request, public_id)
    with saying(request, _("Good. When you know what you want to do together, begin the agreement.")):
        acts.in_contact(match, request.user)
    return redirect(match)


@login_required
@require_POST
def begin(request: PersonRequest, public_id: str) -> HttpResponse:
    """Opens the draft of an agreement."""
    match = own(request, public_id)
    try:
        made = agreements.begin(match, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(match)
    messages.success(
        request, _("The draft is filled in from the need and the offer. Both sides can change it.")
    )
    return redirect(made)
