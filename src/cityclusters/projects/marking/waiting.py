"""Proposed markers that wait for somebody who leads the project."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.core.waiting import WaitingItem
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.projects.models import Mark, Project, TeamMember


def items(person: Person) -> list[WaitingItem]:
    """One line for each proposal in a project that she leads."""
    leading = TeamMember.objects.on().filter(person=person, role=TeamMember.Role.LEAD).values("project")
    own = Project.objects.filter(pk__in=leading) | Project.objects.filter(
        lead__in=focal_organisations(person)
    )
    rows = Mark.objects.filter(confirmed_at=None, project__in=own.values("pk"))
    rows = rows.exclude(project__state=Project.State.CANCELLED).select_related("project")
    return [
        WaitingItem(
            _("Gender marker"),
            _("Confirm the gender marker of “%(project)s”") % {"project": pick(mark.project.title).text},
            reverse("projects:marker", args=[mark.project.public_id]),
            None,
            "yellow",
        )
        for mark in rows[:50]
    ]
