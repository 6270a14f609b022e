"""Which version of a plan a page shows, and which one was in force at a time (rule CO8)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.people.readers import Reader
from cityclusters.projects import rules
from cityclusters.projects.commission.endorsing import Version
from cityclusters.projects.models import Plan, Project
from cityclusters.projects.phases import Missing
from cityclusters.projects.planning import judging

PLANNED = ("action_plan", "adopted")
"""The phases that end with a plan in force."""


def shown_to(reader: Reader, project: Project) -> list[Plan]:
    """The versions that she may read, the latest first: drafts are the team's."""
    plans = list(project.plans.select_related("made_by", "put_in_force_by"))
    for plan in plans:
        plan.project = project
    if rules.is_team(reader, project):
        return plans
    if project.is_sensitive:  # visitors read texts that were checked, on the page of the project (rule LP1)
        return []
    return [plan for plan in plans if plan.state != Plan.State.DRAFT]


def chosen(plans: Sequence[Plan], number: int | None = None) -> Plan | None:
    """The version with this number; without one the version in force, else the latest."""
    if number is not None:
        return next((plan for plan in plans if plan.number == number), None)
    return next((plan for plan in plans if plan.state == Plan.State.IN_FORCE), plans[0] if plans else None)


def in_force_at(plans: Iterable[Plan], day: date) -> Plan | None:
    """The version that held on the day: progress is measured against it (rule CO8). Before the first one was
    in force, the first one."""
    held = sorted(
        (plan for plan in plans if plan.in_force_from is not None),
        key=lambda plan: (plan.in_force_from, plan.number),
    )
    found = held[0] if held else None
    for plan in held:
        if plan.in_force_from is not None and plan.in_force_from <= day:
            found = plan
    return found


def version(project: Project, number: int | None) -> Version | None:
    """A version that the commission can endorse: one that the gate lets through (settings.ENDORSABLE)."""
    rows = project.plans.all()
    plan = rows.filter(number=number).first() if number is not None else rows.first()
    if plan is None:
        return None
    plan.project = project
    if number is None and not judging.answer(plan, judging.parts_of(plan)).passes:
        return None
    words = _("Plan, version %(number)s") % {"number": plan.number}
    return Version(plan.number, words, plan.get_absolute_url())


def missing(project: Project, phase: str) -> list[Missing]:
    """What of the plan keeps the phase open (settings.PHASE_CHECKS)."""
    if phase not in PLANNED:
        return []
    plans = list(project.plans.all())
    if any(plan.state == Plan.State.IN_FORCE for plan in plans):
        return []
    if not plans:
        words = _("There is no plan yet.")
        return [Missing("plan", words, reverse("projects:plan", args=[project.public_id]))]
    draft = plans[0]
    draft.project = project
    errors = judging.answer(draft, judging.parts_of(draft)).errors
    if errors:
        return [Missing(said.code, said.words, said.url) for said in errors]
    return [Missing("plan", _("The plan is not in force yet."), draft.get_absolute_url())]


def section(request: Request, project: Project) -> Section | None:
    """The plan on the page of its project."""
    if project.is_sensitive:  # it tells its plan itself: localplans.reading
        return None
    plans = shown_to(request.user, project)
    plan = chosen(plans)
    may_write = rules.may_write(request.user, project)
    if plan is None and not may_write:
        return None
    context = {
        "project": project,
        "plan": plan,
        "objectives": list(plan.objectives.all()) if plan else [],
        "may_write": may_write,
    }
    return Section("projects/_plan_section.html", context)
