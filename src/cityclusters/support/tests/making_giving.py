"""The ledger's records for tests: the eight reports of trap T12 on real acts, a drive, a request."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country, Place
from cityclusters.support.giving import pledges, requests, shipments
from cityclusters.support.giving.items import load_items
from cityclusters.support.giving.requests import Wanted
from cityclusters.support.giving.shipments import Counted, Packed
from cityclusters.support.models import Drive, Item, Request, Shipment

SPRING = date(2020, 4, 1)
GOOD = {"certificate": "CE 0123", "expires_on": date(2099, 1, 1)}


def item(code: str = "mask") -> Item:
    """One of the items that preparation loads."""
    load_items()
    return Item.objects.get(code=code)


def actor(country: str, kind: str = "local_authority", name: str = "") -> Organisation:
    """A verified organisation in a country; '' for one that belongs to none."""
    place = None
    if country:
        Country.objects.get_or_create(
            code=country, defaults={"kind": "state", "region": "001", "as_of": date(2025, 1, 1)}
        )
        place = Place.objects.create(
            name=name or f"City of {country}", country_id=country, zone="UTC", latitude=1.0, longitude=1.0
        )
    names = make_texts("en", en=name or f"{kind} {country}")
    return Organisation.objects.create(names=names, kind=kind, place=place, state="verified")


def sent(by: Person, donor: Organisation, recipient: Organisation, packs: int, **more: Any) -> Shipment:
    """A shipment that has left, of one line; `item`, `unit_size` and `reference` may be given."""
    line = {"item": item(more.pop("item", "mask")), "unit_size": more.pop("unit_size", 1), **GOOD}
    fields: dict[str, Any] = {"state": Shipment.State.SHIPPED, "shipped_on": SPRING, **more}
    return shipments.prepare(by, donor, recipient, [Packed(sent=Decimal(packs), **line)], **fields)


def received(
    by: Person, shipment: Shipment, accepted: int, rejected: int = 0, more_to_come: bool = False
) -> Shipment:
    """The recipient's word about its only line."""
    line = shipment.lines.get()
    said = Counted(Decimal(accepted), Decimal(rejected), "Wet" if rejected else "")
    shipments.receive(shipment, by, {line.pk: said}, on=SPRING, more_to_come=more_to_come)
    return shipment


def trap(by: Person) -> None:
    """The eight reports of trap T12, as an officer writes them down."""
    gambia, luxembourg, senegal, ghana = (actor(code) for code in ("GM", "LU", "SN", "GH"))
    province, city, morocco, peru = actor("CN"), actor("CN"), actor("MA"), actor("PE")
    association = actor("CN", "business_association")
    un, chinese = actor("", "un"), actor("CN")
    received(by, sent(by, province, gambia, 10_000, reference="S1"), 9_800, 200)
    received(by, sent(by, association, gambia, 200, unit_size=50, reference="S2"), 200)
    received(by, sent(by, city, luxembourg, 5_000, reference="S3"), 5_000)
    received(by, sent(by, city, chinese, 20_000, reference="S4"), 20_000)
    received(by, sent(by, un, chinese, 1_000, item="protective-suit", reference="S5"), 1_000)
    pledges.pledge(by, peru, ghana, item(), Decimal(30_000), pledged_on=SPRING)
    received(by, sent(by, morocco, senegal, 4_000, reference="S6"), 2_500, more_to_come=True)


def drive(by: Person, organisation: Organisation, **more: Any) -> Drive:
    """An appeal for masks."""
    fields = {"title": make_texts("en", en="Masks for cities"), "starts": SPRING, "made_by": by, **more}
    return Drive.objects.create(
        organisation=organisation, text=make_texts("en", en="Cities need masks."), **fields
    )


def asked(by: Person, organisation: Organisation, packs: int = 10_000, **more: Any) -> Request:
    """A request for masks at the organisation's place."""
    assert organisation.place is not None
    wanted = Wanted(item(more.pop("item", "mask")), Decimal(packs), more.pop("unit_size", 1))
    more.setdefault("needed_by", timezone.localdate() + timedelta(days=20))
    return requests.ask(by, organisation, organisation.place, [wanted], **more)[0]
