"""Letters about products: before an entry is over, and enquiries passed on without an address."""

from cityclusters.journal import letters
from cityclusters.practices.owners import focal_points
from cityclusters.support.models import Enquiry, Trade


def soon_over(trade: Trade, days: int) -> None:
    """The entry ends in so many days; once for each of its last days."""
    context = {"trade": trade, "page": letters.absolute(trade.get_absolute_url())}
    for person in focal_points(trade.organisation):
        key = f"trade:{trade.public_id}:{trade.expires_on}:{days}:{person.pk}"
        letters.write(key, person, "support/mail/trade_soon_over", context)


def _context(enquiry: Enquiry) -> dict[str, object]:
    return {
        "enquiry": enquiry,
        "trade": enquiry.trade,
        "page": letters.absolute(enquiry.get_absolute_url()),
        "product_page": letters.absolute(enquiry.trade.get_absolute_url()),
    }


def enquired(enquiry: Enquiry) -> None:
    """To those who act for the organisation that stated the product: the words, no address."""
    for person in focal_points(enquiry.trade.organisation):
        key = f"enquiry:{enquiry.public_id}:{person.pk}"
        letters.write(key, person, "support/mail/enquiry", _context(enquiry))


def answered(enquiry: Enquiry) -> None:
    """To those who act for the organisation that asked: the answer, with an address only where the one who
    answered shows hers."""
    shown = enquiry.answered_by if enquiry.shows_address else None
    address = shown.email if shown and shown.email else ""
    context = _context(enquiry) | {"address": address, "name": str(shown) if address else ""}
    for person in focal_points(enquiry.organisation):
        key = f"enquiry:{enquiry.public_id}:answer:{person.pk}"
        letters.write(key, person, "support/mail/enquiry_answered", context)
