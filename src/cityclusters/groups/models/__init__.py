"""The nouns of groups, one file for each."""

from cityclusters.groups.models.booking import Booking, Briefing, Closure, Facility
from cityclusters.groups.models.counselling import (
    CaseHandover,
    CounsellingCase,
    CounsellingCount,
    CounsellingDoor,
    CounsellingReading,
    CounsellingSession,
    EmergencyAccess,
)
from cityclusters.groups.models.enquiry import EnquiryMessage, ProductEnquiry, SalesRecord
from cityclusters.groups.models.following import CoachNote, MentoringPair, OutcomeCheck
from cityclusters.groups.models.group import Group, Keeper
from cityclusters.groups.models.hub import Course, Dropout, NeedsProfile, Participant, Step
from cityclusters.groups.models.meeting import GroupNeed, Leader, Meeting
from cityclusters.groups.models.member import Headcount, Member
from cityclusters.groups.models.process import (
    Process,
    ProcessStep,
    ProcessVersion,
    StepPicture,
    VersionIsFixed,
)
from cityclusters.groups.models.product import ProducerConsent, Product, ProductPicture
from cityclusters.groups.models.saving import Saving
from cityclusters.groups.models.standard import ComplianceRecord, StandardAnswer

__all__ = [
    "Booking",
    "Briefing",
    "CaseHandover",
    "Closure",
    "CoachNote",
    "ComplianceRecord",
    "CounsellingCase",
    "CounsellingCount",
    "CounsellingDoor",
    "CounsellingReading",
    "CounsellingSession",
    "Course",
    "Dropout",
    "EmergencyAccess",
    "EnquiryMessage",
    "Facility",
    "Group",
    "GroupNeed",
    "Headcount",
    "Keeper",
    "Leader",
    "Meeting",
    "Member",
    "MentoringPair",
    "NeedsProfile",
    "OutcomeCheck",
    "Participant",
    "Process",
    "ProcessStep",
    "ProcessVersion",
    "ProducerConsent",
    "Product",
    "ProductEnquiry",
    "ProductPicture",
    "SalesRecord",
    "Saving",
    "StandardAnswer",
    "Step",
    "StepPicture",
    "VersionIsFixed",
]
