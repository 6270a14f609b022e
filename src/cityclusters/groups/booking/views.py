"""Booking, for those who book: what there is, the week of one thing, one's own bookings."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import mark
from cityclusters.core.patience import patiently
from cityclusters.core.saying import saying
from cityclusters.core.templatetags.core import zone_city
from cityclusters.groups.booking import acts, calendar, checks, rules, times, week
from cityclusters.groups.booking.forms import BookingForm, weekday_names
from cityclusters.groups.models import Booking, Facility, Group
from cityclusters.groups.reaching import everybody, in_group, page

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
PART = "booking"
MOST = 100


def facility_of(group: Group, facility_id: str) -> Facility:
    """The facility of the group. Raises Http404 where it has none such."""
    row = get_object_or_404(Facility, group=group, public_id=sent_id(facility_id))
    row.group = group
    return row


def booking_of(request: PersonRequest, group: Group, booking_id: str) -> Booking:
    """The booking. Raises Http404 for others than herself and those who look after the bookings."""
    rows = Booking.objects.filter(facility__group=group).select_related("facility", "person")
    row = get_object_or_404(rows, public_id=sent_id(booking_id))
    row.facility.group = group
    if not rules.may_see(request.user, row):
        raise Http404
    return row


@in_group(everybody, PART)
@require_safe
def listing(request: PersonRequest, group: Group) -> HttpResponse:
    """What there is to book, and her own bookings here."""
    own = Booking.objects.filter(facility__group=group, person=request.user).select_related("facility")
    keeps = rules.may_keep(request.user, group)
    facilities = group.facilities.all() if keeps else group.facilities.in_use()
    context = {
        "facilities": facilities,
        "own": [_with(group, row) for row in own.order_by("-start", "-pk")[:MOST]],
        "keeps": keeps,
    }
    return mark(page(request, group, "groups/booking_list.html", context))


def _with(group: Group, row: Booking) -> Booking:
    row.facility.group = group
    return row


@in_group(everybody, PART)
@FORM_PAGE
def facility(request: PersonRequest, group: Group, facility_id: str) -> HttpResponse:
    """The week of one facility, and the form to book it."""
    row = facility_of(group, facility_id)
    form = None
    if row.retired_at is None and rules.may_book(request.user, row):
        sent = request.POST if request.method == "POST" else None
        form = BookingForm(sent, facility=row, person=request.user, initial={"day": request.GET.get("day")})
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            made = patiently(lambda: acts.ask(row, by=request.user, **form.cleaned_data))
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _booked(made))
            return redirect(made)
    return mark(page(request, group, "groups/booking_facility.html", _facility(request, row, form)))


def _booked(made: Booking) -> str:
    if made.state == Booking.State.APPROVED:
        return _("It is booked.")
    return _("You have asked for this time; it is kept for you until somebody answers.")


def _facility(request: PersonRequest, row: Facility, form: BookingForm | None) -> dict[str, Any]:
    today = row.group.today()
    monday = times.week_of(request.GET.get("week") or request.GET.get("day") or "", today)
    shown = week.week(row, monday, request.user)
    open_on = [(name, row.hours.get(str(number))) for number, name in enumerate(weekday_names())]
    return {
        "facility": row,
        "week": shown,
        "earlier": shown.monday > times.monday(today),
        "hours": open_on,
        "form": form,
        "keeps": rules.may_keep(request.user, row.group),
        "briefed": checks.briefing_of(row, request.user.pk, today),
        "zone": times.zone_of(row.group),
        "other_times": _other_clock(row.group),
    }


def _other_clock(group: Group) -> str:
    """For a reader whose clock shows another time than those of the place: the two of them now."""
    here, there = timezone.localtime(), times.local(timezone.now(), group)
    if here.utcoffset() == there.utcoffset():
        return ""
    words = {"there": f"{there:%H:%M}", "city": zone_city(times.zone_of(group)), "here": f"{here:%H:%M}"}
    return _("It is now %(there)s in %(city)s and %(here)s on your clock.") % words


@in_group(everybody, PART)
@require_safe
def booking(request: PersonRequest, group: Group, booking_id: str) -> HttpResponse:
    """One booking."""
    return mark(page(request, group, "groups/booking.html", of_booking(request, group, booking_id)))


def of_booking(request: PersonRequest, group: Group, booking_id: str) -> dict[str, Any]:
    """What the page of a booking shows."""
    row = booking_of(request, group, booking_id)
    briefed = checks.is_briefed(row.facility, row.person, row.end)
    return {
        "booking": row,
        "facility": row.facility,
        "keeps": rules.may_keep(request.user, group),
        "own": row.person_id == request.user.pk,
        "briefed": briefed,
        "zone": times.zone_of(group),
        "open": row.state in (Booking.State.ASKED, Booking.State.APPROVED),
        "may_restore": row.cancelled_by_id == request.user.pk or rules.may_keep(request.user, group),
    }


@in_group(everybody, PART)
@require_safe
def as_calendar(request: PersonRequest, group: Group, booking_id: str) -> HttpResponse:
    """One booking for a calendar."""
    row = booking_of(request, group, booking_id)
    response = HttpResponse(calendar.write(row), content_type=calendar.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{calendar.NAME}"'
    return mark(response)


@in_group(everybody, PART)
@FORM_PAGE
def cancel(request: PersonRequest, group: Group, booking_id: str) -> HttpResponse:
    """Cancels a booking after asking; it can be taken back."""
    context = of_booking(request, group, booking_id)
    row: Booking = context["booking"]
    if request.method == "POST":
        with saying(request, _("It is cancelled. Until it begins you can take that back.")):
            patiently(lambda: acts.cancel(row, request.user, request.POST.get("reason", "")))
        return redirect(row)
    return mark(page(request, group, "groups/booking_cancel.html", context))


@in_group(everybody, PART)
@require_POST
def restore(request: PersonRequest, group: Group, booking_id: str) -> HttpResponse:
    """Takes a cancellation back."""
    row = booking_of(request, group, booking_id)
    with saying(request, _("The time is yours again.")):
        patiently(lambda: acts.restore(row, request.user))
    return redirect(row)
