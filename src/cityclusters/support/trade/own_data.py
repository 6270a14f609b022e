"""What trade keeps about a person, and how she is forgotten while the organisation's entries stay."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.support.models import Enquiry, Trade

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """The products that she stated, and the enquiries that she wrote and answered."""
    stated = Trade.objects.filter(by=person).select_related("organisation").order_by("pk")
    sent = Enquiry.objects.filter(by=person).select_related("trade").order_by("pk")
    answered = Enquiry.objects.filter(answered_by=person).select_related("trade").order_by("pk")
    return {
        "products_stated": [
            {
                "organisation": str(row.organisation),
                "side": row.side,
                "product": row.product,
                "note": row.note,
                "stated_at": row.stated_at,
                "expires_on": row.expires_on,
            }
            for row in stated
        ],
        "enquiries_sent": [
            {"product": row.trade.product, "text": row.text, "sent_at": row.sent_at} for row in sent
        ],
        "enquiries_answered": [
            {
                "product": row.trade.product,
                "answer": row.answer,
                "answered_at": row.answered_at,
                "address_shown": row.shows_address,
            }
            for row in answered
        ],
    }


def erase(person: Person) -> None:
    """Products stay, as the organisation's, without her name; what she wrote to others loses its words."""
    Trade.objects.filter(by=person).update(by=None)
    Enquiry.objects.filter(by=person).update(by=None, text="")
    Enquiry.objects.filter(answered_by=person).update(answered_by=None, answer="", shows_address=False)
