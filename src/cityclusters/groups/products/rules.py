"""Who may do what with a product: pure answers (rules HU5, HU10)."""

from cityclusters.groups import rules
from cityclusters.groups.models import Group, Member, ProducerConsent, Product, ProductEnquiry
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader, is_officer


def is_producer(reader: Reader, product: Product) -> bool:
    """Whether she makes it herself; also after she has left the group, for it stays hers."""
    member = product.member
    return isinstance(reader, Person) and member is not None and member.person_id == reader.pk


def consent_of(member: Member) -> ProducerConsent | None:
    """What she agreed to, while it is in force."""
    return member.product_consents.filter(withdrawn_at=None).first()


def may_serve(reader: Reader, group: Group, member: Member | None) -> bool:
    """Managers keep the group's own products, and those of a producer who has agreed to it."""
    if not rules.may_manage(reader, group):
        return False
    return member is None or consent_of(member) is not None


def may_edit(reader: Reader, product: Product) -> bool:
    """The producer; managers where `may_serve` says so. Asked of the database once for this copy."""
    if not isinstance(reader, Person):
        return False
    known: dict[int, bool] = product.__dict__.setdefault("known_editors", {})
    if reader.pk not in known:
        mine = is_producer(reader, product)
        known[reader.pk] = mine or may_serve(reader, product.group, product.member)
    return known[reader.pk]


def may_pause(reader: Reader, product: Product) -> bool:
    """Who edits it; managers and officers too, for what must not be shown."""
    return may_edit(reader, product) or rules.may_manage(reader, product.group) or is_officer(reader)


def may_add(reader: Reader, group: Group) -> bool:
    """Members with an account, and managers."""
    return rules.is_member(reader, group) or rules.may_manage(reader, group)


def may_ask(reader: Reader, product: Product) -> bool:
    """Everybody who is signed in, about products of others."""
    return isinstance(reader, Person) and not may_edit(reader, product)


def is_buyer(reader: Reader, enquiry: ProductEnquiry) -> bool:
    """Who asked."""
    return isinstance(reader, Person) and enquiry.by_id == reader.pk


def may_read_enquiry(reader: Reader, enquiry: ProductEnquiry) -> bool:
    """The two sides; nobody else, officers neither."""
    return is_buyer(reader, enquiry) or may_edit(reader, enquiry.product)
