"""Registering, waiting, giving a seat back, answering an invitation, sending a delegation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.exchanges import rules
from cityclusters.exchanges.forms.registration import (
    BaseMembers,
    ChangeForm,
    DelegationForm,
    MemberFormSet,
    RegistrationForm,
)
from cityclusters.exchanges.models import Registration
from cityclusters.exchanges.services import register_delegation
from cityclusters.exchanges.views.common import posted, visible
from cityclusters.exchanges.views.detail import seat_of
from cityclusters.people import consents, readers
from cityclusters.people.models import Consent, Organisation

SEATED = (Registration.State.CONFIRMED, Registration.State.WAITLISTED)


def seen(request: PersonRequest, public_id: str) -> Registration:
    """The registration. Raises Http404 for one that does not exist and, alike, for another city's."""
    rows = Registration.objects.select_related("exchange__organiser", "person", "organisation__place")
    seat = rows.filter(public_id=public_id).first()
    if seat is None or not rules.may_see_registration(request.user, seat):
        raise Http404
    return seat


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: PersonRequest, public_id: str) -> HttpResponse:
    """Takes a seat or a place in the line; who has one already goes to its page."""
    exchange = visible(request, public_id)
    seat = seat_of(request, exchange)
    if seat is not None and seat.state in SEATED:
        return redirect(seat)
    form = RegistrationForm(posted(request)[0], exchange=exchange, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            seat = exchange.register(request.user, **form.choices)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect(exchange)
        _say(request, seat)
        return redirect(seat)
    agreed = consents.TEXTS[Consent.Purpose.EVENT][1]
    context = {"exchange": exchange, "form": form, "seat": seat, "agreed": agreed}
    return render(request, "exchanges/register.html", context)


def _say(request: PersonRequest, seat: Registration) -> None:
    if seat.takes_part:
        messages.success(request, _("You have a seat. The calendar file is in the letter we sent you."))
    else:
        place = seat.place_in_line()
        messages.warning(
            request,
            _("All seats are taken. Your place on the waiting list is number %(place)s.") % {"place": place},
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: PersonRequest, public_id: str) -> HttpResponse:
    """The page of one registration; the person herself changes what she chose."""
    seat = seen(request, public_id)
    own = seat.person_id == request.user.pk
    form = ChangeForm(
        posted(request)[0], exchange=seat.exchange, person=seat.person, initial=ChangeForm.values_of(seat)
    )
    if request.method == "POST" and own and form.is_valid():
        seat.change(request.user, **form.choices)
        messages.success(request, _("Your choices are saved."))
        return redirect(seat)
    context = {
        "seat": seat,
        "exchange": seat.exchange,
        "own": own,
        "form": form if own and seat.state in SEATED else None,
        "first": seat.exchange.sessions.order_by("start").first(),
        "agreed": consents.TEXTS[Consent.Purpose.EVENT][1],
        "sees_needs": own or rules.sees_access_needs(request.user),
    }
    return render(request, "exchanges/registration.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks once, then gives the seat back."""
    seat = seen(request, public_id)
    if request.method != "POST":
        return render(request, "exchanges/cancellation.html", {"seat": seat, "exchange": seat.exchange})
    try:
        seat.cancel(request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(seat)
    messages.success(request, _("The registration is cancelled. You can still take it back below."))
    return redirect(seat)


@login_required
@require_POST
def restoration(request: PersonRequest, public_id: str) -> HttpResponse:
    """Takes a cancellation back while the seat is free."""
    seat = seen(request, public_id)
    with saying(request, _("The registration holds again.")):
        seat.restore(request.user)
    return redirect(seat)


@login_required
@require_POST
def answer(request: PersonRequest, public_id: str) -> HttpResponse:
    """Says yes or no to an invitation: only the person herself."""
    seat = seen(request, public_id)
    if seat.person_id != request.user.pk:
        raise Http404
    try:
        if request.POST.get("answer") == "yes":
            seat.accept()
            _say(request, seat)
        else:
            seat.decline()
            messages.success(request, _("You said no. Thank you for telling us."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(seat)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: PersonRequest, public_id: str) -> HttpResponse:
    """A focal point names the people whom her organisation sends."""
    exchange = visible(request, public_id)
    mine = readers.focal_organisations(request.user)
    own = Organisation.objects.filter(pk__in=mine).select_related("place")
    if not own:
        raise Http404
    form = DelegationForm(posted(request)[0], organisations=own, initial={"organisation": own[0]})
    rows = MemberFormSet(posted(request)[0])
    assert isinstance(rows, BaseMembers)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            seats = register_delegation(
                exchange, request.user, form.cleaned_data["organisation"], rows.members
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            done = ngettext("%(n)s person is named.", "%(n)s people are named.", len(seats)) % {
                "n": len(seats)
            }
            messages.success(request, done)
            return redirect("exchanges:delegation", exchange.public_id)
    named = exchange.registrations.filter(organisation__in=own).select_related("person", "organisation")
    context = {"exchange": exchange, "form": form, "rows": rows, "named": named.order_by("pk")}
    return render(request, "exchanges/delegation.html", context)
