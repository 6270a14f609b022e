"""The desk for others than the counsellor: emergencies by two people, handovers, who has read."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.groups.counselling import desk, emergency, handover, rules
from cityclusters.groups.counselling.forms import EmergencyForm, HandoverForm
from cityclusters.groups.counselling.reaching import access_for, at_desk, group_for, show
from cityclusters.groups.counselling.views import FORM_PAGE, UNSEEN
from cityclusters.groups.models import CounsellingReading, EmergencyAccess, Group
from cityclusters.groups.rules import is_counsellor
from cityclusters.journal.once import one_act
from cityclusters.people.models import Person

MOST = 50


@at_desk
@FORM_PAGE
@UNSEEN
@one_act
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks to read one case of a colleague."""
    group = group_for(public_id, lambda found: rules.may_ask(request.user, found))
    others = [person for person in rules.with_cases(group) if person != request.user]
    form = EmergencyForm(request.POST if request.method == "POST" else None, counsellors=others)
    if form.is_bound and form.is_valid():
        try:
            made = emergency.ask(group, by=request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("You have asked. A second person decides; you get a letter."))
            return redirect(made)
    return show(request, "ask", {"form": form, "group": group, "others": others})


@at_desk
@require_safe
def access(request: PersonRequest, public_id: str) -> HttpResponse:
    """One emergency: for who asked, for the counsellor, and for those who decide."""
    found = access_for(request.user, public_id)
    opened = emergency.opened(found, request.user)
    context = {
        "access": found,
        "words": emergency.words_of(found),
        "may_decide": found.decided_at is None and rules.may_decide_on(request.user, found),
        "labels": [] if opened else emergency.labels(found, request.user),
        "opened": opened,
    }
    return show(request, "emergency", context)


@at_desk
@require_POST
def decision(request: PersonRequest, public_id: str) -> HttpResponse:
    """Allows it or refuses it."""
    found = access_for(request.user, public_id)
    if not rules.may_decide_on(request.user, found):
        raise Http404
    allow = request.POST.get("answer") == "yes"
    with saying(request, _("It is allowed.") if allow else _("It is refused.")):
        emergency.decide(found, request.user, allow=allow)
    return redirect(found)


@at_desk
@require_POST
def choice(request: PersonRequest, public_id: str) -> HttpResponse:
    """Opens one of the folders."""
    found = access_for(request.user, public_id)
    if found.asked_by_id != request.user.pk:
        raise Http404
    with saying(request, _("The folder is open for you until the hours are over.")):
        emergency.choose(found, request.user, sent_id(request.POST.get("folder")))
    return redirect(found)


def _may_hand_over(person: Person, group: Group) -> bool:
    return is_counsellor(person, group) or rules.is_manager(person, group)


@at_desk
@FORM_PAGE
@one_act
def hand_over(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks that folders go to another counsellor."""
    group = group_for(public_id, lambda found: _may_hand_over(request.user, found))
    before, after = handover.possible(group, request.user)
    data = request.POST if request.method == "POST" else None
    form = HandoverForm(data, before=before, after=after)
    if form.is_bound and form.is_valid():
        try:
            handover.ask(group, by=request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("You have asked. You get a letter when it is answered."))
            return redirect("groups:desk")
    return show(request, "handover", {"form": form, "group": group, "possible": bool(before and after)})


@at_desk
@require_POST
def handover_answer(request: PersonRequest, public_id: str) -> HttpResponse:
    """Says yes or no to a handover."""
    waiting = {row.public_id: row for row in desk.handovers_for(request.user)}
    found = waiting.get(sent_id(public_id))
    if found is None:
        raise Http404
    accept = request.POST.get("answer") == "yes"
    said = _("The folders are handed over.") if accept else _("The folders stay where they are.")
    with saying(request, said):
        handover.answer(found, request.user, accept=accept)
    return redirect("groups:desk")


@at_desk
@require_safe
def reads(request: PersonRequest) -> HttpResponse:
    """Who read what is restricted, on which day, and who was let in: for data stewards (rule SA7)."""
    if not request.user.is_data_steward:
        raise Http404
    rows = CounsellingReading.objects.select_related("group", "reader", "access")
    accesses = EmergencyAccess.objects.select_related("group", "asked_by", "counsellor", "decided_by")
    return show(request, "reads", {"page": paged(request, rows), "accesses": accesses[:MOST]})
