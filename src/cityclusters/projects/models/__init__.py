"""The nouns of projects, one file for each."""

from cityclusters.projects.models.checklist import ChecklistAnswer, Risk
from cityclusters.projects.models.commission import (
    Commission,
    CommissionAttendance,
    CommissionDecision,
    CommissionMeeting,
    Endorsement,
    Seat,
)
from cityclusters.projects.models.diagnosis import (
    ChainStep,
    DiagnosisVersion,
    Finding,
    GridRow,
    Hearing,
)
from cityclusters.projects.models.marking import Mark
from cityclusters.projects.models.project import Partner, PhaseClosing, Project, TeamMember
from cityclusters.projects.models.vision import Ballot, Proposal, Ranking, Vision

__all__ = [
    "Ballot",
    "ChainStep",
    "ChecklistAnswer",
    "Commission",
    "CommissionAttendance",
    "CommissionDecision",
    "CommissionMeeting",
    "DiagnosisVersion",
    "Endorsement",
    "Finding",
    "GridRow",
    "Hearing",
    "Mark",
    "Partner",
    "PhaseClosing",
    "Project",
    "Proposal",
    "Ranking",
    "Risk",
    "Seat",
    "TeamMember",
    "Vision",
]
