"""The public page of an exchange, its participants, and its calendar."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.paging import paged
from cityclusters.exchanges import calendar as calendar_file
from cityclusters.exchanges import page, rules
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.exchanges.views.common import visible


def seat_of(request: Request, exchange: Exchange) -> Registration | None:
    """The reader's own registration."""
    if not request.user.is_authenticated:
        return None
    seat = exchange.registrations.filter(person=request.user).first()
    if seat is not None:
        seat.exchange = exchange
    return seat


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    """Programme, partners, people and the box for registering."""
    exchange = visible(request, public_id)
    context = page.build(
        exchange, request.user, seat_of(request, exchange), request.GET.get("track", "")[:80]
    )
    return render(request, "exchanges/detail.html", context)


@login_required
@require_safe
def participants(request: PersonRequest, public_id: str) -> HttpResponse:
    """Those who chose to be listed, for those who take part; the same 404 for everybody else."""
    exchange = visible(request, public_id)
    if not rules.sees_participants(request.user, exchange, seat_of(request, exchange)):
        raise Http404
    rows = exchange.registrations.filter(state=Registration.State.CONFIRMED)
    listed = rows.filter(listed=True).select_related("person", "organisation__place")
    context = {
        "exchange": exchange,
        "page": paged(request, listed.order_by("person__folded_name", "pk"), per_page=60),
        "unlisted": rows.filter(listed=False).count(),
    }
    return render(request, "exchanges/participants.html", context)


def _calendar(exchange: Exchange, *, with_link: bool) -> HttpResponse:
    content = calendar_file.write(exchange, with_link=with_link)
    response = HttpResponse(content, content_type=calendar_file.MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="exchange-{exchange.public_id}.ics"'
    return response


@require_safe
def calendar(request: Request, public_id: str) -> HttpResponse:
    """The calendar of the exchange for everybody who may see it, without joining links."""
    return _calendar(visible(request, public_id), with_link=False)


@require_safe
def own_calendar(request: Request, code: str) -> HttpResponse:
    """The calendar of one person: the secret code in the address opens it, as calendar programs cannot
    sign in. It holds the joining link while she has a seat."""
    seats = Registration.objects.select_related("exchange", "person").exclude(person__state="erased")
    seat = get_object_or_404(seats.exclude(state__in=["cancelled", "declined"]), calendar_code=code)
    response = _calendar(seat.exchange, with_link=seat.takes_part)
    patch_cache_control(response, private=True, no_store=True)
    return response
