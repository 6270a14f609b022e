"""Offers and products of the focal point's city, and an enquiry of the other's, for the access table and the
counts of queries."""

from typing import Any

from django.utils import timezone

from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Window
from cityclusters.support.offers import states
from cityclusters.support.tests.making_offers import draft, opened, trade, window
from cityclusters.support.trade import acts


def things(
    city: Organisation, host: Organisation, focal: Person, other: Person, officer: Person, theme: Theme
) -> dict[str, Any]:
    """`offer` is open; `offer_draft` is handed in, and nobody but its host and officers sees it."""
    offer = opened(focal, city, [theme], officer)
    waits = draft(focal, city, [theme], title="Waits")
    window(waits, focal)
    states.submit(waits, focal)
    product = trade(focal, city, "sells", "Honey")
    ended = trade(focal, city, "sells", "Silk")
    acts.end(ended, focal)
    return {
        "offer": offer,
        "offer_window": Window.objects.get(offer=offer),
        "offer_draft": waits,
        "trade": product,
        "trade_ended": ended,
        "enquiry": acts.enquire(product, other, host, text="How much?", language="en"),
    }


def more(
    offer: Any, practice: Practice, office: Organisation, person: Person, officer: Person, theme: Theme
) -> None:
    """One more offer on the theme with the practice as evidence, one more window, one more who buys honey."""
    made = opened(person, office, [theme], officer, title=f"Offer {timezone.now()}")
    made.practices.add(practice)
    Window.objects.create(
        offer=offer, modality="training", slots=3, starts=timezone.localdate(), ends=timezone.localdate()
    )
    trade(person, office, "buys", "Honey")
