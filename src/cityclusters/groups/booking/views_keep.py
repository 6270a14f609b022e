"""Booking, for those who look after it: the day's list, facilities, maintenance, safety briefings."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import mark
from cityclusters.core.patience import patiently
from cityclusters.core.saying import saying
from cityclusters.groups.booking import acts, keeping, people, rules, times
from cityclusters.groups.booking.forms import BriefingForm, ClosureForm, FacilityForm
from cityclusters.groups.booking.views import FORM_PAGE, PART, booking_of, facility_of
from cityclusters.groups.models import Booking, Briefing, Group
from cityclusters.groups.reaching import in_group, page
from cityclusters.people.models import Person

Move = Callable[[Booking, Person], None]
ACTS: dict[str, tuple[Move, object]] = {
    "approval": (acts.approve, gettext_lazy("The booking is approved.")),
    "arrival": (acts.check_in, gettext_lazy("Checked in.")),
    "end": (acts.finish, gettext_lazy("Done: the rest of the time is free again.")),
    "absence": (acts.miss, gettext_lazy("Written down: did not come.")),
    "late-arrival": (acts.came_after_all, gettext_lazy("Taken back.")),
}
MOST = 300
TEMPLATE = "groups/booking_facility_edit.html"


@in_group(rules.may_keep, PART)
@require_safe
def day(request: PersonRequest, group: Group) -> HttpResponse:
    """Who comes on a day, what waits for an answer, what should be back."""
    try:
        chosen = date.fromisoformat(request.GET.get("day", "")[:10])
    except ValueError:
        chosen = group.today()
    there, asked, late = _lists(group, chosen)
    rows = [*there, *asked, *late]
    context = {
        "day": chosen,
        "before": chosen - timedelta(days=1),
        "after": chosen + timedelta(days=1),
        "today": group.today(),
        "there": there,
        "asked": asked,
        "late": late,
        "zone": times.zone_of(group),
        "names": people.names(group, [row.person for row in rows if row.person]),
        "unbriefed": _unbriefed(rows),
    }
    return mark(page(request, group, "groups/booking_day.html", context))


def _lists(group: Group, chosen: date) -> tuple[list[Booking], list[Booking], list[Booking]]:
    """Those of the day; those of other days that wait for an answer; those who should have been back."""
    start, end = times.day_span(chosen, group)
    rows = Booking.objects.filter(facility__group=group).select_related("facility", "person")
    there = list(rows.between(start, end).exclude(state=Booking.State.CANCELLED)[:MOST])
    others = rows.exclude(pk__in=[row.pk for row in there])
    asked = list(others.filter(state=Booking.State.ASKED, end__gt=timezone.now())[:MOST])
    late = list(others.filter(state=Booking.State.CHECKED_IN, end__lte=timezone.now())[:MOST])
    for row in (*there, *asked, *late):
        row.facility.group = group
    return there, asked, late


def _unbriefed(rows: list[Booking]) -> set[int]:
    """Keys of the bookings whose facility needs a briefing that is not there. One query."""
    wanting = [row for row in rows if row.facility.needs_briefing]
    briefings = Briefing.objects.filter(facility__in={row.facility_id for row in wanting}, withdrawn_at=None)
    held: dict[tuple[int, int | None], list[tuple[date, date]]] = {}
    for one in briefings if wanting else ():
        held.setdefault((one.facility_id, one.person_id), []).append((one.given_on, one.valid_until))
    missing = set()
    for row in wanting:
        on = times.local(row.end, row.facility.group).date()
        spans = held.get((row.facility_id, row.person_id), [])
        if not any(given <= on <= valid for given, valid in spans):
            missing.add(row.pk)
    return missing


@in_group(rules.may_keep, PART)
@require_POST
def move(request: PersonRequest, group: Group, booking_id: str, act: str) -> HttpResponse:
    """Approves, checks in, ends a booking, or writes down that she did not come."""
    row = booking_of(request, group, booking_id)
    if act not in ACTS:
        raise Http404
    done, words = ACTS[act]
    with saying(request, str(words)):
        patiently(lambda: done(row, request.user))
    if request.POST.get("day"):
        chosen = urlencode({"day": request.POST["day"][:10]})
        return redirect(f"{reverse('groups:booking-day', args=[group.public_id])}?{chosen}")
    return redirect(row)


@in_group(rules.may_keep, PART)
@FORM_PAGE
def add(request: PersonRequest, group: Group) -> HttpResponse:
    """A new facility."""
    form = FacilityForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = keeping.add(group, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It can be booked now."))
            return redirect(made)
    return mark(page(request, group, TEMPLATE, {"form": form}))


@in_group(rules.may_keep, PART)
@FORM_PAGE
def change(request: PersonRequest, group: Group, facility_id: str) -> HttpResponse:
    """Changes a facility."""
    row = facility_of(group, facility_id)
    form = FacilityForm(
        request.POST if request.method == "POST" else None, initial=FacilityForm.values_of(row)
    )
    if form.is_bound and form.is_valid():
        form.cleaned_data.pop("once")
        try:
            keeping.change(row, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(row)
    return mark(page(request, group, TEMPLATE, {"form": form, "facility": row}))


@in_group(rules.may_keep, PART)
@require_POST
def use(request: PersonRequest, group: Group, facility_id: str, act: str) -> HttpResponse:
    """Takes a facility out of use, or back into it."""
    row = facility_of(group, facility_id)
    if act == "retirement":
        with saying(request, _("Nobody can book it any more. Bookings that were made stay.")):
            keeping.retire(row, request.user)
    elif act == "return":
        with saying(request, _("It can be booked again.")):
            keeping.bring_back(row, request.user)
    else:
        raise Http404
    return redirect(row)


@in_group(rules.may_keep, PART)
@FORM_PAGE
def closures(request: PersonRequest, group: Group, facility_id: str) -> HttpResponse:
    """Maintenance that is to come, and the form to block time."""
    row = facility_of(group, facility_id)
    form = ClosureForm(request.POST if request.method == "POST" else None, group=group, over_night=True)
    if form.is_bound and form.is_valid():
        try:
            patiently(lambda: keeping.close(row, request.user, **form.cleaned_data))
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The time is blocked."))
            return redirect("groups:facility-closures", group.public_id, row.public_id)
    typed = form.cleaned_data if form.is_bound else {}
    start, end = typed.get("start"), typed.get("end")
    context = {
        "facility": row,
        "form": form,
        "met": keeping.in_the_way(row, start, end) if start and end else [],
        "rows": row.closures.filter(lifted_at=None, end__gt=timezone.now()),
        "zone": times.zone_of(group),
    }
    return mark(page(request, group, "groups/booking_closures.html", context))


@in_group(rules.may_keep, PART)
@require_POST
def lift(request: PersonRequest, group: Group, facility_id: str, closure_id: str) -> HttpResponse:
    """Ends a closure."""
    row = facility_of(group, facility_id)
    found = get_object_or_404(row.closures, public_id=sent_id(closure_id))
    found.facility = row
    with saying(request, _("It can be booked again.")):
        keeping.lift(found, request.user)
    return redirect("groups:facility-closures", group.public_id, row.public_id)


@in_group(rules.may_keep, PART)
@FORM_PAGE
def briefings(request: PersonRequest, group: Group, facility_id: str) -> HttpResponse:
    """Who was briefed, and the form to write a briefing down."""
    row = facility_of(group, facility_id)
    form = BriefingForm(request.POST if request.method == "POST" else None, facility=row)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            keeping.brief(row, request.user, data["whom"], on=data["on"], valid_until=data["valid_until"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The briefing is written down."))
            return redirect("groups:facility-briefings", group.public_id, row.public_id)
    rows = list(row.briefings.filter(withdrawn_at=None).select_related("person", "given_by")[:MOST])
    called = people.names(group, [one.person for one in rows if one.person])
    context = {"facility": row, "form": form, "rows": rows, "names": called, "today": group.today()}
    return mark(page(request, group, "groups/booking_briefings.html", context))


@in_group(rules.may_keep, PART)
@require_POST
def withdraw(request: PersonRequest, group: Group, facility_id: str, briefing_id: str) -> HttpResponse:
    """A briefing counts no more."""
    row = facility_of(group, facility_id)
    found = get_object_or_404(row.briefings, public_id=sent_id(briefing_id))
    found.facility = row
    with saying(request, _("This briefing counts no more.")):
        keeping.withdraw_briefing(found, request.user)
    return redirect("groups:facility-briefings", group.public_id, row.public_id)
