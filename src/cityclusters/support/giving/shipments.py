"""Shipments: prepared, shipped, in customs, received line by line, distributed. Donor and recipient report
on the same record, so that two reports are one count (rule AI2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import letters
from cityclusters.support.giving.requests import must_be_known, settle
from cityclusters.support.models import Item, Line, Pledge, Shipment

State = Shipment.State
SOON = timedelta(days=30)  # goods that expire sooner are of little use on arrival
ZERO = Decimal(0)
OPEN = (State.PREPARED, State.SHIPPED, State.CUSTOMS, State.PARTLY)
# What a side may call a shipment, and from which states.
MOVES: Mapping[str, tuple[str, ...]] = {
    State.SHIPPED: (State.PREPARED,),
    State.CUSTOMS: (State.PREPARED, State.SHIPPED),
}


@dataclass(frozen=True)
class Packed:
    """One line of a new shipment."""

    item: Item
    sent: Decimal
    unit_size: int = 1
    currency: str = ""
    expires_on: date | None = None
    certificate: str = ""
    warned: str = ""
    rate: Decimal | None = None
    rate_on: date | None = None


@dataclass(frozen=True)
class Counted:
    """What the recipient says of one line, in packs."""

    accepted: Decimal
    rejected: Decimal = ZERO
    reason: str = ""


def warnings(item: Item, expires_on: date | None, certificate: str, today: date | None = None) -> list[str]:
    """What speaks against sending it, in sentences (rule AI4): medical goods without certificate or date of
    expiry, anything that is expired or soon will be."""
    today = today or timezone.localdate()
    found = []
    if item.medical and not certificate:
        found.append(_("Medical goods need a certificate, or customs may keep them."))
    if item.medical and expires_on is None:
        found.append(_("Say until when these medical goods can be used."))
    if expires_on is not None and expires_on < today:
        found.append(_("The day until which these goods can be used has passed."))
    elif expires_on is not None and expires_on <= today + SOON:
        found.append(_("These goods can be used for less than 30 days more."))
    return found


@transaction.atomic
def prepare(
    by: Person,
    donor: Organisation,
    recipient: Organisation,
    lines: Iterable[Packed],
    *,
    pledge: Pledge | None = None,
    by_recipient: bool = False,
    **more: Any,
) -> Shipment:
    """A shipment with its lines; `more` are `reference`, `payer`, `note`, `shipped_on`, `state`. One that the
    recipient tells of first has left already.

    Raises NotPossible for organisations that nobody has checked, for one that sends to itself, for a number
    that is taken between the two, and for a pledge that was withdrawn."""
    must_be_known(donor)
    must_be_known(recipient)
    if donor.pk == recipient.pk:
        raise NotPossible(_("Donor and recipient are the same organisation."))
    if same(donor, recipient, more.get("reference", "")) is not None:
        raise NotPossible(_("There is a shipment of this number between the two already. Open that one."))
    if pledge is not None:
        row = Pledge.objects.select_for_update().get(pk=pledge.pk)
        if row.state == Pledge.State.WITHDRAWN:
            raise NotPossible(_("This pledge was taken back."))
    fields = {"state": State.SHIPPED} if by_recipient else {}
    made = Shipment.objects.create(
        donor=donor, recipient=recipient, pledge=pledge, made_by=by, donor_reported=not by_recipient,
        **{**fields, **more},
    )  # fmt: skip
    Line.objects.bulk_create(Line(shipment=made, **vars(line)) for line in lines)
    warned = [line.warned for line in made.lines.all() if line.warned]
    record(by, f"aid_shipment.{made.state}", made, organisation=donor, to=str(recipient), warned=warned)
    letters.shipment_moved(made, by, made.state)
    return made


def same(donor: Organisation, recipient: Organisation, reference: str) -> Shipment | None:
    """The shipment of this number between the two; None without a number."""
    if not reference:
        return None
    rows = Shipment.objects.filter(donor=donor, recipient=recipient)
    return rows.filter(reference__iexact=reference).first()


def locked(shipment: Shipment) -> Shipment:
    """The shipment as it is now; nobody else changes it in this transaction."""
    rows = Shipment.objects.select_for_update(of=("self",)).select_related(
        "donor", "recipient", "pledge__request"
    )
    return rows.get(pk=shipment.pk)


@transaction.atomic
def move(shipment: Shipment, by: Person, state: str, on: date | None = None) -> None:
    """It has left, or lies in customs. Raises NotPossible where it is further already."""
    row = locked(shipment)
    if row.state not in MOVES[state]:
        raise NotPossible(_("This shipment is further already."))
    row.state = state
    row.shipped_on = row.shipped_on or on or timezone.localdate()
    row.save(update_fields=["state", "shipped_on"])
    record(by, f"aid_shipment.{state}", row, organisation=row.donor, to=str(row.recipient))
    letters.shipment_moved(row, by, state)
    shipment.refresh_from_db()


def _must_add_up(line: Line, said: Counted) -> None:
    if said.accepted < 0 or said.rejected < 0:
        raise NotPossible(_("Numbers cannot be less than nothing."))
    if said.accepted + said.rejected > line.sent:
        words = {"item": line.item, "sent": f"{line.sent:f}"}
        raise NotPossible(
            _("%(item)s: only %(sent)s packs were sent. The donor has to correct that number first.") % words
        )
    if said.rejected and not said.reason:
        raise NotPossible(_("%(item)s: say why some was rejected.") % {"item": line.item})


@transaction.atomic
def receive(
    shipment: Shipment, by: Person, counted: Mapping[int, Counted], *, on: date, more_to_come: bool
) -> None:
    """The recipient says for every line what was accepted and what was rejected (keys are lines'). What is
    neither is on its way where more is to come, else it is missing. It may speak again until all is here.

    Raises NotPossible where it has ended, where a line was left out, and where more arrived than was sent."""
    row = locked(shipment)
    if row.state not in OPEN:
        raise NotPossible(_("The receipt of this shipment is closed. A number can still be corrected."))
    lines = list(row.lines.select_related("item"))
    if {line.pk for line in lines} != set(counted):
        raise NotPossible(_("Say of every line what was accepted."))
    for line in lines:
        said = counted[line.pk]
        _must_add_up(line, said)
        line.accepted, line.rejected, line.reason = said.accepted, said.rejected, said.reason
    Line.objects.bulk_update(lines, ["accepted", "rejected", "reason"])
    row.state = _state_of(lines, more_to_come)
    row.received_on, row.recipient_reported = on, True
    row.entered_for = not by.acts_for(row.recipient)
    row.save(update_fields=["state", "received_on", "recipient_reported", "entered_for"])
    said_words = [f"{line.accepted}/{line.rejected}" for line in lines]
    record(by, f"aid_shipment.{row.state}", row, organisation=row.recipient, counted=said_words)
    _settled(row)
    letters.shipment_moved(row, by, row.state, f":{timezone.now():%Y%m%d%H%M%S%f}")
    shipment.refresh_from_db()


def _state_of(lines: Iterable[Line], more_to_come: bool) -> str:
    """The state that the lines' numbers make."""
    rows = list(lines)
    rest = sum((line.sent - (line.accepted or ZERO) - (line.rejected or ZERO) for line in rows), ZERO)
    if rest and more_to_come:
        return State.PARTLY
    accepted = any(line.accepted for line in rows)
    rejected = any(line.rejected for line in rows)
    return State.REJECTED if rejected and not accepted else State.RECEIVED


def _settled(shipment: Shipment) -> None:
    if shipment.pledge is not None and shipment.pledge.request is not None:
        settle(shipment.pledge.request)


@transaction.atomic
def distribute(shipment: Shipment, by: Person, packs: Mapping[int, Decimal]) -> None:
    """The recipient has handed it out, so many packs of each line. Raises NotPossible before anything was
    accepted and for more than was accepted."""
    row = locked(shipment)
    if row.state not in (State.RECEIVED, State.PARTLY, State.DISTRIBUTED):
        raise NotPossible(_("Nothing of this shipment has been accepted yet."))
    lines = list(row.lines.select_related("item"))
    for line in lines:
        line.distributed = packs.get(line.pk, line.distributed or ZERO)
        if not ZERO <= line.distributed <= (line.accepted or ZERO):
            words = {"item": line.item, "accepted": f"{line.accepted or 0:f}"}
            raise NotPossible(_("%(item)s: only %(accepted)s packs were accepted.") % words)
    Line.objects.bulk_update(lines, ["distributed"])
    if row.state == State.RECEIVED and all(line.distributed == line.accepted for line in lines):
        row.state = State.DISTRIBUTED
        row.save(update_fields=["state"])
    record(
        by, "aid_shipment.distributed", row, organisation=row.recipient,
        packs=[str(line.distributed) for line in lines],
    )  # fmt: skip
    letters.shipment_moved(row, by, State.DISTRIBUTED, f":{timezone.now():%Y%m%d%H%M%S%f}")
    shipment.refresh_from_db()


def correctable(line: Line) -> dict[str, tuple[str, ...]]:
    """The numbers of a line that a side may correct: the donor what was sent, the recipient what it
    reported."""
    own = ("accepted", "rejected", "distributed") if line.accepted is not None else ()
    return {"donor": ("sent",), "recipient": own}


@transaction.atomic
def correct(line: Line, by: Person, name: str, value: Decimal, reason: str) -> None:
    """Puts a reported number right; the journal keeps the earlier one and the reason.

    Raises NotPossible where the numbers would no longer add up."""
    shipment = locked(line.shipment)
    row = Line.objects.select_for_update(of=("self",)).select_related("item").get(pk=line.pk)
    before = getattr(row, name)
    setattr(row, name, value)
    accepted, rejected = row.accepted or ZERO, row.rejected or ZERO
    if row.sent <= 0 or row.sent < accepted + rejected or accepted < (row.distributed or ZERO):
        raise NotPossible(_("These numbers do not add up: sent, accepted, rejected and handed out."))
    row.save(update_fields=[name])
    if shipment.recipient_reported and shipment.state != State.DISTRIBUTED:
        lines = shipment.lines.all()
        shipment.state = _state_of(lines, more_to_come=shipment.state == State.PARTLY)
        shipment.save(update_fields=["state"])
    organisation = shipment.donor if name == "sent" else shipment.recipient
    record(
        by, "aid_shipment.corrected", shipment, organisation=organisation, item=str(row.item), number=name,
        before=str(before), after=str(value), reason=reason,
    )  # fmt: skip
    _settled(shipment)
    letters.shipment_moved(shipment, by, "corrected", f":{timezone.now():%Y%m%d%H%M%S%f}")
