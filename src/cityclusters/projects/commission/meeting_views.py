"""Meetings: planning, holding, what was decided and endorsed."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.journal.once import one_act
from cityclusters.projects.commission import endorsing, meetings, rules
from cityclusters.projects.commission.fetching import (
    between,
    commission_of,
    decision_of,
    endorsement_of,
    home,
    meeting_of,
    meeting_url,
)
from cityclusters.projects.commission.forms import (
    DecisionForm,
    EndorseForm,
    HoldForm,
    MeetingForm,
    ReasonForm,
    whose,
)
from cityclusters.projects.commission.words import name_of
from cityclusters.projects.forming import act_on, form_page
from cityclusters.projects.models import CommissionMeeting, Project
from cityclusters.projects.reaching import in_project, page

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@in_project(rules.may_keep)
@one_act
def plan(request: PersonRequest, project: Project) -> HttpResponse:
    """A meeting is planned; one that has been is written down the same way."""
    form = MeetingForm(request.POST if request.method == "POST" else None)
    act = partial(meetings.plan, commission_of(project), request.user)
    return act_on(request, form, act, _("The meeting is planned."), home(project)) or form_page(
        request, project, form, topic=_("Plan a meeting"), button=_("Plan it"), back=home(project),
        between=between(project), lead=_("For a meeting that has been, choose its day: then say who came."),
    )  # fmt: skip


@require_safe
@in_project(team=True)
def meeting(request: PersonRequest, project: Project, meeting: str) -> HttpResponse:
    """One meeting: who came, what was raised, what was endorsed."""
    row = meeting_of(project, meeting)
    came = row.attendances.select_related("seat__organisation", "seat__person").order_by("seat_id")
    labels = dict(CommissionMeeting.Support.choices)
    context = {
        "topic": _("Meeting of the commission"),
        "between": between(project),
        "meeting": row,
        "support": [labels[code] for code in row.support if code in labels],
        "came": [(one, whose(one.seat)) for one in came],
        "decisions": row.decisions.all(),
        "endorsements": [
            (one, name_of(project, one.what, one.version))
            for one in row.endorsements.filter(withdrawn_at=None)
        ],
        "ready": endorsing.open_versions(project) if row.has_quorum else [],
        "may_keep": rules.may_keep(request.user, project),
    }
    return page(request, project, "projects/commission_meeting.html", context)


@FORM
@in_project(rules.may_keep)
def edit(request: PersonRequest, project: Project, meeting: str) -> HttpResponse:
    """Another day, place or agenda."""
    row = meeting_of(project, meeting)
    first = {name: getattr(row, name) for name in MeetingForm.base_fields}
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=first)
    act, then = partial(meetings.change, row, request.user), meeting_url(project, row)
    return act_on(request, form, act, _("The changes are saved."), then) or form_page(
        request, project, form, topic=_("Change the meeting"), button=_("Save"), back=then,
        between=between(project, row),
    )  # fmt: skip


@FORM
@in_project(rules.may_keep)
def hold(request: PersonRequest, project: Project, meeting: str) -> HttpResponse:
    """Who came."""
    row = meeting_of(project, meeting)
    there = row.attendances.values_list("seat__public_id", flat=True)
    form = HoldForm(
        request.POST if request.method == "POST" else None,
        seats=meetings.seats_on(row),
        initial={"minutes": row.minutes, "came": list(there)},
    )
    act, then = partial(meetings.hold, row, request.user), meeting_url(project, row)
    return act_on(request, form, act, _("Who came is kept."), then) or form_page(
        request, project, form, topic=_("Who came to the meeting"), button=_("Keep"), back=then,
        between=between(project, row),
        lead=_("Votes and sex are kept as the list of seats has them; the quorum follows from them."),
    )  # fmt: skip


@require_POST
@in_project(rules.may_keep)
def cancel(request: PersonRequest, project: Project, meeting: str) -> HttpResponse:
    """It does not take place."""
    row = meeting_of(project, meeting)
    with saying(request, _("The meeting is called off.")):
        meetings.cancel(row, request.user)
    return redirect(meeting_url(project, row))


@FORM
@in_project(rules.may_keep)
@one_act
def decide(request: PersonRequest, project: Project, meeting: str) -> HttpResponse:
    """Something raised or decided at the meeting."""
    row = meeting_of(project, meeting)
    sent = request.POST if request.method == "POST" else None
    came = row.attendances.select_related("seat__organisation", "seat__person")
    form = DecisionForm(sent, seats=[one.seat for one in came])
    act, then = partial(meetings.decide, row, request.user), meeting_url(project, row)
    return act_on(request, form, act, _("It is written down."), then) or form_page(
        request, project, form, topic=_("Write down what was raised"), button=_("Keep"), back=then,
        between=between(project, row),
        lead=_("Who raised it is kept, so that the minutes show whose subjects are heard."),
    )  # fmt: skip


@FORM
@in_project(rules.may_keep)
def undo_decision(request: PersonRequest, project: Project, decision: str) -> HttpResponse:
    """Takes back what was written down by mistake, after a question."""
    row = decision_of(project, decision)
    then = meeting_url(project, row.meeting)
    if request.method == "POST":
        with saying(request, _("It is taken back.")):
            meetings.undo_decision(row, request.user)
        return redirect(then)
    context = {
        "topic": _("Take back what was written down"),
        "between": between(project, row.meeting),
        "words": row.text,
        "back": then,
    }
    return page(request, project, "projects/commission_undo.html", context)


@FORM
@in_project(rules.may_keep)
@one_act
def endorse(request: PersonRequest, project: Project, meeting: str) -> HttpResponse:
    """The commission endorses a version."""
    row = meeting_of(project, meeting)
    sent = request.POST if request.method == "POST" else None
    form = EndorseForm(sent, versions=endorsing.open_versions(project))
    act, then = partial(endorsing.endorse, row, request.user), meeting_url(project, row)
    return act_on(request, form, act, _("The endorsement is kept."), then) or form_page(
        request, project, form, topic=_("Endorse"), button=_("Keep the endorsement"), back=then,
        between=between(project, row),
        lead=_("It holds for this version alone: a new version is endorsed again."),
    )  # fmt: skip


@FORM
@in_project(rules.may_keep)
def withdraw(request: PersonRequest, project: Project, endorsement: str) -> HttpResponse:
    """Takes back an endorsement that was written down by mistake."""
    row = endorsement_of(project, endorsement)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    act = partial(endorsing.withdraw, row, request.user)
    return act_on(request, form, act, _("The endorsement is taken back."), home(project)) or form_page(
        request, project, form, topic=_("Take back an endorsement"), button=_("Take it back"),
        back=home(project), between=between(project), lead=name_of(project, row.what, row.version).words,
    )  # fmt: skip
