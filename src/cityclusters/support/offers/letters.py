"""Letters about offers to those who act for the host."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cityclusters.journal import letters
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.owners import focal_points
from cityclusters.support.models import Offer


def hosts(organisation: Organisation) -> list[Person]:
    """Those who may act for the organisation today, each once."""
    return focal_points(organisation)


def _write(offer: Offer, about: str, key: str, **more: Any) -> None:
    context: Mapping[str, Any] = {
        "offer": offer,
        "page": letters.absolute(offer.get_absolute_url()),
        **more,
    }
    for person in hosts(offer.organisation):
        letters.write(
            f"offer:{offer.public_id}:{key}:{person.pk}", person, f"support/mail/offer_{about}", context
        )


def verified(offer: Offer) -> None:
    """It was accepted; the letter says whether it is open."""
    _write(offer, "verified", f"verified:{offer.verified_at:%Y-%m-%dT%H:%M:%S}")


def refused(offer: Offer) -> None:
    """It was not accepted, with the reason."""
    _write(offer, "refused", f"refused:{offer.refused_reason}")


def soon_over(offer: Offer, days: int) -> None:
    """It ends in so many days; once for each of its last days."""
    _write(offer, "soon_over", f"over-{days}:{offer.expires_on}")


def expired(offer: Offer) -> None:
    """It is over."""
    _write(offer, "expired", f"expired:{offer.expires_on}")


def confirm(offer: Offer, by_when: date) -> None:
    """Please confirm it: once for each asking."""
    page = letters.absolute(f"{offer.get_absolute_url()}confirmation/")
    _write(
        offer, "confirm", f"confirm:{offer.asked_at:%Y-%m-%dT%H:%M:%S}", by_when=by_when, confirm_page=page
    )
