"""The list of registrations for those who manage the exchange, on the page and as a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.exports import Table, csv_response, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.core.texts import pick
from cityclusters.exchanges import page, rules
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.exchanges.views.common import managed
from cityclusters.places.countries import country_name

HEADINGS = (
    gettext_lazy("Name"),
    gettext_lazy("E-mail address"),
    gettext_lazy("Post"),
    gettext_lazy("Organisation"),
    gettext_lazy("Country"),
    gettext_lazy("State"),
    gettext_lazy("Place in line"),
    gettext_lazy("Leads the delegation"),
    gettext_lazy("Stays out of recordings"),
    gettext_lazy("Registered on"),
)


def _rows(exchange: Exchange, state: str) -> QuerySet[Registration]:
    rows = exchange.registrations.select_related("person", "organisation__place")
    if state in Registration.State.values:
        rows = rows.filter(state=state)
    return rows.order_by("state", "queued_at", "person__folded_name", "pk")


@login_required
@require_safe
def registrations(request: PersonRequest, public_id: str) -> HttpResponse:
    """Everybody registered, by state."""
    exchange = managed(request, public_id)
    state = request.GET.get("state", "")
    context = {
        "exchange": exchange,
        "page": paged(request, _rows(exchange, state), per_page=50),
        "seats": page.seats_and_origins(exchange)[0],
        "states": Registration.State.choices,
        "state": state,
        "sees_needs": rules.sees_access_needs(request.user),
    }
    return render(request, "exchanges/registrations.html", context)


@login_required
@require_safe
def download(request: PersonRequest, public_id: str, ending: str) -> HttpResponseBase:
    """The same list as a spreadsheet; the column of access needs is there for officers only."""
    exchange = managed(request, public_id)
    needs = rules.sees_access_needs(request.user)
    line, table = 0, []
    for seat in _rows(exchange, request.GET.get("state", "")):
        line = line + 1 if seat.state == Registration.State.WAITLISTED else line
        table.append(_line(seat, line, needs))
    head = [str(heading) for heading in HEADINGS] + ([_("Access needs")] if needs else [])
    name = f"registrations-{exchange.public_id}"
    if ending == "csv":
        return csv_response(name, head, table)
    return xlsx_response(name, [Table(_("Registrations"), head, table)])


def _line(seat: Registration, line: int, needs: bool) -> list[str | int | None]:
    organisation = seat.organisation
    place = organisation.place if organisation else None
    waits = seat.state == Registration.State.WAITLISTED
    return [
        str(seat.person),
        seat.person.email or "",
        seat.post,
        pick(organisation.names).text if organisation else "",
        country_name(place.country_id) if place else "",
        seat.get_state_display(),
        line if waits else None,
        _("yes") if seat.delegation_head else "",
        _("yes") if seat.off_record else "",
        f"{seat.registered_at:%Y-%m-%d}",
        *([seat.access_needs] if needs else []),
    ]


@login_required
@require_POST
def cancel(request: PersonRequest, public_id: str, seat_id: str) -> HttpResponse:
    """An organiser cancels somebody's registration; she gets a letter."""
    exchange = managed(request, public_id)
    seat = exchange.registrations.filter(public_id=seat_id).select_related("person", "organisation").first()
    if seat is None:
        raise Http404
    seat.exchange = exchange
    with saying(request, _("The registration is cancelled.")):
        seat.cancel(request.user)
    return redirect("exchanges:registrations", exchange.public_id)
