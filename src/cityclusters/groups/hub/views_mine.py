"""My hub: what somebody has at a hub, and her data to take along (rule HU10)."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.exports import csv_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.leaving import leaves_nothing
from cityclusters.core.saying import saying
from cityclusters.groups.booking.times import zone_of
from cityclusters.groups.hub import acts, mine
from cityclusters.groups.hub.forms import ContactForm
from cityclusters.groups.models import Group
from cityclusters.groups.reaching import in_group

FIELDS = ("contact", "call_ok", "mail_ok", "safe_times")


@leaves_nothing
@in_group()
@require_safe
def my_hub(request: PersonRequest, group: Group) -> HttpResponse:
    """Courses, certificates, bookings, mentoring, questions to answer, contact, data."""
    return _page(request, group)


def _page(request: PersonRequest, group: Group, form: ContactForm | None = None) -> HttpResponse:
    row = mine.file_of(group, request.user)
    start = {name: getattr(row, name) for name in FIELDS} if row else {}
    context = {
        "group": group,
        "file": row,
        "needs": mine.need_words(getattr(row, "profile", None)) if row else [],
        "seats": mine.seats(group, request.user),
        "courses": mine.open_courses(group),
        "bookings": mine.bookings(group, request.user) if group.has("booking") else [],
        "pairs": mine.pairs(group, request.user),
        "checks": row.checks.filter(due_on__lte=group.today(), state="due") if row else [],
        "form": form or (ContactForm(initial=start) if row else None),
        "zone": zone_of(group),
    }
    return render(request, "groups/hub_mine.html", context)


@leaves_nothing
@in_group()
@require_POST
def contact(request: PersonRequest, group: Group) -> HttpResponse:
    """How she may be reached from now on."""
    row = mine.file_of(group, request.user)
    form = ContactForm(request.POST)
    if row is None or not form.is_valid():
        messages.error(request, _("Something needs to be corrected; your entries are still here."))
        return _page(request, group, form if row else None)
    with saying(request, _("The changes are saved.")):
        acts.change_contact(row, request.user, **form.cleaned_data)
    return redirect("groups:mine", group.public_id)


@leaves_nothing
@in_group()
@require_safe
def as_json(request: PersonRequest, group: Group) -> HttpResponse:
    """Her data of all groups as JSON."""
    response = JsonResponse(
        mine.data_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@leaves_nothing
@in_group()
@require_safe
def as_csv(request: PersonRequest, group: Group) -> HttpResponseBase:
    """The same as one table: which table, which row, which field, what stands in it."""
    lines = [
        (name, number, field, "" if value is None else str(value))
        for name, rows in mine.data_of(request.user).items()
        for number, row in enumerate(rows, start=1)
        for field, value in row.items()
    ]
    return csv_response("my-data", [_("Table"), _("Row"), _("Field"), _("Value")], lines)
