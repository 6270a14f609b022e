"""Who may do what in the ledger: pure answers, no writing.

Officers write down for others what came by letter or by list; the journal says who did."""

from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.support.models import Pledge, Request, Shipment


def acts_for(reader: Reader, organisation_key: int) -> bool:
    """Her focal points, and officers for everybody."""
    return organisation_key in focal_organisations(reader) or is_officer(reader)


def may_begin(person: Person) -> bool:
    """Somebody who acts for an organisation, and officers."""
    return bool(focal_organisations(person)) or person.is_officer


def may_run_drives(person: Person) -> bool:
    """Officers."""
    return person.is_officer


def may_close(reader: Reader, request: Request) -> bool:
    """Whoever asked."""
    return acts_for(reader, request.organisation_id)


def is_donor(reader: Reader, thing: Pledge | Shipment) -> bool:
    """The giving side."""
    return acts_for(reader, thing.donor_id)


def is_recipient(reader: Reader, thing: Pledge | Shipment) -> bool:
    """The receiving side."""
    return acts_for(reader, thing.to_id if isinstance(thing, Pledge) else thing.recipient_id)


def is_known(organisation: Organisation) -> bool:
    """Whether an organisation has been checked, or stands below one that has: others stay off a page that
    everybody reads."""
    if organisation.state in (Organisation.State.REJECTED, Organisation.State.MERGED):
        return False
    above = organisation.parent
    return bool(
        organisation.state in Organisation.PUBLIC
        or organisation.verified_at
        or (above is not None and above.state == Organisation.State.VERIFIED)
    )
