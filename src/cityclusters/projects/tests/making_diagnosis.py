"""Diagnoses for tests: rows in all four grids, people heard, findings, a chain; and an endorsement."""

from datetime import date
from typing import Any

from cityclusters.people.models import Person
from cityclusters.projects.commission import endorsing, meetings, seats
from cityclusters.projects.diagnosis import acts
from cityclusters.projects.models import (
    ChainStep,
    Commission,
    Endorsement,
    Finding,
    GridRow,
    Hearing,
    Project,
)

DAY = date(2024, 5, 2)
NEEDS = "needs_perception"
ROWS: tuple[dict[str, Any], ...] = (
    {"grid": "labour", "name": "Slicing mangoes", "share": "women", "paid": "unpaid", "women_hours": "21.5"},
    {"grid": "access_control", "name": "Drying oven", "kind": "equipment", "share": "both", "control": "men"},
    {
        "grid": "power_responsibility",
        "name": "Chair",
        "kind": "leads",
        "share": "men",
        "female": 1,
        "male": 4,
    },
    {
        "grid": "needs_perception",
        "name": "Water at the plot",
        "kind": "practical",
        "women_rank": 1,
        "men_rank": 4,
    },
    {"grid": "needs_perception", "name": "A say in prices", "kind": "strategic", "women_rank": 2},
    {"grid": "needs_perception", "name": "A lorry", "kind": "practical", "women_rank": 3, "men_rank": 1},
)


def row(project: Project, by: Person, **fields: Any) -> GridRow:
    """One row."""
    made = GridRow(project=project, grid=fields.pop("grid"))
    acts.put(made, by, {"language": "en", **fields})
    return made


def hearing(project: Project, by: Person, female: int = 14, male: int = 12) -> Hearing:
    """A group discussion."""
    made = Hearing(project=project)
    values = {"on": DAY, "how": "group", "female": female, "male": male, "apart": True, "language": "en"}
    acts.put(made, by, values)
    return made


def finding(project: Project, by: Person, domain: str, rows: Any = (), **fields: Any) -> Finding:
    """A finding that counts: with a source, for women and for men."""
    made = Finding(project=project)
    given = {"domain": domain, "language": "en", "statement": f"What was found: {domain}"}
    given |= {
        "women": "They work more hours.",
        "men": "They decide.",
        "source": "Groups, May 2024",
    }
    acts.put(made, by, {**given, **fields}, rows)
    return made


def step(project: Project, by: Person, name: str, **fields: Any) -> ChainStep:
    """A step of the chain."""
    made = ChainStep(project=project)
    acts.put(made, by, {"name": name, "kind": "processing", "language": "en", **fields})
    return made


def whole(project: Project, by: Person) -> list[GridRow]:
    """Everything that the phase of the diagnosis asks for, but the commission."""
    rows = [row(project, by, **fields) for fields in ROWS]
    hearing(project, by)
    for domain in ("labour", "access_control", "power_responsibility", "needs_perception"):
        own = [one for one in rows if one.grid == domain]
        finding(project, by, domain, own)
    step(project, by, "Growing", kind="production", female=30, male=60, other=0, not_stated=10)
    step(project, by, "Drying", female=40, male=12, other=0, not_stated=8)
    return rows


def endorse(project: Project, by: Person, what: str, number: int) -> Endorsement:
    """The project's commission endorses a version; it is set up where there is none."""
    commission = Commission.objects.filter(project=project).first()
    if commission is None:
        commission = seats.set_up(project, by, name="Commission", quorum_percent=50, least=2, least_women=0)
        for post, sex in (("Chair", "female"), ("Miller", "male"), ("Producer", "female")):
            seats.add(
                commission, by, kind="small", post=post, sex=sex, votes=True, women_organisation=False,
                starts=date(2024, 1, 1),
            )  # fmt: skip
    commission.project = project
    meeting = meetings.plan(commission, by, on=DAY)
    meetings.hold(meeting, by, list(commission.seats.all()), "Endorsed.")
    return endorsing.endorse(meeting, by, what, number, "Nothing")
