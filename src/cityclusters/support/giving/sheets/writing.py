"""The same tables to take away: change a line, upload it again."""

from collections.abc import Iterator

from django.db.models import Q

from cityclusters.core.sheets.write import Cell
from cityclusters.people.fields import label
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models import Line, Pledge

SIDES = ("donor__place__country", "recipient__place__country")


def rows(kind: str, person: Person) -> Iterator[list[Cell]]:
    """What she may upload again: of her organisations; an officer's are all."""
    return _shipments(person) if kind == "shipments" else _pledges(person)


def _shipments(person: Person) -> Iterator[list[Cell]]:
    lines = Line.objects.select_related("item", *(f"shipment__{side}" for side in SIDES))
    own = focal_organisations(person)
    if not person.is_officer:
        lines = lines.filter(Q(shipment__donor__in=own) | Q(shipment__recipient__in=own))
    for line in lines.order_by("shipment__made_at", "shipment", "pk"):
        shipment = line.shipment
        mine = person.is_officer or shipment.recipient_id in own
        told = shipment.recipient_reported and mine
        yield [
            shipment.reference, label(shipment.donor), label(shipment.recipient), str(line.item),
            float(line.sent), line.unit_size, line.currency, shipment.shipped_on,
            "recipient" if told else "donor", shipment.received_on if told else None,
            _number(line.accepted, told), _number(line.rejected, told), line.reason if told else "",
            "yes" if told and shipment.state == shipment.State.PARTLY else "",
            _number(line.distributed, told), line.expires_on, line.certificate, line.warned,
            float(line.rate) if line.rate is not None else None, line.rate_on,
        ]  # fmt: skip


def _number(value: object, told: bool) -> float | None:
    return float(str(value)) if told and value is not None else None


def _pledges(person: Person) -> Iterator[list[Cell]]:
    found = Pledge.objects.exclude(state=Pledge.State.WITHDRAWN)
    if not person.is_officer:
        found = found.filter(donor__in=focal_organisations(person))
    related = ("item", "request", "donor__place__country", "to__place__country")
    for pledge in found.select_related(*related).order_by("pledged_on", "pk"):
        packs = pledge.quantity / pledge.unit_size
        yield [
            label(pledge.donor), label(pledge.to), str(pledge.item), float(packs), pledge.unit_size,
            pledge.currency, pledge.pledged_on, "yes" if pledge.freight else "no",
            pledge.request.public_id if pledge.request else "", pledge.note,
        ]  # fmt: skip
