"""The queue of follow-ups, and the page of one."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.exports import Table, csv_response, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick
from cityclusters.journal import rules
from cityclusters.journal.forms.follow_up import (
    DropForm,
    DueForm,
    FilterForm,
    OutcomeForm,
    OwnerForm,
    ReopenForm,
)
from cityclusters.journal.models import Entry, FollowUp
from cityclusters.journal.models.follow_up import AlreadyOpen, NotOpen
from cityclusters.journal.naming import named
from cityclusters.people.models import Person

AT_ONCE = 500  # rows read from the database at a time for a download
SAID = {
    "outcome": gettext_lazy("The follow-up is done."),
    "drop": gettext_lazy("The follow-up is dropped."),
    "due-date": gettext_lazy("The follow-up has another day."),
    "owner": gettext_lazy("The follow-up has another owner."),
    "reopening": gettext_lazy("The follow-up is open again."),
}


@login_required
@require_safe
def follow_ups(request: PersonRequest) -> HttpResponseBase:
    """The queue, the most urgent first; ?format=csv or xlsx takes the filtered list away."""
    form = FilterForm(request.GET, person=request.user)
    found = form.filtered(request.user)
    if request.GET.get("format") in {"csv", "xlsx"}:
        return _download(found, request.GET["format"])
    seen = FollowUp.objects.visible_to(request.user)
    today = timezone.localdate()
    lights = {light: seen.coloured(light, today).count() for light in ("red", "yellow", "green")}
    context = {"form": form, "page": paged(request, found), "lights": lights, "query": _query(request)}
    return render(request, "journal/follow_ups.html", context)


def _query(request: PersonRequest) -> str:
    kept = request.GET.copy()
    for name in ("page", "format"):
        kept.pop(name, None)
    return kept.urlencode()


def _download(found: Any, file_format: str) -> HttpResponseBase:
    header = [
        _("Colour"), _("State"), _("Due"), _("Kind"), _("What to do"), _("Organisation"), _("Contact"),
        _("Owner"), _("Opened"), _("Closed"), _("Closed by"), _("Outcome"),
    ]  # fmt: skip
    rows = _rows(found.select_related("closed_by"))
    name = f"{_('follow-ups')}-{timezone.localdate():%Y-%m-%d}"
    if file_format == "csv":
        return csv_response(name, header, rows)
    return xlsx_response(name, [Table(_("Follow-ups"), header, rows)])


def _rows(found: Any) -> Iterator[list[Cell]]:
    colours = {"red": _("Red"), "yellow": _("Yellow"), "green": _("Green")}
    today = timezone.localdate()
    for row in found.iterator(chunk_size=AT_ONCE):
        open_now = row.state == FollowUp.State.OPEN
        yield [
            colours[row.light(today)] if open_now else "",
            str(row.get_state_display()),
            row.due,
            row.kind_label,
            row.title,
            pick(row.organisation.names).text if row.organisation else "",
            str(row.contact or ""),
            str(row.owner),
            timezone.localdate(row.created_at),
            timezone.localdate(row.closed_at) if row.closed_at else None,
            str(row.closed_by or ""),
            row.outcome,
        ]


def _visible(request: PersonRequest, public_id: str) -> FollowUp:
    seen = FollowUp.objects.visible_to(request.user)
    return get_object_or_404(
        seen.select_related("owner", "contact", "organisation", "closed_by"), public_id=public_id
    )


def _form(follow_up: FollowUp, change: str, data: Any = None) -> forms.Form:
    """The form of a change; several stand on one page, so each has ids of its own."""
    auto_id = f"{change}_%s"
    if change == "owner":
        return OwnerForm(data, auto_id=auto_id, follow_up=follow_up)
    makers: dict[str, type[forms.Form]] = {
        "outcome": OutcomeForm, "drop": DropForm, "due-date": DueForm, "reopening": ReopenForm,
    }  # fmt: skip
    return makers[change](data, auto_id=auto_id)


def _show(
    request: PersonRequest, follow_up: FollowUp, tried: str = "", form: forms.Form | None = None
) -> HttpResponse:
    is_open = follow_up.state == FollowUp.State.OPEN
    offered = ("outcome", "due-date", "owner", "drop") if is_open else ("reopening",)
    shown = offered if rules.may_work_on(request.user, follow_up) else ()
    history = Entry.objects.about(follow_up).select_related("actor")
    context = {
        "follow_up": follow_up,
        "forms": [(change, form if change == tried else _form(follow_up, change)) for change in shown],
        "tried": tried,
        "history": named(history[:100]),
    }
    return render(request, "journal/follow_up.html", context)


@login_required
@require_safe
def follow_up(request: PersonRequest, public_id: str) -> HttpResponse:
    """One follow-up with its history and what can be done with it."""
    return _show(request, _visible(request, public_id))


@login_required
@require_POST
def change(request: PersonRequest, public_id: str, change: str) -> HttpResponse:
    """Closes it, drops it, opens it again, gives it another day or another owner."""
    row = _visible(request, public_id)
    if change not in SAID:
        raise Http404
    if not rules.may_work_on(request.user, row):
        raise PermissionDenied
    form = _form(row, change, request.POST)
    if not form.is_valid():
        return _show(request, row, change, form)
    try:
        _apply(row, change, form.cleaned_data, request.user)
    except NotOpen:
        messages.error(
            request, _("Somebody has changed this follow-up in the meantime. See its state below.")
        )
    except AlreadyOpen:
        messages.error(request, _("Another follow-up on the same matter is open already."))
    else:
        messages.success(request, SAID[change])
    return redirect(row)


def _apply(row: FollowUp, change: str, typed: dict[str, Any], by: Person) -> None:
    if change == "outcome":
        row.close(by, typed["outcome"])
    elif change == "drop":
        row.close(by, typed["outcome"], FollowUp.State.DROPPED)
    elif change == "due-date":
        row.move(by, typed["due"], typed["reason"])
    elif change == "owner":
        row.hand_over(by, typed["owner"])
    else:
        row.reopen(by, typed["reason"])
