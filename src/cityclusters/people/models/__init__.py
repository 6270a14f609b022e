"""People and the organisations they act for. A state that matters is a row that says who and when."""

from cityclusters.people.models.attempt import Attempt
from cityclusters.people.models.consent import Consent
from cityclusters.people.models.data_request import DataRequest
from cityclusters.people.models.mandate import Mandate
from cityclusters.people.models.organisation import (
    NotIndependent,
    Organisation,
    OrganisationName,
    Verification,
)
from cityclusters.people.models.person import AddressInUse, Person, PersonManager, display
from cityclusters.people.models.roles import LastAdministrator, RoleGrant
from cityclusters.people.models.sign_in import SignIn

__all__ = [
    "AddressInUse",
    "Attempt",
    "Consent",
    "DataRequest",
    "LastAdministrator",
    "Mandate",
    "NotIndependent",
    "Organisation",
    "OrganisationName",
    "Person",
    "PersonManager",
    "RoleGrant",
    "SignIn",
    "Verification",
    "display",
]
