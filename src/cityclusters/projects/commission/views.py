"""The commission's page, its rule and its seats."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.journal.once import one_act
from cityclusters.projects.commission import counting, endorsing, rules, seats
from cityclusters.projects.commission.fetching import between, commission_of, home, seat_of
from cityclusters.projects.commission.forms import CommissionForm, LastDayForm, SeatForm, whose
from cityclusters.projects.commission.words import name_of
from cityclusters.projects.forming import act_on, form_page
from cityclusters.projects.models import CommissionMeeting, Project, Seat
from cityclusters.projects.reaching import in_project, page
from cityclusters.projects.team import words

FORM = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 12


@require_safe
@in_project(team=True)
def commission(request: PersonRequest, project: Project) -> HttpResponse:
    """Who sits in it, when it meets, what it endorsed."""
    known = counting.of_project(project)
    held = counting.seats_of(project)
    voting = counting.of_seats([seat for seat in held if seat.votes])
    meetings = CommissionMeeting.objects.filter(commission=known)
    endorsements = project.endorsements.filter(withdrawn_at=None).select_related("meeting")[:50]
    context = {
        "topic": _("Commission"),
        "commission": known,
        "seats": [(seat, whose(seat)) for seat in held],
        "counts": words.counts(voting),
        "verdict": words.verdict(voting),
        "votes": voting.total,
        "women_votes": sum(seat.votes and seat.women_organisation for seat in held),
        "small_votes": sum(seat.votes and seat.kind in Seat.SMALL_KINDS for seat in held),
        "needed": counting.quorum(known, voting.total) if known else 0,
        "meetings": paged(request, meetings, PER_PAGE),
        "endorsements": [(row, name_of(project, row.what, row.version)) for row in endorsements],
        "ready": endorsing.open_versions(project),
        "may_keep": rules.may_keep(request.user, project),
    }
    return page(request, project, "projects/commission.html", context)


@FORM
@in_project(rules.may_keep)
def setup(request: PersonRequest, project: Project) -> HttpResponse:
    """Its name, and its rule for a quorum."""
    known = counting.of_project(project)
    first = {name: getattr(known, name) for name in seats.RULE} if known else {}
    form = CommissionForm(request.POST if request.method == "POST" else None, initial=first)
    act = partial(seats.set_up, project, request.user)
    return act_on(request, form, act, _("The commission is kept."), home(project)) or form_page(
        request, project, form, topic=_("Set up the commission"), button=_("Keep"), back=home(project),
        between=between(project),
        lead=_("Meetings that were held keep the rule that was in force then."),
    )  # fmt: skip


@FORM
@in_project(rules.may_keep)
@one_act
def add_seat(request: PersonRequest, project: Project) -> HttpResponse:
    """One more seat."""
    sent = request.POST if request.method == "POST" else None
    form = SeatForm(sent, reader=request.user, initial={"starts": timezone.localdate()})
    act = partial(seats.add, commission_of(project), request.user)
    return act_on(request, form, act, _("The seat is added."), home(project)) or form_page(
        request, project, form, topic=_("Add a seat"), button=_("Add"), back=home(project),
        between=between(project),
    )  # fmt: skip


def _typed(seat: Seat) -> dict[str, Any]:
    names = ("kind", "organisation", "post", "sex", "votes", "women_organisation", "starts")
    return {name: getattr(seat, name) for name in names} | {
        "person": seat.person.email if seat.person else ""
    }


@FORM
@in_project(rules.may_keep)
def change_seat(request: PersonRequest, project: Project, seat: str) -> HttpResponse:
    """Another vote, post or organisation."""
    row = seat_of(project, seat)
    sent = request.POST if request.method == "POST" else None
    form = SeatForm(sent, reader=request.user, initial=_typed(row))
    act = partial(seats.change, row, request.user)
    return act_on(request, form, act, _("The changes are saved."), home(project)) or form_page(
        request, project, form, topic=_("Change a seat"), button=_("Save"), back=home(project),
        between=between(project),
    )  # fmt: skip


@FORM
@in_project(rules.may_keep)
def end_seat(request: PersonRequest, project: Project, seat: str) -> HttpResponse:
    """The seat ends on a day."""
    row = seat_of(project, seat)
    form = LastDayForm(request.POST if request.method == "POST" else None)
    act = partial(seats.finish, row, request.user)
    return act_on(request, form, act, _("The seat ends."), home(project)) or form_page(
        request, project, form, topic=_("End a seat"), button=_("End it"), back=home(project),
        between=between(project), lead=whose(row),
    )  # fmt: skip
