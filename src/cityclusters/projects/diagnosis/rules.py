"""Who may do what with a diagnosis and a vision: pure questions."""

from cityclusters.people.readers import Reader
from cityclusters.projects import rules
from cityclusters.projects.models import Project


def has_diagnosis(project: Project) -> bool:
    """Partnerships and producer-cluster projects; a local plan has drivers instead."""
    return project.kind != Project.Kind.LOCAL_PLAN


def sees_work(reader: Reader, project: Project) -> bool:
    """The tab, and everything that is not endorsed yet: the team."""
    return has_diagnosis(project) and rules.is_team(reader, project)


def may_fill(reader: Reader, project: Project) -> bool:
    """Those who write in the project, while it goes on."""
    return has_diagnosis(project) and not project.is_over and rules.may_write(reader, project)


def may_send(reader: Reader, project: Project) -> bool:
    """Freezing a version for the commission is for those who lead."""
    return may_fill(reader, project) and rules.may_lead(reader, project)
