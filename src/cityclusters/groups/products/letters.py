"""Letters about enquiries: the words without an address or a name."""

from cityclusters.groups.models import EnquiryMessage, Product, ProductEnquiry
from cityclusters.groups.products import rules
from cityclusters.groups.products.whose import managers
from cityclusters.journal import letters
from cityclusters.people.models import Person


def keepers_of(product: Product) -> list[Person]:
    """Who is told of an enquiry: the producer where she has an account, and the managers where they keep the
    product for her or for the group."""
    member = product.member
    found = [member.person] if member is not None and member.person is not None else []
    if member is None or rules.consent_of(member) is not None:
        found += managers(product.group)
    return list({person.pk: person for person in found}.values())


def _context(enquiry: ProductEnquiry) -> dict[str, object]:
    return {
        "enquiry": enquiry,
        "product": enquiry.product,
        "page": letters.absolute(enquiry.get_absolute_url()),
        "product_page": letters.absolute(enquiry.product.get_absolute_url()),
    }


def passed_on(message: EnquiryMessage) -> None:
    """The words to the other side."""
    enquiry = message.enquiry
    context = _context(enquiry) | {"message": message}
    for person in _others(enquiry, message.side == EnquiryMessage.Side.BUYER):
        key = f"product-enquiry:{enquiry.public_id}:{message.pk}:{person.pk}"
        letters.write(key, person, "groups/mail/product_enquiry", context)


def moved(enquiry: ProductEnquiry, by: Person) -> None:
    """What was noted, to the other side."""
    for person in _others(enquiry, rules.is_buyer(by, enquiry)):
        key = f"product-enquiry:{enquiry.public_id}:{enquiry.state}:{person.pk}"
        letters.write(key, person, "groups/mail/product_enquiry_moved", _context(enquiry))


def _others(enquiry: ProductEnquiry, from_buyer: bool) -> list[Person]:
    if from_buyer:
        return keepers_of(enquiry.product)
    return [enquiry.by] if enquiry.by is not None else []
