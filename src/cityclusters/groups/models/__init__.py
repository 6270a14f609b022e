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
from cityclusters.groups.models.member import Headcount, Member
from cityclusters.groups.models.process import (
    Process,
    ProcessStep,
    ProcessVersion,
    StepPicture,
    VersionIsFixed,
)
from cityclusters.groups.models.product import ProducerConsent, Product, ProductPicture
from cityclusters.groups.models.standard import ComplianceRecord, StandardAnswer

__all__ = [
    "CaseHandover",
    "Booking",
    "Briefing",
    "Closure",
    "CoachNote",
    "ComplianceRecord",
    "Course",
    "Dropout",
    "CounsellingCase",
    "CounsellingCount",
    "CounsellingDoor",
    "CounsellingReading",
    "CounsellingSession",
    "EmergencyAccess",
    "EnquiryMessage",
    "Facility",
    "Group",
    "Headcount",
    "Keeper",
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
    "StandardAnswer",
    "Step",
    "StepPicture",
    "VersionIsFixed",
]
