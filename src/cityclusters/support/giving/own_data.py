"""What the ledger keeps about a person, and how it forgets her: the acts of her organisation stay its own."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.support.models import Drive, Evidence, Pledge, Request, Shipment

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """What she asked for, pledged, sent and showed for her organisation."""
    asked = Request.objects.filter(asked_by=person).select_related("item", "organisation")
    pledged = Pledge.objects.filter(by=person).select_related("item", "donor")
    sent = Shipment.objects.filter(made_by=person).select_related("donor", "recipient")
    drives = Drive.objects.filter(made_by=person).order_by("pk")
    shown = Evidence.objects.filter(by=person).select_related("shipment")
    return {
        "aid_requests": [
            {"id": row.public_id, "item": str(row.item), "organisation": str(row.organisation),
             "quantity": row.quantity, "note": row.note, "asked_at": row.asked_at}
            for row in asked.order_by("pk")
        ],
        "aid_pledges": [
            {"id": row.public_id, "item": str(row.item), "donor": str(row.donor), "quantity": row.quantity,
             "note": row.note, "pledged_on": row.pledged_on}
            for row in pledged.order_by("pk")
        ],
        "aid_shipments": [
            {"id": row.public_id, "donor": str(row.donor), "recipient": str(row.recipient), "note": row.note,
             "made_at": row.made_at}
            for row in sent.order_by("pk")
        ],
        "aid_drives": [{"drive": str(row), "made_at": row.made_at} for row in drives],
        "aid_evidence": [
            {"shipment": row.shipment.public_id, "words": row.words, "shown": row.shown, "at": row.at}
            for row in shown.order_by("pk")
        ],
    }  # fmt: skip


def erase(person: Person) -> None:
    """Takes her out; what her organisation asked for and gave stays, without her."""
    Request.objects.filter(asked_by=person).update(asked_by=None)
    Pledge.objects.filter(by=person).update(by=None)
    Shipment.objects.filter(made_by=person).update(made_by=None)
    Evidence.objects.filter(by=person).update(by=None)
    Drive.objects.filter(made_by=person).update(made_by=None)
