"""Producer-cluster projects of the demo, walked through their gates phase by phase (rules CO1 to CO6).

The texts tell what these projects did and what came of it. How their checklists, meetings, findings, plans
and numbers looked they don't tell: those are illustrative, and say so."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone

from cityclusters.groups.models import Group
from cityclusters.pages.demo.records import place, read, texts
from cityclusters.people.models import Organisation, Person
from cityclusters.projects import marker, phases
from cityclusters.projects.commission import endorsing, meetings, seats
from cityclusters.projects.diagnosis import acts as diagnosis
from cityclusters.projects.diagnosis import freezing
from cityclusters.projects.gates import acts as gates
from cityclusters.projects.gates import items, risks
from cityclusters.projects.marking import acts as marking
from cityclusters.projects.models import (
    ChainStep,
    Commission,
    CommissionMeeting,
    Finding,
    GridRow,
    Mark,
    Objective,
    Outcome,
    Plan,
    Project,
    Value,
)
from cityclusters.projects.monitoring import acts as monitoring
from cityclusters.projects.planning import acts as planning
from cityclusters.projects.registry import acts
from cityclusters.projects.team import acts as team
from cityclusters.projects.vision import acts as vision

EVIDENCE = "Illustrative: the text does not tell what shows it."
NOTHING = "Illustrative: nothing was changed."
Row = Mapping[str, Any]


class Walk(NamedTuple):
    """A project on its way: its row of the data file, who leads it, and everybody by key."""

    row: Row
    project: Project
    by: Person
    people: Mapping[str, Person]


def make_projects(
    organisations: dict[str, Organisation], groups: dict[str, Group], people: dict[str, Person]
) -> dict[str, Project]:
    """Each as far as its row says."""
    return {row["key"]: _project(row, organisations, groups, people) for row in read("work_projects")}


def _project(
    row: Row, organisations: dict[str, Organisation], groups: dict[str, Group], people: dict[str, Person]
) -> Project:
    by = people[row["lead_person"]]
    made = acts.begin(
        by, organisations[row["lead"]], Project.Kind.PRODUCER_CLUSTER,
        groups=[groups[key] for key in row["groups"]], title=texts(row["title"]),
        summary=texts(row["summary"]), language=row["language"], place=place(row["place"]),
        value_chains=row["chains"], targets=row["targets"], shown_to=Project.Audience.PUBLIC,
        starts=date.fromisoformat(row["starts"]) if row["starts"] else None,
        ends=date.fromisoformat(row["ends"]) if row["ends"] else None, source=row["source"],
    )  # fmt: skip
    for key, role in row["partners"]:
        acts.add_partner(made, by, organisations[key], role)
    walk = Walk(row, made, by, people)
    _team(walk)
    board = _commission(walk, organisations)
    _walk(walk, board)
    _numbers(walk)
    for outcome in row["outcomes"]:
        _outcome(walk, outcome)
    return made


def _team(walk: Walk) -> None:
    briefed = timezone.localdate() - timedelta(days=3)
    for key, role, decides, days in walk.row["team"]:
        fields = {"decides": decides, "briefed_on": briefed, "days_per_month": Decimal(days)}
        team.add(walk.project, walk.by, walk.people[key], role, **fields)
    lead = walk.project.team.get(person=walk.by, role="lead")
    team.change(lead, walk.by, briefed_on=briefed)


def _commission(walk: Walk, organisations: dict[str, Organisation]) -> Commission:
    made = seats.set_up(
        walk.project, walk.by, name=walk.row["commission"], quorum_percent=50, least=3, least_women=1
    )
    for kind, organisation, post, sex, women in walk.row["seats"]:
        seats.add(
            made, walk.by, kind=kind, organisation=organisations.get(organisation), post=post, sex=sex,
            women_organisation=women,
        )  # fmt: skip
    return made


def _walk(walk: Walk, board: Commission) -> None:
    """Answers what each phase asks, and closes it, until the one in which the project stands."""
    steps = {"diagnosis": _diagnosis, "vision": _vision, "action_plan": _plan}
    for phase in phases.of_kind(walk.project.kind):
        if phase.code == walk.row["stands_in"]:
            return
        if phase.code in steps:
            steps[phase.code](walk, board)
        for item in items.of_phase(phase):
            gates.answer(walk.project, walk.by, item.id, "yes", evidence=EVIDENCE)
        phases.close_phase(walk.project, phase.code, walk.by, note="")


def _met(walk: Walk, board: Commission, agenda: str) -> CommissionMeeting:
    """A meeting today to which all seats came."""
    made = meetings.plan(board, walk.by, on=timezone.localdate(), agenda=agenda, support=["childcare"])
    return meetings.hold(made, walk.by, list(board.seats.all()))


def _diagnosis(walk: Walk, board: Commission) -> None:
    language = walk.row["language"]
    for number, step in enumerate(walk.row["chain"], start=1):
        made = ChainStep(project=walk.project, language=language, order=number)
        diagnosis.put(made, walk.by, {**step, "source": EVIDENCE})
    for row in walk.row["grids"]:
        made_row = GridRow(project=walk.project, grid=row["grid"], language=language, illustrative=True)
        values = {name: value for name, value in row.items() if name != "grid"}
        diagnosis.put(made_row, walk.by, {**values, "source": EVIDENCE})
    for row in walk.row["findings"]:
        finding = Finding(project=walk.project, language=language, illustrative=True)
        diagnosis.put(finding, walk.by, {**row, "source": EVIDENCE})
    sent = freezing.send(walk.project, walk.by, changes="", language=language)
    endorsing.endorse(_met(walk, board, "Diagnosis"), walk.by, "diagnosis", sent.number, NOTHING)


def _vision(walk: Walk, board: Commission) -> None:
    values = {"language": walk.row["language"], "until": None, "ranking": None, "changes": ""}
    vision.write(walk.project, walk.by, {**values, **walk.row["vision"]})
    sent = vision.send(walk.project, walk.by)
    endorsing.endorse(_met(walk, board, "Vision"), walk.by, "vision", sent.number, NOTHING)


def _plan(walk: Walk, board: Commission) -> None:
    row, by = walk.row["plan"], walk.by
    draft = planning.begin(walk.project, by, walk.row["language"])
    planning.frame(draft, by, row["frame"])
    made = [_objective(walk, draft, objective) for objective in row["objectives"]]
    for action in row["actions"]:
        more = {"due": date.fromisoformat(action["due"]), "cost": Decimal(action["cost"])}
        planning.write_action(draft, by, None, {**action, **more, "objective": made[action["objective"]]})
    for indicator in row["indicators"]:
        fields = {name: _read(name, value) for name, value in indicator.items()}
        more = {"baseline_source": EVIDENCE, "objective": made[indicator["objective"]]}
        planning.write_indicator(draft, by, None, {**fields, **more})
    Plan.objects.filter(pk=draft.pk).update(illustrative=True)
    risks.add(walk.project, by, **row["risk"])
    endorsing.endorse(_met(walk, board, "Plan"), by, "plan", draft.number, NOTHING)
    planning.put_in_force(draft, by)
    _mark(walk)


def _read(name: str, value: Any) -> Any:
    """A field of an indicator: numbers and days are text in the data file."""
    if name == "reports_from":
        return date.fromisoformat(value) if value else None
    return Decimal(value) if name.startswith(("target", "baseline")) else value


def _numbers(walk: Walk) -> None:
    """Filled in by the facilitator, approved by who leads the project."""
    indicators = list(walk.project.indicators.order_by("pk"))
    writer = walk.people[walk.row["team"][0][0]]
    for at, period, women, men in walk.row["numbers"]:
        made = monitoring.fill(indicators[at], period, writer, female=Decimal(women), male=Decimal(men))
        monitoring.approve(made, walk.by)
        Value.objects.filter(pk=made.pk).update(illustrative=True)


def _objective(walk: Walk, draft: Plan, row: Row) -> Objective:
    finding = walk.project.findings.filter(domain=row["finding"]).first()
    fields = {"text": row["text"], "gender": row["gender"], "finding": finding}
    return planning.write_objective(draft, walk.by, None, fields)


def _mark(walk: Walk) -> None:
    """What the criteria propose, confirmed by the lead: equality is part of what both projects are for."""
    answers = {code: {"answer": "yes", "evidence": EVIDENCE} for code in marker.FOR_ONE}
    answers |= {code: {"answer": "no", "evidence": ""} for code in marker.FOR_TWO}
    made = marking.propose(walk.project, walk.by, answers, Mark.Stage.DESIGN, walk.row["language"])
    marking.confirm(walk.project, walk.by, made.proposed, EVIDENCE, "")


def _outcome(walk: Walk, row: Row) -> None:
    Outcome.objects.create(
        project=walk.project, language=walk.row["language"], place=walk.project.place, by=walk.by,
        source=walk.row["source"], **row,
    )  # fmt: skip
