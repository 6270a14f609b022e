"""What the team list keeps open in the phase in which the team is made (items GM01 and GM02)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.projects.models import Project
from cityclusters.projects.phases import Missing, find
from cityclusters.projects.team import facts

START = "start"  # the part of the checklist that asks about the team


def missing(project: Project, phase: str) -> list[Missing]:
    """Nobody in the team, people who were not briefed, no gender focal point with time; one query, none in
    later phases."""
    found = find(project, phase)
    if found is None or START not in found.checklist:
        return []
    known = facts.today(project)
    url = reverse("projects:team", args=[project.public_id])
    if not known.people:
        return [Missing("team_empty", _("Nobody is in the team yet"), url)]
    lacks = []
    if known.unbriefed:
        said = ngettext(
            "%(number)d member of the team has no day of briefing on gender analysis",
            "%(number)d members of the team have no day of briefing on gender analysis",
            known.unbriefed,
        )
        lacks.append(Missing("team_unbriefed", said % {"number": known.unbriefed}, url))
    if not known.has_focal_time:
        said = _("No gender focal point is named with days a month set aside")
        lacks.append(Missing("team_focal", said, url))
    return lacks
