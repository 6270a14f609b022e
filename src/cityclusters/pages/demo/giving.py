"""The demo's drive for masks in spring 2020: the eight reports of trap T12 with real places.

Its text quotes a published number, which is in no total here; who gave what to whom is illustrative."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cityclusters.core.texts import pick
from cityclusters.pages.demo.records import give_post, person, read, texts
from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import drives, pledges, requests, shipments
from cityclusters.support.giving.requests import Wanted
from cityclusters.support.giving.shipments import Counted, Packed
from cityclusters.support.models import Drive, Item, Pledge, Request, Shipment

Organisations = dict[str, Organisation]
USABLE_UNTIL = date(2022, 3, 31)
CERTIFICATE = "EN 14683"


def make_drive(organisations: Organisations, officer: Person) -> Drive:
    """The drive with its requests and what came of them."""
    row = read("aid")[0]
    drive = Drive(
        title=texts(row["title"]),
        text=texts(row["text"]),
        organisation=organisations["unossc"],
        starts=date.fromisoformat(row["starts"]),
        ends=date.fromisoformat(row["ends"]),
        claim=texts(row["claim"]),
        claim_source=row["claim_source"],
        claim_on=date.fromisoformat(row["claim_on"]),
        illustrative=True,
        source=row["source"],
    )
    drives.save(officer, drive)
    speakers = _speakers(row, organisations, officer)
    asked = {one["key"]: _ask(one, drive, organisations, speakers) for one in row["requests"]}
    for gift in row["gifts"]:
        _give(gift, asked[gift["request"]], organisations[gift["donor"]], speakers)
    return drive


def _speakers(row: dict[str, Any], organisations: Organisations, officer: Person) -> dict[int, Person]:
    """Who speaks for each side, by the organisation's key."""
    keys = [one["organisation"] for one in row["requests"]] + [one["donor"] for one in row["gifts"]]
    found = {}
    for key in dict.fromkeys(keys):
        organisation = organisations[key]
        mandates = organisation.mandates.filter(may_act=True).select_related("person")
        known = mandates.order_by("pk").first()
        found[organisation.pk] = known.person if known else _new_speaker(key, organisation, officer)
    return found


def _new_speaker(key: str, organisation: Organisation, officer: Person) -> Person:
    name = f"Focal point, {pick(organisation.names, 'en').text}"
    who = person(f"focal.point@{key}", name, language="en", zone=organisation.place.zone)  # type: ignore[union-attr]
    give_post(who, organisation, "Focal point", officer)
    return who


def _ask(
    row: dict[str, Any], drive: Drive, organisations: Organisations, speakers: dict[int, Person]
) -> Request:
    organisation = organisations[row["organisation"]]
    assert organisation.place is not None
    wanted = Wanted(Item.objects.get(code=row["item"]), Decimal(row["packs"]))
    (request,) = requests.ask(
        speakers[organisation.pk],
        organisation,
        organisation.place,
        [wanted],
        drive=drive,
        needed_by=date.fromisoformat(row["needed_by"]),
        note=row["note"],
    )
    at = datetime.fromisoformat(f"{row['asked']}T12:00+00:00")
    Request.objects.filter(pk=request.pk).update(asked_at=at)
    return request


def _give(row: dict[str, Any], request: Request, donor: Organisation, speakers: dict[int, Person]) -> None:
    """What the donor promised, and where it says so, sent; the recipient's own report follows."""
    giver, taker = speakers[donor.pk], speakers[request.organisation_id]
    size, on = row.get("unit_size", 1), date.fromisoformat(row["pledged"])
    pledge = pledges.pledge(
        giver, donor, request.organisation, request.item, Decimal(row["packs"] * size),
        request=request, unit_size=size, freight=True, pledged_on=on,
    )  # fmt: skip
    pledges.agree(pledge, taker)
    Pledge.objects.filter(pk=pledge.pk).update(agreed_on=on)
    if "number" in row:
        _receive(row, _send(row, pledge, giver), taker)


def _send(row: dict[str, Any], pledge: Pledge, giver: Person) -> Shipment:
    line = Packed(
        pledge.item, Decimal(row["packs"]), pledge.unit_size, expires_on=USABLE_UNTIL, certificate=CERTIFICATE
    )
    made = shipments.prepare(
        giver, pledge.donor, pledge.to, [line], pledge=pledge, reference=row["number"], payer=pledge.donor
    )
    shipments.move(made, giver, Shipment.State.SHIPPED, date.fromisoformat(row["shipped"]))
    return made


def _receive(row: dict[str, Any], shipment: Shipment, taker: Person) -> None:
    """The recipient's report, line by line, and what it handed out."""
    line = shipment.lines.get()
    said = Counted(Decimal(row["accepted"]), Decimal(row.get("rejected", 0)), row.get("reason", ""))
    on = date.fromisoformat(row["received"])
    shipments.receive(shipment, taker, {line.pk: said}, on=on, more_to_come=row.get("more_to_come", False))
    if handed_out := row.get("handed_out"):
        shipments.distribute(shipment, taker, {line.pk: Decimal(handed_out)})
