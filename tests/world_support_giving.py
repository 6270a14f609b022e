"""A drive with a request of the focal point's city, a pledge and a shipment of the other's, for the access
table and the counts of queries."""

from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import pledges
from cityclusters.support.models import Drive, Evidence, Request
from cityclusters.support.tests import making_giving as making


def things(city: Organisation, donor: Organisation, focal: Person, other: Person) -> dict[str, Any]:
    """`aid_request` is the focal point's, `aid_pledge` and `aid_shipment` are the other's to it;
    `aid_evidence` is shown to everybody, `aid_paper` to the two sides."""
    drive = making.drive(
        other, city, picture=ContentFile(b"large", "large.jpg"), light=ContentFile(b"light", "light.webp"),
        alt=make_texts("en", en="Boxes"), credit="The city",
    )  # fmt: skip
    asked = making.asked(focal, city, drive=drive)
    pledge = pledges.pledge(other, donor, city, asked.item, Decimal(100), request=asked)
    more = pledges.pledge(other, donor, city, asked.item, Decimal(100), request=asked)
    shipment = making.sent(other, donor, city, 100, pledge=more, reference="W 1")
    arrived = making.sent(other, donor, city, 50, reference="W 2")
    return {
        "aid_drive": drive,
        "aid_item": asked.item,
        "aid_request": asked,
        "aid_pledge": pledge,
        "aid_shipment": shipment,
        "aid_arrived": making.received(focal, arrived, 50),
        "aid_evidence": _evidence(shipment, shown=True),
        "aid_paper": _evidence(shipment, shown=False),
    }


def _evidence(shipment: Any, *, shown: bool) -> Evidence:
    return Evidence.objects.create(
        shipment=shipment, file=ContentFile(b"large", "large.jpg"), light=ContentFile(b"light", "light.webp"),
        light_width=3, light_height=2, words="Boxes", shown=shown, agreed="nobody",
    )  # fmt: skip


def more(drive: Drive, asked: Request, donor: Organisation, by: Person, number: int) -> None:
    """One more request of the drive, pledge to the request, shipment and photo."""
    making.asked(by, asked.organisation, drive=drive)
    pledge = pledges.pledge(by, donor, asked.organisation, asked.item, Decimal(10), request=asked)
    shipment = making.sent(
        by, donor, asked.organisation, 5, pledge=pledge, reference=f"M {number} {pledge.public_id}"
    )
    making.received(by, shipment, 5)
    _evidence(shipment, shown=True)
