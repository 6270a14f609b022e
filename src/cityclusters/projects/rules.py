"""Who may do what in a project: pure answers, no writing.

Rights come from a place in the team on the day, from a post that may act for the lead organisation, and from
the programme's own officers; a post elsewhere gives none."""

from cityclusters.people.models import Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.projects.models import Project, TeamMember

Role = TeamMember.Role
DECIDES = "decides"
KNOWN = "_roles_of_reader"


def roles(reader: Reader, project: Project) -> frozenset[str]:
    """Her roles in the team today, and 'decides' where one of them decides; one query, none where the page
    has asked already (`reaching`)."""
    if not isinstance(reader, Person):
        return frozenset()
    known: dict[int, frozenset[str]] = project.__dict__.get(KNOWN, {})
    if reader.pk in known:
        return known[reader.pk]
    rows = project.team.all().on().filter(person=reader).values_list("role", "decides")
    return frozenset({DECIDES for _role, decides in rows if decides} | {role for role, _decides in rows})


def remember(reader: Reader, project: Project) -> None:
    """Keeps her roles on this copy of the project, for the rules that a page asks one after the other."""
    if isinstance(reader, Person):
        project.__dict__[KNOWN] = {reader.pk: roles(reader, project)}


def may_begin(reader: Reader) -> bool:
    """Somebody who acts for an organisation, and officers."""
    return bool(focal_organisations(reader)) or is_officer(reader)


def may_lead(reader: Reader, project: Project) -> bool:
    """Who leads the team, who acts for the lead organisation, and officers."""
    if is_officer(reader) or project.lead_id in focal_organisations(reader):
        return True
    return Role.LEAD in roles(reader, project)


def may_write(reader: Reader, project: Project) -> bool:
    """Those who lead, and of the team who decides, the agents, specialists and gender focal points."""
    return may_lead(reader, project) or bool(roles(reader, project) & {DECIDES, *TeamMember.WRITING})


def may_report(reader: Reader, project: Project) -> bool:
    """Those who write, and those who report numbers."""
    return may_write(reader, project) or Role.REPORTER in roles(reader, project)


def is_partner(reader: Reader, project: Project) -> bool:
    """Who acts for one of its partners."""
    own = focal_organisations(reader)
    return bool(own) and project.partners.filter(organisation__in=own).exists()


def is_team(reader: Reader, project: Project) -> bool:
    """The team in any role, who acts for the lead or a partner, and officers: they read everything of it."""
    return may_lead(reader, project) or bool(roles(reader, project)) or is_partner(reader, project)
