"""Courses of a group: for everybody what they are, for its managers who comes and who stopped."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import leaves_nothing
from cityclusters.core.saying import saying
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.groups.booking.views import FORM_PAGE
from cityclusters.groups.hub import courses, rules
from cityclusters.groups.hub.forms import CourseForm, DropForm, NewCourseForm
from cityclusters.groups.hub.outcomes import is_high
from cityclusters.groups.hub.views_files import file_of
from cityclusters.groups.models import Course, Dropout, Group
from cityclusters.groups.models.hub import LeftReason
from cityclusters.groups.reaching import in_group, page
from cityclusters.journal.once import one_act

PART = "courses"
MOST = 100


def course_of(request: Request, group: Group, exchange_id: str) -> Course:
    """The course. Raises Http404 where the group has none such, or she may not see its exchange yet."""
    rows = group.courses.select_related("exchange__organiser")
    row = get_object_or_404(rows, exchange__public_id=sent_id(exchange_id))
    row.group = group
    manages = rules.may_manage(request.user, group)
    if not manages and not rules.may_see_exchange(request.user, row.exchange):
        raise Http404
    return row


@in_group(part=PART)
@require_safe
def listing(request: Request, group: Group) -> HttpResponse:
    """The courses that the reader may see."""
    manages = rules.may_manage(request.user, group)
    rows = group.courses.select_related("exchange")
    if not manages:
        rows = rows.filter(exchange__in=Exchange.objects.visible_to(request.user))
    shown = list(rows[:MOST])
    starts = courses.first_starts([row.exchange_id for row in shown])
    found = [(row, starts.get(row.exchange_id)) for row in shown]
    context = {"rows": found, "manages": manages, "hub": rules.has_hub(group)}
    return page(request, group, "groups/hub_courses.html", context)


@in_group(part=PART)
@require_safe
def one(request: Request, group: Group, exchange_id: str) -> HttpResponse:
    """One course; its managers see how many came and stopped."""
    row = course_of(request, group, exchange_id)
    sessions = list(row.exchange.sessions.order_by("start")[:MOST])
    manages = rules.may_manage(request.user, group)
    standing = courses.standings([row])[row.pk] if manages else {}
    dropped = courses.dropped_of(standing)
    context = {
        "course": row,
        "exchange": row.exchange,
        "sessions": sessions,
        "manages": manages,
        "opens": rules.may_see_exchange(request.user, row.exchange),
        "reads_files": rules.may_read_files(request.user, group),
        "enrolled": len(standing),
        "dropped": dropped,
        "high": is_high(dropped, len(standing)),
    }
    return page(request, group, "groups/hub_course.html", context)


@in_group(rules.may_manage, PART)
@FORM_PAGE
@one_act
def new(request: PersonRequest, group: Group) -> HttpResponse:
    """A new course, which is an exchange of the organisation that runs the group."""
    form = NewCourseForm(
        request.POST if request.method == "POST" else None, initial={"languages": [group.language]}
    )
    if form.is_bound and form.is_valid():
        try:
            made = courses.create(group, request.user, form.about, form.said)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Now add its days and hours, then open the registration."))
            return redirect("exchanges:programme", made.exchange.public_id)
    context = {"form": form, "others": courses.can_be_linked(group, request.user)}
    return page(request, group, "groups/hub_course_edit.html", context)


@in_group(rules.may_manage, PART)
@FORM_PAGE
def link(request: PersonRequest, group: Group, exchange_id: str) -> HttpResponse:
    """Says what an exchange that is there already is for the group."""
    rows = Exchange.objects.visible_to(request.user).filter(kind=Exchange.Kind.COURSE)
    exchange = get_object_or_404(rows, public_id=sent_id(exchange_id), organiser=group.organisation_id)
    form = CourseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = courses.link(group, request.user, exchange, form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The course stands on the page of the group."))
            return redirect(made)
    return page(request, group, "groups/hub_course_edit.html", {"form": form, "exchange": exchange})


@in_group(rules.may_manage, PART)
@FORM_PAGE
def edit(request: PersonRequest, group: Group, exchange_id: str) -> HttpResponse:
    """Changes what the group says of a course."""
    row = course_of(request, group, exchange_id)
    form = CourseForm(request.POST if request.method == "POST" else None, initial=CourseForm.values_of(row))
    if form.is_bound and form.is_valid():
        courses.change(row, request.user, form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect(row)
    return page(request, group, "groups/hub_course_edit.html", {"form": form, "course": row})


@leaves_nothing
@in_group(rules.may_read_files, PART)
@require_safe
def people(request: PersonRequest, group: Group, exchange_id: str) -> HttpResponse:
    """Who has a seat, who stopped coming."""
    row = course_of(request, group, exchange_id)
    context = {"group": group, "course": row, "rows": _seats(row)}
    return render(request, "groups/hub_course_people.html", context)


def _seats(row: Course) -> list[tuple[Registration, Dropout | None]]:
    seats = row.exchange.registrations.exclude(state="declined").select_related("person")
    dropped = {one.registration_id: one for one in row.dropouts.all()}
    return [(seat, dropped.get(seat.pk)) for seat in seats.order_by("person__folded_name", "pk")]


@leaves_nothing
@in_group(rules.may_read_files, PART)
@require_POST
def enrol(request: PersonRequest, group: Group, file_id: str) -> HttpResponse:
    """A seat for somebody with a file."""
    row = file_of(group, file_id)
    course = course_of(request, group, request.POST.get("course", ""))
    with saying(request, _("She has a seat, or a place in the line.")):
        courses.enrol(course, row, request.user)
    return redirect(row)


@leaves_nothing
@in_group(rules.may_read_files, PART)
@FORM_PAGE
def drop(request: PersonRequest, group: Group, exchange_id: str, seat_id: str) -> HttpResponse:
    """She stopped coming: since when and why. A reason of violence opens the card (rule HU9)."""
    course, seat = _seat(request, group, exchange_id, seat_id)
    form = DropForm(request.POST if request.method == "POST" else None, initial={"on": group.today()})
    if form.is_bound and form.is_valid():
        try:
            made = courses.drop(course, seat, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            if made.reason == LeftReason.VIOLENCE:
                return redirect("groups:card", group.public_id)
            messages.success(request, _("It is written down."))
            return redirect("groups:course-people", group.public_id, exchange_id)
    context: dict[str, Any] = {"group": group, "course": course, "seat": seat, "form": form}
    return render(request, "groups/hub_course_drop.html", context)


@leaves_nothing
@in_group(rules.may_read_files, PART)
@require_POST
def undrop(request: PersonRequest, group: Group, exchange_id: str, seat_id: str) -> HttpResponse:
    """She still comes."""
    course, seat = _seat(request, group, exchange_id, seat_id)
    with saying(request, _("Taken back.")):
        courses.undrop(course, seat, request.user)
    return redirect("groups:course-people", group.public_id, exchange_id)


def _seat(
    request: PersonRequest, group: Group, exchange_id: str, seat_id: str
) -> tuple[Course, Registration]:
    course = course_of(request, group, exchange_id)
    rows = course.exchange.registrations.select_related("person")
    return course, get_object_or_404(rows, public_id=sent_id(seat_id))
