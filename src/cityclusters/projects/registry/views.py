"""The list of projects, a project's page, beginning and changing one."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import closed_after_leaving
from cityclusters.core.paging import paged
from cityclusters.core.sections import Section, sections_of
from cityclusters.groups.models import Group
from cityclusters.journal.once import one_act
from cityclusters.people.models import Person
from cityclusters.projects import rules
from cityclusters.projects.forming import act_on, form_page
from cityclusters.projects.models import Project
from cityclusters.projects.reaching import in_project, page
from cityclusters.projects.registry import acts, listing, showing
from cityclusters.projects.registry.forms import FilterForm, NewProjectForm, ProjectForm
from cityclusters.support.models import Agreement

FORM = require_http_methods(["GET", "HEAD", "POST"])
MOST_LINES = 5000
MOST_AGREEMENTS = 20


@require_safe
@closed_after_leaving
def listed(request: Request) -> HttpResponseBase:
    """Projects that the reader may see, by the filters; her own beside all."""
    own = isinstance(request.user, Person) and request.GET.get("whose") == "own"
    rows = Project.objects.visible_to(request.user)
    if isinstance(request.user, Person) and own:
        rows = Project.objects.of_person(request.user)
    form = FilterForm(request.GET)
    rows = form.chosen(rows)
    if request.GET.get("format") == "xlsx":
        return xlsx_response("projects", [listing.table(rows[:MOST_LINES])])
    found = paged(request, rows)
    context = {
        "form": form,
        "kept": form.asked,
        "own": own,
        "page": found,
        "cards": listing.cards(found.object_list),
        "points": listing.points(rows) if found.number == 1 else [],
        "may_begin": rules.may_begin(request.user),
        "sections": _together(request) if found.number == 1 and not form.asked and not own else [],
    }
    return render(request, "projects/list.html", context)


def _together(request: Request) -> list[Section]:
    """What all projects come to, as the rooms tell it (settings.PROGRAMME_SECTIONS)."""
    return sections_of(settings.PROGRAMME_SECTIONS, request, None)


@require_safe
@in_project()
def project(request: Request, project: Project) -> HttpResponse:
    """Where a project stands, what closes next, and what it is about."""
    return page(request, project, "projects/project.html", showing.context(request, project))


def _first(request: PersonRequest) -> tuple[dict[str, Any], tuple[Group, ...]]:
    """What is known already of a project begun for a group."""
    kind = request.GET.get("kind", "")
    rows = Group.objects.visible_to(request.user).select_related("organisation", "place")
    group = rows.filter(public_id=sent_id(request.GET.get("group"))).first()
    if group is None:
        return {"kind": kind or Project.Kind.PRODUCER_CLUSTER}, ()
    first = {
        "kind": kind or Project.Kind.PRODUCER_CLUSTER,
        "title": group.names,
        "language": group.language,
        "place": group.place,
        "value_chains": group.value_chains,
        "groups": [group.public_id],
        "lead": group.organisation,
    }
    return {name: value for name, value in first.items() if value}, (group,)


@only(rules.may_begin)
@FORM
@one_act
def create(request: PersonRequest) -> HttpResponse:
    """A new project."""
    first, groups = _first(request)
    sent = request.POST if request.method == "POST" else None
    form = NewProjectForm(sent, person=request.user, chosen=groups, initial=first)
    if sent is not None and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            made = acts.begin(request.user, data.pop("lead"), data.pop("kind"), **data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The project has begun. Next: its team."))
            return redirect(made)
    context = {"form": form, "agreements": _agreements(request)}
    return render(request, "projects/new.html", context, status=422 if form.errors else 200)


def _agreements(request: PersonRequest) -> list[Agreement]:
    """Signed agreements of hers from which no partnership has started."""
    own = request.user.organisations_on()
    rows = Agreement.objects.of_sides(own).filter(state__in=Agreement.BINDING)
    started = Project.objects.exclude(agreement=None).values("agreement")
    return list(rows.exclude(pk__in=started).order_by("-signed_on", "-pk")[:MOST_AGREEMENTS])


@login_required
@require_POST
def start(request: PersonRequest, agreement: str) -> HttpResponse:
    """A partnership from a signed agreement, with one press (item B19)."""
    rows = Agreement.objects.visible_to(request.user).select_related("need_side__place", "host_side__place")
    found = rows.filter(public_id=sent_id(agreement)).first()
    if found is None:
        raise Http404
    if not acts.is_side(request.user, found):
        raise PermissionDenied
    try:
        made = acts.start_from(found, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    messages.success(request, _("The partnership has begun, with what stands in the agreement."))
    return redirect(made)


@FORM
@in_project(rules.may_lead)
def edit(request: PersonRequest, project: Project) -> HttpResponse:
    """Changes what is said of a project."""
    groups = tuple(project.groups.all())
    first = {name: getattr(project, name) for name in acts.FIELDS}
    first["groups"] = [group.public_id for group in groups]
    sent = request.POST if request.method == "POST" else None
    form = ProjectForm(sent, person=request.user, chosen=groups, initial=first)
    act, then = partial(acts.change, project, request.user), project.get_absolute_url()
    return act_on(request, form, act, _("The changes are saved."), then) or form_page(
        request, project, form, topic=_("Change the project"), button=_("Save")
    )
