"""The files of a hub, for its managers. Each reading is logged; nothing stays in the browser."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import leaves_nothing
from cityclusters.core.paging import paged
from cityclusters.groups.booking.views import FORM_PAGE
from cityclusters.groups.hub import acts, courses, mine, reading, report
from cityclusters.groups.hub.forms import CheckForm, FileForm, MoveForm, ProfileForm
from cityclusters.groups.hub.rules import may_read_files
from cityclusters.groups.models import Group, OutcomeCheck, Participant
from cityclusters.groups.models.hub import LeftReason
from cityclusters.groups.reaching import in_group
from cityclusters.journal.letters import absolute

PER_PAGE = 50


def file_of(group: Group, file_id: str) -> Participant:
    """The file. Raises Http404 where the group has none such."""
    rows = Participant.objects.filter(group=group).select_related("person", "profile")
    row = get_object_or_404(rows, public_id=sent_id(file_id))
    row.group = group
    return row


@leaves_nothing
@in_group(may_read_files)
@require_safe
def files(request: PersonRequest, group: Group) -> HttpResponse:
    """All files, by state; what is to be asked; what speaks from courses (rule HU8)."""
    state = request.GET.get("state", "")
    rows = Participant.objects.filter(group=group).select_related("person")
    if state in Participant.State.values:
        rows = rows.filter(state=state)
    period = report.default_period(group.today())
    runs = reading.courses(group, period)
    due = OutcomeCheck.objects.filter(
        participant__group=group, state=OutcomeCheck.State.DUE, due_on__lte=group.today()
    )
    context = {
        "group": group,
        "page": paged(request, rows, PER_PAGE),
        "state": state,
        "states": Participant.State.choices,
        "due": due.select_related("participant__person")[:PER_PAGE],
        "warnings": report.warnings(runs, courses.standings(runs), reading.files(group, period), 1),
        "hides": LeftReason.VIOLENCE,
    }
    return render(request, "groups/hub_files.html", context)


@leaves_nothing
@in_group(may_read_files)
@FORM_PAGE
def new(request: PersonRequest, group: Group) -> HttpResponse:
    """A file for somebody who has come."""
    form = FileForm(request.POST if request.method == "POST" else None, initial={"language": group.language})
    if form.is_bound and form.is_valid():
        try:
            made = acts.open_file(group, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The file is open."))
            return redirect(made)
    return render(request, "groups/hub_file_edit.html", {"group": group, "form": form})


@leaves_nothing
@in_group(may_read_files)
@require_safe
def one(request: PersonRequest, group: Group, file_id: str) -> HttpResponse:
    """One file; the reading is logged."""
    row = file_of(group, file_id)
    acts.log_reading(row, request.user)
    return render(request, "groups/hub_file.html", _about(request, group, row))


def _about(request: PersonRequest, group: Group, row: Participant) -> dict[str, Any]:
    moves = acts.MOVES.get(row.state, ()) if row.forgotten_at is None else ()
    return {
        "group": group,
        "file": row,
        "profile": reading.profile_of(row),
        "needs": mine.need_words(reading.profile_of(row)),
        "steps": row.steps.select_related("by"),
        "moves": [(to, Participant.State(to).label) for to in moves],
        "reasons": LeftReason.choices,
        "seats": mine.seats(group, row.person),
        "courses": mine.open_courses(group),
        "pairs": row.pairs.select_related("coach"),
        "checks": row.checks.all(),
        "today": group.today(),
        "join": absolute(f"/groups/join/{row.link_code}/") if row.person is None else "",
    }


@leaves_nothing
@in_group(may_read_files)
@FORM_PAGE
def edit(request: PersonRequest, group: Group, file_id: str) -> HttpResponse:
    """How she is called and reached."""
    row = file_of(group, file_id)
    form = FileForm(request.POST if request.method == "POST" else None, initial=FileForm.values_of(row))
    if form.is_bound and form.is_valid():
        form.cleaned_data.pop("once")
        try:
            acts.change(row, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(row)
    return render(request, "groups/hub_file_edit.html", {"group": group, "form": form, "file": row})


@leaves_nothing
@in_group(may_read_files)
@FORM_PAGE
def profile(request: PersonRequest, group: Group, file_id: str) -> HttpResponse:
    """What she needs and where she starts from."""
    row = file_of(group, file_id)
    values = ProfileForm.values_of(reading.profile_of(row))
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=values)
    if form.is_bound and form.is_valid():
        try:
            acts.write_profile(row, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(row)
    return render(request, "groups/hub_profile.html", {"group": group, "form": form, "file": row})


@leaves_nothing
@in_group(may_read_files)
@require_POST
def move(request: PersonRequest, group: Group, file_id: str) -> HttpResponse:
    """Moves the file on; a reason of violence opens the card, and no form (rule HU9)."""
    row, form = file_of(group, file_id), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what comes next."))
        return redirect(row)
    try:
        acts.move(row, request.user, form.cleaned_data["to"], form.cleaned_data["reason"])
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The file has moved on."))
        if row.reason == LeftReason.VIOLENCE:
            return redirect("groups:card", group.public_id)
    return redirect(row)


@leaves_nothing
@FORM_PAGE
@in_group()
def check(request: PersonRequest, group: Group, check_id: str) -> HttpResponse:
    """An outcome check, for a manager or for herself."""
    rows = OutcomeCheck.objects.select_related("participant__person").filter(participant__group=group)
    row = get_object_or_404(rows, public_id=sent_id(check_id))
    own = row.participant.person_id == request.user.pk
    if not own and not may_read_files(request.user, group):
        raise Http404
    row.participant.group = group
    form = CheckForm(request.POST if request.method == "POST" else None, initial=CheckForm.values_of(row))
    if form.is_bound and form.is_valid():
        try:
            acts.answer_check(row, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you, it is written down."))
            return redirect("groups:mine", group.public_id) if own else redirect(row.participant)
    context = {"group": group, "check": row, "file": row.participant, "form": form, "own": own}
    return render(request, "groups/hub_check.html", context)
