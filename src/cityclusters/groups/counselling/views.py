"""The desk of a counsellor: her folders, their sessions, and what becomes of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.groups.counselling import acts, desk, reading, rules
from cityclusters.groups.counselling.forms import DoorForm, LabelForm, SessionForm
from cityclusters.groups.counselling.reaching import at_desk, case_of, group_for, session_for, show
from cityclusters.groups.models import CounsellingDoor
from cityclusters.groups.rules import is_counsellor
from cityclusters.journal.once import one_act

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
UNSEEN = sensitive_post_parameters("label", "note", "words", "topics")
ACTS = {"close": acts.close, "reopen": acts.reopen}


@at_desk
@require_safe
def overview(request: PersonRequest) -> HttpResponse:
    """What she has to do here; for everybody who has nothing to do here it is not there."""
    found = desk.of(request.user)
    if found is None:
        raise Http404
    page = paged(request, found.cases)
    labelled = reading.labelled(page.object_list, request.user.public_id)
    return show(request, "overview", {"desk": found, "page": page, "cases": labelled})


@at_desk
@FORM_PAGE
@UNSEEN
@one_act
def new(request: PersonRequest, public_id: str) -> HttpResponse:
    """A new folder."""
    group = group_for(public_id, lambda found: is_counsellor(request.user, found))
    form = LabelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return redirect(acts.open_case(group, request.user, form.cleaned_data["label"]))
    return show(request, "label", {"form": form, "group": group})


@at_desk
@FORM_PAGE
@UNSEEN
@one_act
def case(request: PersonRequest, public_id: str) -> HttpResponse:
    """One folder with its sessions, and a form for the next one."""
    found = case_of(request.user, public_id)
    today = {"held_on": found.group.today()}
    form = SessionForm(request.POST if request.method == "POST" else None, initial=today)
    if form.is_bound and form.is_valid():
        try:
            acts.write_session(found, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written down."))
            return redirect(found)
    read = reading.read(found, request.user)
    return show(request, "case", {"case": read, "row": found, "form": form})


@at_desk
@FORM_PAGE
@UNSEEN
def label(request: PersonRequest, public_id: str) -> HttpResponse:
    """Another name for a folder."""
    found = case_of(request.user, public_id)
    known = reading.labelled([found], request.user.public_id)[0].label.text
    form = LabelForm(request.POST if request.method == "POST" else None, initial={"label": known})
    if form.is_bound and form.is_valid():
        with saying(request, _("The changes are saved.")):
            acts.rename(found, request.user, form.cleaned_data["label"])
        return redirect(found)
    return show(request, "label", {"form": form, "group": found.group, "row": found})


@at_desk
@require_POST
def act(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Closes a folder, or opens it again."""
    found = case_of(request.user, public_id)
    if act not in ACTS:
        raise Http404
    said = _("The folder is closed.") if act == "close" else _("The folder is open again.")
    with saying(request, said):
        ACTS[act](found, request.user)
    return redirect(found)


@at_desk
@FORM_PAGE
def erase(request: PersonRequest, public_id: str) -> HttpResponse:
    """Erases a folder with everything in it, after a question."""
    found = case_of(request.user, public_id)
    if request.method == "POST":
        with saying(request, _("Everything in this folder is erased.")):
            acts.erase(found, request.user)
        return redirect("groups:desk")
    return show(request, "erase", {"row": found, "number": found.sessions.count()})


@at_desk
@FORM_PAGE
@UNSEEN
def session(request: PersonRequest, public_id: str) -> HttpResponse:
    """Corrects what was written down of a session."""
    found = session_for(request.user, public_id)
    form = SessionForm(request.POST if request.method == "POST" else None, initial=_written(request, found))
    if form.is_bound and form.is_valid():
        try:
            acts.change_session(found, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(found.case)
    return show(request, "session", {"form": form, "session": found})


def _written(request: PersonRequest, found: Any) -> dict[str, Any]:
    """What stands in the session; reading it is noted like reading the folder."""
    known = {one.row.pk: one for one in reading.read(found.case, request.user).sessions}[found.pk]
    return {
        "held_on": found.held_on,
        "minutes": found.minutes,
        "kind": found.kind,
        "note": known.note.text,
        "topics": known.topics,
    }


@at_desk
@FORM_PAGE
def remove(request: PersonRequest, public_id: str) -> HttpResponse:
    """Takes a session away, after a question."""
    found = session_for(request.user, public_id)
    if request.method == "POST":
        with saying(request, _("It is taken away.")):
            acts.remove_session(found, request.user)
        return redirect(found.case)
    return show(request, "remove", {"session": found})


@at_desk
@FORM_PAGE
def door(request: PersonRequest, public_id: str) -> HttpResponse:
    """How one reaches the counsellors, as everybody reads it on the card."""
    group = group_for(public_id, lambda found: is_counsellor(request.user, found))
    known = CounsellingDoor.objects.filter(group=group).first()
    values = DoorForm.values_of(known, request.user.language or group.language)
    form = DoorForm(request.POST if request.method == "POST" else None, initial=values)
    if form.is_bound and form.is_valid():
        acts.say_how(group, request.user, **form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect("groups:card", group.public_id)
    return show(request, "door", {"form": form, "group": group})


@at_desk
@require_safe
def counts(request: PersonRequest, public_id: str) -> HttpResponse:
    """What leaves the desk of a group: counts of half-years that are over."""
    group = group_for(public_id, lambda found: rules.may_count(request.user, found))
    context = {
        "group": group,
        "counts": desk.counts_in_words(group),
        "may_ask": rules.may_ask(request.user, group),
        "may_write": is_counsellor(request.user, group),
    }
    return show(request, "counts", context)
