"""The nouns of groups, one file for each."""

from cityclusters.groups.models.enquiry import EnquiryMessage, ProductEnquiry, SalesRecord
from cityclusters.groups.models.group import Group, Keeper
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
    "ComplianceRecord",
    "EnquiryMessage",
    "Group",
    "Headcount",
    "Keeper",
    "Member",
    "Process",
    "ProcessStep",
    "ProcessVersion",
    "ProducerConsent",
    "Product",
    "ProductEnquiry",
    "ProductPicture",
    "SalesRecord",
    "StandardAnswer",
    "StepPicture",
    "VersionIsFixed",
]
