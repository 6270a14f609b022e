"""Who may do what with people and organisations: pure answers, no writing.

A person who is not signed in may do nothing here; callers pass a Person."""

from datetime import date

from cityclusters.people.models import DataRequest, Mandate, Organisation, Person, RoleGrant


def may_edit_organisation(person: Person, organisation: Organisation, on: date | None = None) -> bool:
    """Officers; focal points of the organisation; and who claimed it, until somebody has checked it."""
    if organisation.state == Organisation.State.MERGED:
        return False
    claims = organisation.claimed_by_id == person.pk and organisation.state == Organisation.State.CLAIMED
    return person.is_officer or claims or person.acts_for(organisation, on)


def may_create_organisation(person: Person) -> bool:
    """Officers, for others; everybody else names her own when she asks for a post in it."""
    return person.is_officer


def may_add_office(person: Person, organisation: Organisation) -> bool:
    """Officers and focal points open offices and hubs below an organisation."""
    return organisation.state != Organisation.State.MERGED and (
        person.is_officer or person.acts_for(organisation)
    )


def may_verify(person: Person, organisation: Organisation) -> bool:
    """Officers who don't belong to it and have not checked it in this round (rule PE4)."""
    if not person.is_officer or organisation.state not in Organisation.WAITING:
        return False
    checked = organisation.checks.filter(round=organisation.check_round, by=person).exists()
    return not checked and not organisation.belongs(person)


def domain_differs(person: Person, organisation: Organisation) -> bool:
    """Whether her e-mail address is from another domain than the organisation's (rule PE5); False where
    one of them is not known. Parts of the domain are the same: mail.khiva.example is khiva.example's."""
    domain = organisation.domain.lower()
    own = (person.email or "").rpartition("@")[2].lower()
    return bool(domain and own) and own != domain and not own.endswith(f".{domain}")


def may_keep_places(person: Person) -> bool:
    """Officers and administrators add places that are missing and make one of two."""
    return person.is_officer or person.is_administrator


def may_merge(person: Person, organisation: Organisation | None = None) -> bool:
    """Officers, what is not merged already."""
    return person.is_officer and (organisation is None or organisation.state != Organisation.State.MERGED)


def may_ask_post(person: Person, organisation: Organisation) -> bool:
    """Everybody who has no post in it now."""
    if organisation.state in {Organisation.State.MERGED, Organisation.State.REJECTED}:
        return False
    return not person.mandates.valid().filter(organisation=organisation).exists()


def may_decide_mandate(person: Person, mandate: Mandate) -> bool:
    """Officers, and focal points for their colleagues; nobody decides her own."""
    if mandate.person_id == person.pk:
        return False
    return person.is_officer or person.acts_for(mandate.organisation)


def may_end_mandate(person: Person, mandate: Mandate) -> bool:
    """Herself, and those who may decide it."""
    return mandate.person_id == person.pk or may_decide_mandate(person, mandate)


def may_hand_over(person: Person, mandate: Mandate) -> bool:
    """Who holds the post, while it is in force, and those who may decide it (rule PE3)."""
    return mandate.is_valid() and may_end_mandate(person, mandate)


def may_see_colleagues(person: Person, organisation: Organisation) -> bool:
    """Officers and focal points see who holds which post, whatever the directory shows."""
    return person.is_officer or person.acts_for(organisation)


def may_manage_roles(person: Person) -> bool:
    """Administrators."""
    return person.is_administrator


def may_suspend(person: Person, other: Person) -> bool:
    """Administrators, but not themselves."""
    return person.is_administrator and other.pk != person.pk


def may_see_data_requests(person: Person) -> bool:
    """Those who answer for personal data: data stewards and administrators."""
    return person.is_data_steward or person.is_administrator


def may_answer_data_request(person: Person, request: DataRequest) -> bool:
    """The same, but nobody answers her own."""
    return may_see_data_requests(person) and request.person_id != person.pk


def holds_any_role(person: Person) -> bool:
    """Whether she has any role in the running of the platform."""
    return any(person.holds(role) for role in RoleGrant.Role.values)
