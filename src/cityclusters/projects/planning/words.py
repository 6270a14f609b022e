"""What the gate of a plan says, in plain words, with a link to where it is mended."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.projects import gate
from cityclusters.projects.models import Action, Aim, Finding, Objective, Plan

NEW = "new"
"""The id of what somebody types and has not saved."""


class Said(NamedTuple):
    """One line: the code of the contract, a sentence, and the address of the field that mends it."""

    code: str
    words: str
    url: str


class Parts(NamedTuple):
    """What stands in a version, read once for the gate, its words and the page."""

    findings: list[Finding]
    objectives: list[Objective]
    actions: list[Action]
    aims: list[Aim]


def spoken(plan: Plan, parts: Parts, remarks: Iterable[gate.Remark]) -> list[Said]:
    """The remarks in the reader's language."""
    names = {aim.indicator.public_id: aim.indicator.name for aim in parts.aims}
    return [Said(remark.code, _sentence(remark, names), _where(plan, parts, remark)) for remark in remarks]


def _sentence(remark: gate.Remark, names: dict[str, str]) -> str:
    if remark.code == "G1":
        domain = Finding.Domain(remark.about).label
        words = _("No finding about “%(domain)s” has a source and speaks of women and of men.")
        return words % {"domain": domain}
    name = names.get(remark.about) or _("New indicator")
    return _of_plan().get(remark.code) or _of_indicator().get(remark.code, remark.words) % {"name": name}


def _of_plan() -> dict[str, str]:
    return {
        "G2": _("No objective about equality of women and men is linked to a finding of the diagnosis."),
        "G6": _("No action for equality has a cost, somebody who answers for it, and a date."),
        "G7": _("No action engages men, and no reason is given why."),
        "G12": _("The plan is for one sex alone. Say why."),
    }


def _of_indicator() -> dict[str, str]:
    return {
        "G3": _("“%(name)s” needs a target for women and one for men."),
        "G4": _(
            "“%(name)s” needs its numbers of today for women and men, or the day when they will be known."
        ),
        "G5": _("“%(name)s”: the targets for women and men do not add up to the target for all."),
        "G9": _("“%(name)s”: women’s share of the target is smaller than their share today."),
        "G11": _("“%(name)s” aims at nobody of one sex. Say why."),
    }


def _where(plan: Plan, parts: Parts, remark: gate.Remark) -> str:
    """The field that mends it."""
    project, number = plan.project.public_id, plan.number
    if remark.code == "G1":
        return reverse("projects:findings", args=[project])
    if remark.code in ("G7", "G12"):
        field = "men_reason" if remark.code == "G7" else "single_sex_reason"
        return f"{reverse('projects:plan-frame', args=[project, number])}#id_{field}"
    if remark.code == "G2":
        return f"{_objective(plan, parts)}#id_gender"
    if remark.code == "G6":
        return f"{_action(plan, parts)}#id_cost"
    if remark.about == NEW:
        return f"#id_{_field(remark.code)}"
    page = reverse("projects:plan-indicator", args=[project, number, remark.about])
    return f"{page}#id_{_field(remark.code)}"


def _field(code: str) -> str:
    return {"G4": "baseline_female", "G5": "target", "G11": "reason"}.get(code, "target_female")


def _objective(plan: Plan, parts: Parts) -> str:
    """The first objective about equality, else any, else a new one."""
    ordered = sorted(parts.objectives, key=lambda row: not row.gender)
    route = [plan.project.public_id, plan.number]
    if not ordered:
        return reverse("projects:plan-objective-new", args=route)
    return reverse("projects:plan-objective", args=[*route, ordered[0].public_id])


def _action(plan: Plan, parts: Parts) -> str:
    """The first action for equality, else a new one."""
    gender = {row.pk for row in parts.objectives if row.gender}
    found = next((row for row in parts.actions if row.objective_id in gender), None)
    route = [plan.project.public_id, plan.number]
    if found is None:
        return reverse("projects:plan-action-new", args=route)
    return reverse("projects:plan-action", args=[*route, found.public_id])
