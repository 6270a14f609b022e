"""Who keeps a commission's records."""

from cityclusters.people.readers import Reader
from cityclusters.projects import rules
from cityclusters.projects.models import Project


def may_keep(reader: Reader, project: Project) -> bool:
    """Those who write in the project: who leads, decides, and its agents."""
    return rules.may_write(reader, project)
