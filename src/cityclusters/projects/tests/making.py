"""Projects for tests, made by hand: which phase they stand in, and who works in them."""

from typing import Any

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.projects import phases
from cityclusters.projects.models import Project, TeamMember


def project(
    lead_org: Organisation,
    kind: str = Project.Kind.PRODUCER_CLUSTER,
    lead: Person | None = None,
    **fields: Any,
) -> Project:
    """A public project of the organisation at its place, in its first phase; `lead` leads its team."""
    given: dict[str, Any] = {
        "title": make_texts("en", en="Mangoes from the field to the market"),
        "summary": make_texts("en", en="Women and men dry and sell mangoes together."),
        "language": "en",
        "place": lead_org.place,
        "phase": phases.first(kind),
        "shown_to": Project.Audience.PUBLIC,
        "made_by": lead,
    }
    made = Project.objects.create(kind=kind, lead=lead_org, **{**given, **fields})
    if lead is not None:
        team(made, lead, TeamMember.Role.LEAD, decides=True)
    return made


def team(project: Project, person: Person, role: str, decides: bool = False, **fields: Any) -> TeamMember:
    """A place in its team from the first day of the tests on."""
    return TeamMember.objects.create(project=project, person=person, role=role, decides=decides, **fields)
