"""Fetching what the pages of a commission need; Http404 for what is not of this project."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.ids import sent_id
from cityclusters.projects.commission import counting
from cityclusters.projects.models import (
    Commission,
    CommissionDecision,
    CommissionMeeting,
    Endorsement,
    Project,
    Seat,
)


def home(project: Project) -> str:
    """The address of the commission."""
    return reverse("projects:commission", args=[project.public_id])


def between(project: Project, meeting: CommissionMeeting | None = None) -> list[tuple[str, str]]:
    """The crumbs between the project and a page of its commission."""
    found = [(home(project), _("Commission"))]
    return [*found, (meeting_url(project, meeting), _("Meeting"))] if meeting else found


def meeting_url(project: Project, meeting: CommissionMeeting) -> str:
    """The page of a meeting."""
    return reverse("projects:commission-meeting", args=[project.public_id, meeting.public_id])


def commission_of(project: Project) -> Commission:
    """The commission with its project. Raises Http404 before it is set up."""
    found = counting.of_project(project)
    if found is None:
        raise Http404
    found.project = project
    return found


def seat_of(project: Project, seat: str) -> Seat:
    """A seat. Raises Http404."""
    rows = Seat.objects.filter(commission__project=project, public_id=sent_id(seat))
    found = rows.select_related("commission", "person", "organisation").first()
    if found is None:
        raise Http404
    found.commission.project = project
    return found


def meeting_of(project: Project, meeting: str) -> CommissionMeeting:
    """A meeting. Raises Http404."""
    rows = CommissionMeeting.objects.filter(commission__project=project, public_id=sent_id(meeting))
    found = rows.select_related("commission", "held_by").first()
    if found is None:
        raise Http404
    found.commission.project = project
    return found


def decision_of(project: Project, decision: str) -> CommissionDecision:
    """A decision. Raises Http404."""
    rows = CommissionDecision.objects.filter(
        meeting__commission__project=project, public_id=sent_id(decision)
    )
    found = rows.select_related("meeting__commission__project").first()
    if found is None:
        raise Http404
    return found


def endorsement_of(project: Project, endorsement: str) -> Endorsement:
    """An endorsement. Raises Http404."""
    rows = project.endorsements.filter(public_id=sent_id(endorsement))
    found = rows.select_related("project__lead").first()
    if found is None:
        raise Http404
    return found
