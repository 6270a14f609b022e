"""The pages beside a local plan: for visitors to read once it is published, for its team to write."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.day_fields import DayField
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.journal.once import one_act
from cityclusters.projects import rules
from cityclusters.projects.forming import act_on, form_page
from cityclusters.projects.localplans import acts, forms, gates, looking, pages, reading, rooms
from cityclusters.projects.models import FinanceSource, LocalPlan, Project
from cityclusters.projects.models.local_plan import LocalRow
from cityclusters.projects.reaching import in_project, page

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _home(project: Project) -> str:
    return reverse("projects:local", args=[project.public_id])


def _list(project: Project, room: rooms.Room) -> str:
    return reverse("projects:local-room", args=[project.public_id, room.code])


def _row(project: Project, row: str) -> LocalRow:
    found = rooms.find(project, sent_id(row)) if project.is_sensitive else None
    if found is None:
        raise Http404
    return found


def _shown(request: Request, project: Project) -> tuple[LocalPlan | None, bool]:
    """What stands beside the plan, and whether the reader is of its team. Raises Http404 for other kinds of
    projects, and for visitors before it is published."""
    beside = reading.beside_of(project) if project.is_sensitive else None
    is_team = rules.is_team(request.user, project)
    if not project.is_sensitive or not (is_team or (beside and beside.is_published)):
        raise Http404
    return beside, is_team


@require_safe
@in_project()
def outline(request: Request, project: Project) -> HttpResponse:
    """Legal base, costs of violence, what was heard, counts, reviews; for the team what is missing."""
    beside, is_team = _shown(request, project)
    return page(request, project, "projects/local.html", pages.outline(request, project, beside, is_team))


@require_safe
@in_project()
def listing(request: Request, project: Project, room: str) -> HttpResponse:
    """One of the lists; institutions and money as on a day."""
    beside, is_team = _shown(request, project)
    chosen = rooms.ROOMS[room]
    try:
        day = DayField(required=False).clean(request.GET.get("on", "")) or timezone.localdate()
    except ValidationError:
        day = timezone.localdate()
    reader = reading.Reader(project, beside, is_team=is_team)
    context = {
        "topic": chosen.title,
        "room": chosen,
        "between": [(_home(project), _("About the plan"))],
        "may_write": rules.may_write(request.user, project) and not project.is_over,
        "is_team": is_team,
        "beside": beside,
        "claim": reader.text(beside.claim) if beside else "",
        **pages.of_room(chosen, project, reader, day),
    }
    return page(request, project, f"projects/local_{chosen.code}.html", context)


@FORM
@in_project(rules.may_write)
def basis(request: PersonRequest, project: Project) -> HttpResponse:
    """Legal base, costs of violence, act of adoption."""
    _shown(request, project)
    beside = acts.of_project(project) or LocalPlan(project=project, language=project.language)
    form = forms.BasisForm(_sent(request), instance=beside, project=project, person=request.user)

    def act(**fields: Any) -> object:
        return acts.write_basis(project, request.user, fields)

    return act_on(request, form, act, _("Saved."), _home(project)) or form_page(
        request, project, form, topic=_("Legal base, costs and act"), button=_("Save"), back=_home(project),
        between=[(_home(project), _("About the plan"))], lead=forms.MANY_ONLY,
    )  # fmt: skip


def _form(request: PersonRequest, project: Project, room: rooms.Room, row: LocalRow) -> forms.RowForm:
    more: dict[str, Any] = {"project": project, "person": request.user}
    if room.code == "money":
        more["actions"] = pages.action_choices(project)
    if row.pk is None and room.code == "money":
        more["initial"] = {"since": timezone.localdate()}
    return room.form(_sent(request), instance=row, **more)


@FORM
@in_project(rules.may_write)
@one_act
def add(request: PersonRequest, project: Project, room: str) -> HttpResponse:
    """One more row of a list."""
    _shown(request, project)
    chosen = rooms.ROOMS[room]
    made = chosen.model(project=project)  # type: ignore[misc]  # each kind of row has one of its own
    form = _form(request, project, chosen, made)

    def act(**fields: Any) -> object:
        return acts.write_row(project, request.user, made, fields)

    return act_on(request, form, act, _("Saved."), _list(project, chosen)) or form_page(
        request, project, form, topic=chosen.add, button=_("Save"), back=_list(project, chosen),
        between=[(_home(project), _("About the plan")), (_list(project, chosen), chosen.title)],
    )  # fmt: skip


@FORM
@in_project(rules.may_write)
def change(request: PersonRequest, project: Project, row: str) -> HttpResponse:
    """Another text for a row."""
    found = _row(project, row)
    room = rooms.room_of(found)
    form = _form(request, project, room, found)

    def act(**fields: Any) -> object:
        return acts.write_row(project, request.user, found, fields)

    return act_on(request, form, act, _("Saved."), _list(project, room)) or form_page(
        request, project, form, topic=_("Change"), button=_("Save"), back=_list(project, room),
        between=[(_home(project), _("About the plan")), (_list(project, room), room.title)],
    )  # fmt: skip


@FORM
@in_project(rules.may_write)
def remove(request: PersonRequest, project: Project, row: str) -> HttpResponse:
    """Takes out what was written by mistake."""
    found = _row(project, row)
    room = rooms.room_of(found)
    form = forms.SureForm(_sent(request))
    act = partial(acts.remove_row, project, request.user, found)
    return act_on(request, form, act, _("Taken out."), _list(project, room)) or form_page(
        request, project, form, topic=_("Take out"), button=_("Take out"), back=_list(project, room),
        between=[(_home(project), _("About the plan")), (_list(project, room), room.title)], lead=str(found),
    )  # fmt: skip


@FORM
@in_project(rules.may_write)
@one_act
def step(request: PersonRequest, project: Project, row: str) -> HttpResponse:
    """A source of money goes a step on."""
    found = _row(project, row)
    if not isinstance(found, FinanceSource):
        raise Http404
    room = rooms.ROOMS["money"]
    form = forms.StepForm(_sent(request), source=found, initial={"on": timezone.localdate()})
    act = partial(acts.take_step, found, request.user)
    return act_on(request, form, act, _("Saved."), _list(project, room)) or form_page(
        request, project, form, topic=_("How far is the money?"), button=_("Save"), lead=str(found),
        back=_list(project, room),
        between=[(_home(project), _("About the plan")), (_list(project, room), room.title)],
    )  # fmt: skip


@FORM
@in_project(rules.may_write)
def reason(request: PersonRequest, project: Project, code: str) -> HttpResponse:
    """Why the plan goes on in spite of a warning."""
    _shown(request, project)
    found = gates.cautions(project, gates.actions_of(gates.plan_of(project)))
    caution = next((one for one in found if one.code == code), None)
    if caution is None:
        raise Http404
    form = forms.ReasonForm(_sent(request), initial={"reason": caution.reason})
    act = partial(acts.answer_warning, project, request.user, code)
    return act_on(request, form, act, _("Saved."), _home(project)) or form_page(
        request, project, form, topic=_("Say why"), button=_("Save"), lead=caution.words, back=_home(project),
        between=[(_home(project), _("About the plan"))],
    )  # fmt: skip


@FORM
@in_project(rules.may_lead)
def publish(request: PersonRequest, project: Project) -> HttpResponseBase:
    """Names the words that may tell of one person; without any, visitors may read the plan (rule LP1)."""
    beside, _is_team = _shown(request, project)
    beside = beside or LocalPlan(project=project, language=project.language)
    form = forms.ReadForm(_sent(request))
    act = partial(acts.publish, project, request.user)
    done = _("The plan is published.")
    if answer := act_on(request, form, act, done, project.get_absolute_url()):
        return answer
    found = looking.hits(project, beside)
    context = {
        "topic": _("Before visitors read it"),
        "between": [(_home(project), _("About the plan"))],
        "form": form,
        "hits": [(hit.told, [(looking.KINDS[one.kind], one.words) for one in hit.found]) for hit in found],
        "names": looking.clearable(found),
        "beside": beside,
    }
    return page(request, project, "projects/local_publish.html", context)


@require_POST
@in_project(rules.may_lead)
def clear(request: PersonRequest, project: Project) -> HttpResponseBase:
    """Words that look like names and name nobody."""
    _shown(request, project)
    words = request.POST.getlist("word")
    with saying(request, _("Noted. These words are not shown as names any more.")):
        if not words:
            raise NotPossible(_("Choose the words first."))
        acts.clear(project, request.user, words)
    return redirect("projects:local-publish", project.public_id)


@require_POST
@in_project(rules.may_lead)
def withdraw(request: PersonRequest, project: Project) -> HttpResponseBase:
    """Visitors don't read it any more."""
    _shown(request, project)
    with saying(request, _("Only the team reads the plan now.")):
        acts.withdraw(project, request.user)
    return redirect(project)
