"""What keeps the phases of a local plan open (rules LP2, LP3), and what it is warned of (rule LP7)."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.projects.localplans import acts
from cityclusters.projects.localplans.money import totals
from cityclusters.projects.models import (
    Action,
    Consultation,
    LocalPlan,
    Plan,
    Project,
    Seat,
)
from cityclusters.projects.phases import Missing

Kind = Action.Kind


class Caution(NamedTuple):
    """A warning that blocks nothing: a code, words, and why the plan goes on all the same, once said."""

    code: str
    words: str
    reason: str


def plan_of(project: Project) -> Plan | None:
    """The draft where there is one, else the version in force."""
    rows = project.plans.filter(state__in=[Plan.State.DRAFT, Plan.State.IN_FORCE])
    return rows.order_by("-number").first()


def in_force(project: Project) -> Plan | None:
    """The version that holds."""
    return project.plans.filter(state=Plan.State.IN_FORCE).first()


def actions_of(plan: Plan | None) -> list[Action]:
    """The actions of a version with their objectives and drivers; one query."""
    if plan is None:
        return []
    rows = Action.objects.filter(objective__plan=plan).select_related("objective__driver")
    return list(rows.order_by("objective__order", "order", "pk"))


def missing(project: Project, phase: str) -> list[Missing]:
    """What the phase of a local plan still needs; nothing for other kinds of projects."""
    check = CHECKS.get(phase) if project.kind == Project.Kind.LOCAL_PLAN else None
    return check(project, acts.of_project(project)) if check else []


def _lack(project: Project, code: str, words: str, route: str = "projects:local", *more: str) -> Missing:
    return Missing(f"local_{code}", words, reverse(route, args=[project.public_id, *more]))


def _initiated(project: Project, beside: LocalPlan | None) -> list[Missing]:
    if beside and beside.legal_base and beside.legal_source:
        return []
    return [
        _lack(project, "legal", _("The legal base is not stated with its source"), "projects:local-basis")
    ]


def _mapped(project: Project, beside: LocalPlan | None) -> list[Missing]:
    if project.institutions.exists():
        return []
    return [_lack(project, "actors", _("No institution is listed with its part"), *_room("institutions"))]


def _room(room: str) -> tuple[str, str]:
    return "projects:local-room", room


def _evidence(project: Project, beside: LocalPlan | None) -> list[Missing]:
    if project.drivers.exists():
        return []
    return [_lack(project, "drivers", _("No driver is described with its source"), *_room("reasons"))]


def _drafted(project: Project, beside: LocalPlan | None) -> list[Missing]:
    """Every action answers a driver (rule LP2)."""
    actions = actions_of(plan_of(project))
    if not actions:
        return [_lack(project, "actions", _("The plan has no action yet"), "projects:plan")]
    said = _("This action answers no driver: %(action)s")
    return [
        _lack(project, f"driver_{row.key}", said % {"action": row.title}, "projects:plan")
        for row in actions
        if row.objective.driver_id is None
    ]


def _consulted(project: Project, beside: LocalPlan | None) -> list[Missing]:
    rows = project.consultations.filter(about=Consultation.About.DRAFT, female__gt=0)
    if rows.exists():
        return []
    return [_lack(project, "consulted", _("Women have not been heard on the draft yet"), *_room("talks"))]


def _costed(project: Project, beside: LocalPlan | None) -> list[Missing]:
    actions = actions_of(plan_of(project))
    if not actions:
        return [_lack(project, "actions", _("The plan has no action yet"), "projects:plan")]
    said = _("This action has no cost: %(action)s")
    return [
        _lack(project, f"cost_{row.key}", said % {"action": row.title}, "projects:plan")
        for row in actions
        if row.cost is None
    ]


def women_with_vote_on(project: Project, beside: LocalPlan | None) -> bool:
    """Whether a women's organisation had a vote on the day of the act, or has one today (rule LP3)."""
    seats = Seat.objects.filter(commission__project=project, women_organisation=True).voting()
    return seats.on(beside.act_on if beside else None).exists()


def _adopted(project: Project, beside: LocalPlan | None) -> list[Missing]:
    """The act, and women's organisations with a vote (rule LP3)."""
    lacks = []
    if beside is None or not beside.is_adopted:
        words = _("The act of adoption is not stated with its day and where it is published")
        lacks.append(_lack(project, "act", words, "projects:local-basis"))
    if not women_with_vote_on(project, beside):
        words = _("No women's organisation has a vote in the steering body")
        lacks.append(_lack(project, "women_vote", words, "projects:commission"))
    return lacks


def _financed(project: Project, beside: LocalPlan | None) -> list[Missing]:
    """Confirmed money covers the costs; what is asked or pledged does not count (rule LP3)."""
    actions = actions_of(in_force(project))
    sums = [line for line in totals(actions, project.finance.all()) if line.cost]
    said = _("Of the costs, %(missing)s %(currency)s are not confirmed yet")
    lacks = [
        _lack(project, "money", said % {"missing": line.missing, "currency": line.currency}, *_room("money"))
        for line in sums
        if line.missing
    ]
    if not sums:
        lacks.append(_lack(project, "costs", _("No action of the plan in force has a cost"), "projects:plan"))
    return lacks


def _reviewed(project: Project, beside: LocalPlan | None) -> list[Missing]:
    if project.reviews.exists():
        return []
    return [_lack(project, "review", _("No review of the plan is written down"), *_room("reviews"))]


Check = Callable[[Project, LocalPlan | None], list[Missing]]
CHECKS: dict[str, Check] = {
    "initiated": _initiated,
    "mapped": _mapped,
    "evidence": _evidence,
    "drafted": _drafted,
    "consulted": _consulted,
    "costed": _costed,
    "adopted": _adopted,
    "financed": _financed,
    "reviewed": _reviewed,
}


def cautions(project: Project, actions: list[Action]) -> list[Caution]:
    """What a plan with actions should have and has not (rule LP7); one query where there is anything."""
    if not actions:
        return []
    kinds = {row.kind for row in actions}
    given = []
    if not any(row.engages_men for row in actions):
        given.append(("men", _("No action engages men and boys.")))
    if Kind.PREVENTION not in kinds:
        given.append(("prevention", _("No action is about prevention.")))
    if Kind.REFERRAL not in kinds:
        given.append(("referral", _("No action leads women to the services that help.")))
    if not given:
        return []
    reasons = dict(project.warning_answers.values_list("code", "reason"))
    return [Caution(code, words, reasons.get(code, "")) for code, words in given]
