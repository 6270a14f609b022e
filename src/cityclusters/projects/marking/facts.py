"""What the project's records already show about the criteria: a suggestion, which a person checks."""

from typing import Any

from django.utils.translation import gettext as _

from cityclusters.projects.diagnosis import freezing
from cityclusters.projects.models import Aim, Objective, Plan, Project

PEOPLE = "people"
MEANT = (Plan.State.IN_FORCE, Plan.State.DRAFT)  # a draft counts where none is in force


def suggested(project: Project) -> dict[str, str]:
    """First values of the form: 'yes' with its evidence where a record shows it, nothing where none does. No
    answer is suggested about the main aim: that is for a person to say."""
    found: dict[str, str] = {}
    diagnosis = freezing.in_force(project)
    if diagnosis is not None:
        number = {"number": diagnosis.number}
        found["analysis"] = _("Diagnosis, version %(number)s, endorsed by the commission") % number
    plan = _plan(project)
    if plan is not None:
        found |= _of_plan(plan)
    return {
        name: value
        for code, evidence in found.items()
        for name, value in ((f"answer_{code}", "yes"), (f"evidence_{code}", evidence))
    }


def _plan(project: Project) -> Plan | None:
    plans = {plan.state: plan for plan in project.plans.order_by("number")}
    return next((plans[state] for state in MEANT if state in plans), None)


def _of_plan(plan: Plan) -> dict[str, str]:
    found: dict[str, str] = {}
    words = {"number": plan.number}
    objectives = list(Objective.objects.filter(plan=plan, gender=True))
    if objectives:
        text = objectives[0].text
        found["objective"] = (_("Plan, version %(number)s: %(text)s") % {**words, "text": text})[:300]
    if any(one.finding_id for one in objectives):
        found["findings_used"] = _("Plan, version %(number)s: an objective follows from a finding") % words
    aims: list[Any] = list(Aim.objects.filter(plan=plan).select_related("indicator"))
    people = [aim for aim in aims if aim.indicator.unit == PEOPLE]
    if any(aim.objective_id in {one.pk for one in objectives} for aim in aims):
        found["indicator"] = _("Plan, version %(number)s: an indicator of that objective") % words
    both = [aim for aim in people if aim.target_female is not None and aim.target_male is not None]
    if people and len(both) == len(people):
        found["by_sex"] = _("Plan, version %(number)s: all numbers of people are asked by sex") % words
    return found
