"""Letters about certificates: before they run out, and when they have."""

from cityclusters.groups.models import ComplianceRecord
from cityclusters.groups.products.whose import managers
from cityclusters.journal import letters
from cityclusters.people.models import Person


def told(record: ComplianceRecord) -> list[Person]:
    """The managers, and the producer of the product that it is about."""
    found = managers(record.group)
    member = record.product.member if record.product is not None else None
    if member is not None and member.person is not None:
        found = [member.person, *found]
    return list({person.pk: person for person in found}.values())


def _context(record: ComplianceRecord) -> dict[str, object]:
    return {"record": record, "group": record.group, "page": letters.absolute(record.get_absolute_url())}


def soon_over(record: ComplianceRecord, days: int) -> None:
    """It runs out in so many days or less."""
    for person in told(record):
        key = f"compliance:{record.public_id}:{record.expires_on}:{days}:{person.pk}"
        letters.write(key, person, "groups/mail/certificate_soon_over", _context(record))


def over(record: ComplianceRecord) -> None:
    """It has run out: the claim is hidden."""
    for person in told(record):
        key = f"compliance:{record.public_id}:{record.expires_on}:over:{person.pk}"
        letters.write(key, person, "groups/mail/certificate_over", _context(record))
