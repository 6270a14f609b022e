"""Partners and places of a project, closing a phase, stopping it, its kind of cooperation."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.people.readers import Reader, is_officer
from cityclusters.projects import phases, rules
from cityclusters.projects.forming import act_on, form_page
from cityclusters.projects.models import Project
from cityclusters.projects.reaching import in_project
from cityclusters.projects.registry import acts, cooperating, states
from cityclusters.projects.registry.forms import PartnerForm, PlaceForm, ReasonForm, StopForm, TypeForm

FORM = require_http_methods(["GET", "HEAD", "POST"])


def may_confirm_kind(reader: Reader, project: Project) -> bool:
    """Officers say which kind of cooperation it is."""
    return is_officer(reader)


@FORM
@in_project(rules.may_lead)
def add_partner(request: PersonRequest, project: Project) -> HttpResponse:
    """An organisation takes part."""
    form = PartnerForm(request.POST if request.method == "POST" else None, person=request.user)
    act, then = partial(acts.add_partner, project, request.user), project.get_absolute_url()
    return act_on(request, form, act, _("The partner is added."), then) or form_page(
        request, project, form, topic=_("Add a partner"), button=_("Add")
    )


@require_POST
@in_project(rules.may_lead)
def remove_partner(request: PersonRequest, project: Project, partner: str) -> HttpResponse:
    """It takes part no longer in this role; added again, all is as before."""
    rows = project.partners.select_related("organisation", "project__lead")
    row = rows.filter(public_id=sent_id(partner)).first()
    if row is None:
        raise Http404
    with saying(request, _("%(name)s is no partner in this role any more.") % {"name": row.organisation}):
        acts.remove_partner(row, request.user)
    return redirect(project)


@FORM
@in_project(rules.may_lead)
def add_place(request: PersonRequest, project: Project) -> HttpResponse:
    """One more place where it works."""
    form = PlaceForm(request.POST if request.method == "POST" else None)
    then = project.get_absolute_url()

    def act(place: object) -> None:
        acts.set_places(project, request.user, [*project.places.all(), place])  # type: ignore[list-item]

    return act_on(request, form, act, _("The place is added."), then) or form_page(
        request, project, form, topic=_("Add a place"), button=_("Add")
    )


@require_POST
@in_project(rules.may_lead)
def remove_place(request: PersonRequest, project: Project, place: str) -> HttpResponse:
    """It works there no longer."""
    with saying(request, _("The place is taken away.")):
        acts.set_places(project, request.user, project.places.exclude(public_id=sent_id(place)))
    return redirect(project)


@require_POST
@in_project(rules.may_lead)
def close_phase(request: PersonRequest, project: Project, phase: str) -> HttpResponse:
    """Closes the phase in which it stands."""
    with saying(request, _("The phase is closed.")):
        phases.close_phase(project, phase, request.user, request.POST.get("note", "").strip()[:500])
    return redirect(project)


@FORM
@in_project(rules.may_lead)
def reopen_phase(request: PersonRequest, project: Project, phase: str) -> HttpResponse:
    """Opens a closed phase again."""
    found = phases.find(project, phase)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    act, then = partial(phases.reopen_phase, project, phase, request.user), project.get_absolute_url()
    return act_on(request, form, act, _("The phase is open again."), then) or form_page(
        request, project, form, topic=_("Open “%(phase)s” again") % {"phase": found}, button=_("Open it"),
        lead=_("The phases after it are opened with it. What was written in them stays."),
    )  # fmt: skip


@FORM
@in_project(rules.may_lead)
def stop(request: PersonRequest, project: Project) -> HttpResponse:
    """Suspends or cancels it."""
    form = StopForm(request.POST if request.method == "POST" else None)
    act, then = partial(states.stop, project, request.user), project.get_absolute_url()
    return act_on(request, form, act, _("Done. You can take it back on this page."), then) or form_page(
        request, project, form, topic=_("Suspend or cancel the project"), button=_("Do it"),
    )  # fmt: skip


@require_POST
@in_project(rules.may_lead)
def resume(request: PersonRequest, project: Project) -> HttpResponse:
    """It goes on."""
    with saying(request, _("The project goes on.")):
        states.resume(project, request.user)
    return redirect(project)


@require_POST
@in_project(may_confirm_kind)
def confirm_kind(request: PersonRequest, project: Project) -> HttpResponse:
    """An officer confirms the kind of cooperation."""
    form = TypeForm(request.POST)
    if form.is_valid():
        with saying(request, _("The kind of cooperation is confirmed.")):
            cooperating.confirm(project, request.user, form.cleaned_data["kind"])
    else:
        messages.error(request, _("Choose a kind."))
    return redirect(project)
