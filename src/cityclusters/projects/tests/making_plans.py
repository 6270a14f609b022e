"""Plans for tests, made by the acts that make them in use: a complete one, which the gate lets through."""

from datetime import date
from typing import Any

from cityclusters.people.models import Person
from cityclusters.projects.models import (
    Action,
    Aim,
    Commission,
    CommissionMeeting,
    Endorsement,
    Finding,
    Indicator,
    Objective,
    Plan,
    Project,
)
from cityclusters.projects.planning import acts


def findings(project: Project) -> list[Finding]:
    """One in each of the four domains, with a source, for women and for men."""
    domains = [domain for domain in Finding.Domain if domain != Finding.Domain.OTHER]
    return [
        Finding.objects.create(
            project=project, domain=domain, language="en", statement=f"What was found: {domain.label}",
            women="They carry the fruit.", men="They sell it.", source="Focus groups, March 2025",
        )
        for domain in domains
    ]  # fmt: skip


def objective(plan: Plan, by: Person, finding: Finding | None, **fields: Any) -> Objective:
    """About equality, unless said otherwise."""
    given = {"text": "Women decide about what the drying centre earns.", "gender": True, "finding": finding}
    return acts.write_objective(plan, by, None, {**given, **fields})


def action(plan: Plan, by: Person, objective: Objective, **fields: Any) -> Action:
    """Funded, owned and dated, with men."""
    given = {
        "objective": objective,
        "title": "Train women in running the dryer",
        "owner": "Cluster agent",
        "cost": 5000,
        "currency": "USD",
        "due": date(2027, 6, 30),
        "tag": Action.Tag.TARGETED,
        "women_percent": 80,
        "engages_men": True,
    }
    return acts.write_action(plan, by, None, {**given, **fields})


def indicator(plan: Plan, by: Person, objective: Objective | None = None, **fields: Any) -> Aim:
    """People trained, all so far, by quarters from 2026 on, with a good target by sex."""
    given = {
        "name": "People trained in drying fruit",
        "unit": Indicator.Unit.PEOPLE,
        "type": Indicator.Type.CUMULATIVE,
        "rhythm": Indicator.Rhythm.QUARTER,
        "reports_from": date(2026, 1, 1),
        "objective": objective,
        "target": 100,
        "target_female": 55,
        "target_male": 45,
        "baseline_female": 20,
        "baseline_male": 40,
    }
    return acts.write_indicator(plan, by, None, {**given, **fields})


def complete(project: Project, by: Person, **fields: Any) -> Plan:
    """A draft that the gate lets through."""
    known = list(project.findings.all()) or findings(project)
    plan = acts.begin(project, by, "en")
    goal = objective(plan, by, known[0])
    action(plan, by, goal)
    indicator(plan, by, goal, **fields)
    return plan


def endorse(plan: Plan, what: str = "plan") -> Endorsement:
    """As a commission would have it in its minutes."""
    body, _made = Commission.objects.get_or_create(project=plan.project)
    day = date(2026, 1, 1)
    meeting = CommissionMeeting.objects.create(commission=body, on=day)
    return Endorsement.objects.create(
        project=plan.project, what=what, version=plan.number, held_on=day, meeting=meeting, seats_voting=5,
        quorum_needed=3, female=3, male=2, other=0, not_stated=0, changes="None.",
    )  # fmt: skip


def in_force(project: Project, by: Person, on: date = date(2026, 1, 1), **fields: Any) -> Plan:
    """A complete plan in force."""
    plan = complete(project, by, **fields)
    endorse(plan)
    return acts.put_in_force(plan, by, on)
