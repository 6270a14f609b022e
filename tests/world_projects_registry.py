"""A producer cluster that the focal point's city leads, with team, checklist and commission, for the access
table and the counts of queries."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.projects.commission import meetings, seats
from cityclusters.projects.gates import risks
from cityclusters.projects.models import ChecklistAnswer, Endorsement, Project
from cityclusters.projects.tests import making

SINCE, DAY = date(2024, 1, 1), date(2024, 5, 2)
RISK = {
    "kind": "workload",
    "risk": "Longer days",
    "likelihood": "high",
    "measure": "Shifts",
    "owner": "Agent",
}


def things(city: Organisation, focal: Person) -> dict[str, Any]:
    """`project` is public and stands in its first phase; its commission has met and endorsed a plan."""
    project = making.project(city, lead=focal, title=make_texts("en", en="Silk of the city"))
    if city.place is not None:
        project.places.add(city.place)
    helper = Organisation.objects.create(
        names=make_texts("en", en="Agency"), kind=Organisation.Kind.UN, state="verified"
    )
    answer = ChecklistAnswer.objects.create(
        project=project, item="GM05", answer="na", reason="Named by the ministry", by=None,
        file=ContentFile(b"%PDF-1.4", "map.pdf"), file_name="map.pdf",
    )  # fmt: skip
    return {
        "project": project,
        "project_partner": project.partners.create(organisation=helper, role="facilitator"),
        "project_member": project.team.get(),
        "project_answer": answer,
        "project_risk": risks.add(project, focal, **RISK),
        **_commission(project, focal),
    }


def _commission(project: Project, focal: Person) -> dict[str, Any]:
    commission = seats.set_up(project, focal, name="Commission", quorum_percent=50, least=1, least_women=0)
    seat = seats.add(commission, focal, kind="small", post="Chair", sex="female", votes=True, starts=SINCE)
    planned = meetings.plan(commission, focal, on=DAY)
    held = meetings.plan(commission, focal, on=DAY)
    meetings.hold(held, focal, [seat])
    decision = meetings.decide(held, focal, text="Dryers", outcome="adopted", proposer=seat)
    endorsement = Endorsement.objects.create(
        project=project, what="diagnosis", version=9, meeting=held, held_on=DAY, seats_voting=1,
        quorum_needed=1, female=1, male=0, other=0, not_stated=0, changes="Nothing", by=focal,
    )  # fmt: skip
    return {
        "project_seat": seat,
        "project_meeting": planned,
        "project_meeting_held": held,
        "project_decision": decision,
        "project_endorsement": endorsement,
    }


def more(project: Project, place: Place, by: Person, number: int) -> None:
    """One more project of the place, and one more of everything that the project has."""
    making.project(project.lead, lead=by, place=place, value_chains=["silk"])
    commission = project.commission
    commission.project = project
    seat = seats.add(commission, by, kind="small", post=f"Seat {number}", votes=True, starts=SINCE)
    held = meetings.plan(commission, by, on=DAY)
    meetings.hold(held, by, [seat])
    risks.add(project, by, **RISK)
    project.places.add(place)
