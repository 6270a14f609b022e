"""The pages of a team."""

from functools import partial

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.journal.once import one_act
from cityclusters.projects import rules
from cityclusters.projects.forming import act_on, form_page
from cityclusters.projects.models import Project, TeamMember
from cityclusters.projects.reaching import in_project, page
from cityclusters.projects.team import acts, facts, words
from cityclusters.projects.team.forms import HandOverForm, JoinForm, LeaveForm, PartForm

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _home(project: Project) -> str:
    return reverse("projects:team", args=[project.public_id])


def _member(project: Project, member: str) -> TeamMember:
    rows = project.team.select_related("person", "project__lead")
    found = rows.filter(public_id=sent_id(member)).first()
    if found is None:
        raise Http404
    return found


@require_safe
@in_project(team=True)
def team(request: PersonRequest, project: Project) -> HttpResponse:
    """Who works on it, who decides, who was briefed; balance as far as it can be told."""
    members = facts.members(project)
    known = facts.of_members(members)
    context = {
        "topic": _("Team"),
        "members": members,
        "facts": known,
        "balances": [
            (_("Those who decide"), words.counts(known.deciding), words.verdict(known.deciding)),
            (_("Everybody"), words.counts(known.everybody), words.verdict(known.everybody)),
        ],
        "earlier": project.team.filter(ends__lt=timezone.localdate()).select_related("person")[:50],
        "may_lead": rules.may_lead(request.user, project),
    }
    return page(request, project, "projects/team.html", context)


@FORM
@in_project(rules.may_lead)
@one_act
def add(request: PersonRequest, project: Project) -> HttpResponse:
    """Somebody joins."""
    form = JoinForm(
        request.POST if request.method == "POST" else None, initial={"starts": timezone.localdate()}
    )
    done = _("The team has a new member. She or he gets a letter.")
    act = partial(acts.add, project, request.user)
    return act_on(request, form, act, done, _home(project)) or form_page(
        request, project, form, topic=_("Add to the team"), button=_("Add"), back=_home(project),
        between=[(_home(project), _("Team"))],
        lead=_(
            "Whoever joins needs an account here. Sex is never asked for somebody else: each states it, or "
            "not, in her or his own profile."
        ),
    )  # fmt: skip


@FORM
@in_project(rules.may_lead)
def change(request: PersonRequest, project: Project, member: str) -> HttpResponse:
    """What she does in it changes."""
    row = _member(project, member)
    first = {name: getattr(row, name) for name in acts.FIELDS}
    form = PartForm(request.POST if request.method == "POST" else None, initial=first)
    act = partial(acts.change, row, request.user)
    return act_on(request, form, act, _("The changes are saved."), _home(project)) or form_page(
        request, project, form, topic=str(row.person), button=_("Save"), back=_home(project),
        between=[(_home(project), _("Team"))], lead=row.get_role_display(),
    )  # fmt: skip


@FORM
@in_project(team=True)
def finish(request: PersonRequest, project: Project, member: str) -> HttpResponse:
    """Her part in it ends; she may end her own."""
    row = _member(project, member)
    if row.person_id != request.user.pk and not rules.may_lead(request.user, project):
        raise Http404
    form = LeaveForm(
        request.POST if request.method == "POST" else None, initial={"last_day": timezone.localdate()}
    )
    act = partial(acts.finish, row, request.user)
    return act_on(request, form, act, _("The part in the team ends."), _home(project)) or form_page(
        request, project, form, topic=_("End the part of %(name)s") % {"name": row.person},
        button=_("End it"), back=_home(project), between=[(_home(project), _("Team"))],
    )  # fmt: skip


@FORM
@in_project(rules.may_lead)
@one_act
def hand_over(request: PersonRequest, project: Project, member: str) -> HttpResponse:
    """The lead goes to somebody else."""
    row = _member(project, member)
    form = HandOverForm(
        request.POST if request.method == "POST" else None, initial={"first_day": timezone.localdate()}
    )
    act = partial(acts.hand_over, row, request.user)
    return act_on(request, form, act, _("The lead is handed over."), project.get_absolute_url()) or form_page(
        request, project, form, topic=_("Hand over the lead"), button=_("Hand over"), back=_home(project),
        between=[(_home(project), _("Team"))],
    )  # fmt: skip
