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
from cityclusters.projects.models.local_plan import (
    Consultation,
    Driver,
    FinanceSource,
    FinanceStep,
    InstitutionRole,
    LocalPlan,
    PlanReview,
    ReportCount,
    WarningAnswer,
)
from cityclusters.projects.models.marking import Mark
from cityclusters.projects.models.numbers import Outcome, Value, ValueChange
from cityclusters.projects.models.plan import (
    Action,
    ActionStep,
    Aim,
    Indicator,
    Objective,
    Plan,
    Target,
)
from cityclusters.projects.models.project import Partner, PhaseClosing, Project, TeamMember
from cityclusters.projects.models.service import Service, ServiceCheck
from cityclusters.projects.models.vision import Ballot, Proposal, Ranking, Vision

__all__ = [
    "Action",
    "ActionStep",
    "Aim",
    "Ballot",
    "ChainStep",
    "ChecklistAnswer",
    "Commission",
    "CommissionAttendance",
    "CommissionDecision",
    "CommissionMeeting",
    "Consultation",
    "DiagnosisVersion",
    "Driver",
    "Endorsement",
    "FinanceSource",
    "FinanceStep",
    "Finding",
    "GridRow",
    "Hearing",
    "Indicator",
    "InstitutionRole",
    "LocalPlan",
    "Mark",
    "Objective",
    "Outcome",
    "Partner",
    "PhaseClosing",
    "Plan",
    "PlanReview",
    "Project",
    "Proposal",
    "Ranking",
    "ReportCount",
    "Risk",
    "Seat",
    "Service",
    "ServiceCheck",
    "Target",
    "TeamMember",
    "Value",
    "ValueChange",
    "Vision",
    "WarningAnswer",
]
