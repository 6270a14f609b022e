"""Letters to the other side at each move of a request, a pledge or a shipment."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cityclusters.journal import letters
from cityclusters.people.models import Person
from cityclusters.practices.owners import focal_points
from cityclusters.support.models import Pledge, Request, Shipment

# What was written down later than this is history: nobody gets a letter about it.
LATE = timedelta(days=60)


def _is_history(day: date | None) -> bool:
    return day is not None and day < timezone.localdate() - LATE


def _tell(
    people: Iterable[Person], by: Person | None, key: str, template: str, context: dict[str, Any]
) -> None:
    for person in people:
        if by is None or person.pk != by.pk:
            letters.write(f"{key}:{person.pk}", person, f"support/mail/{template}", context)


def pledge_moved(pledge: Pledge, by: Person, act: str) -> None:
    """The recipient learns of a pledge ('made') and that it was taken back ('withdrawn'), the donor that it
    was agreed to ('agreed')."""
    if _is_history(pledge.pledged_on):
        return
    side = pledge.donor_id if act == "agreed" else pledge.to_id
    context = {"pledge": pledge, "act": act, "page": letters.absolute(pledge.get_absolute_url())}
    _tell(focal_points(side), by, f"aid:pledge:{pledge.public_id}:{act}", "aid_pledge", context)


def shipment_moved(shipment: Shipment, by: Person, act: str, stamp: str = "") -> None:
    """The side that did not act learns what became of the goods; where an officer wrote it down for one
    side, both do. `stamp` tells two letters of one kind apart."""
    if _is_history(shipment.received_on or shipment.shipped_on):
        return
    context = {"shipment": shipment, "act": act, "page": letters.absolute(shipment.get_absolute_url())}
    mine = by.organisations_on()
    for side in (shipment.donor_id, shipment.recipient_id):
        if side not in mine:
            key = f"aid:shipment:{shipment.public_id}:{act}{stamp}:{side}"
            _tell(focal_points(side), by, key, "aid_shipment", context)


def request_closed(request: Request, by: Person) -> None:
    """Those whose pledge to it still stands learn that it is closed, and why."""
    context = {"request": request, "page": letters.absolute(request.get_absolute_url())}
    standing = request.pledges.exclude(state=Pledge.State.WITHDRAWN)
    for donor in standing.order_by("donor").values_list("donor", flat=True).distinct():
        _tell(focal_points(donor), by, f"aid:request:{request.public_id}:closed", "aid_request", context)
