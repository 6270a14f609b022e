"""Asking for goods, people's time or money; a request stays open for what was not received (rule AI5)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import DecimalField, F, QuerySet, Sum
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.support.giving import letters, rules
from cityclusters.support.giving.ledger import still_needed
from cityclusters.support.models import Drive, Item, Line, Pledge, Request, Shipment

ZERO = Decimal(0)
NUMBER: "DecimalField[Any, Any]" = DecimalField(max_digits=26, decimal_places=2)


class Wanted(NamedTuple):
    """One line of what is asked for; `packs` of `unit_size` pieces each."""

    item: Item
    packs: Decimal
    unit_size: int = 1
    currency: str = ""


@transaction.atomic
def ask(
    by: Person,
    organisation: Organisation,
    place: Place,
    lines: Iterable[Wanted],
    *,
    drive: Drive | None = None,
    needed_by: date | None = None,
    note: str = "",
) -> list[Request]:
    """One request for each line. Raises NotPossible for an organisation that nobody has checked yet."""
    must_be_known(organisation)
    made = []
    for line in lines:
        request = Request.objects.create(
            drive=drive,
            organisation=organisation,
            place=place,
            item=line.item,
            quantity=line.packs * line.unit_size,
            unit_size=line.unit_size,
            currency=line.currency,
            needed_by=needed_by,
            note=note,
            asked_by=by,
        )
        record(by, "aid_request.made", request, organisation=organisation, quantity=str(request.quantity))
        made.append(request)
    return made


def must_be_known(organisation: Organisation) -> None:
    """Raises NotPossible for an organisation that is not checked: everybody reads these pages."""
    if not rules.is_known(organisation):
        raise NotPossible(_("This organisation has not been checked yet. A programme officer does that."))


@transaction.atomic
def close(request: Request, by: Person, reason: str) -> None:
    """Ends it with a reason; what is on its way still arrives and counts. Raises NotPossible where it is
    closed or met already."""
    row = Request.objects.select_for_update().get(pk=request.pk)
    if row.state in (Request.State.CLOSED, Request.State.MET):
        raise NotPossible(_("This request is closed already."))
    request.state, request.close_reason = Request.State.CLOSED, reason
    request.save(update_fields=["state", "close_reason"])
    record(by, "aid_request.closed", request, organisation=request.organisation, reason=reason)
    letters.request_closed(request, by)


def received(keys: Iterable[int]) -> Mapping[int, Decimal]:
    """What was accepted for each of the requests, in units. One query."""
    lines = Line.objects.filter(
        shipment__pledge__request__in=list(keys),
        item=F("shipment__pledge__request__item"),
        currency=F("shipment__pledge__request__currency"),
        accepted__gt=0,
    )
    sums = lines.order_by().values_list("shipment__pledge__request")
    found = sums.annotate(units=Sum(F("accepted") * F("unit_size"), output_field=NUMBER))
    return {key: Decimal(units) for key, units in found if key is not None}


class Progress(NamedTuple):
    """How far a request is, in units: `pledged` has not left yet."""

    asked: Decimal
    received: Decimal
    on_its_way: Decimal
    pledged: Decimal

    @property
    def needed(self) -> Decimal:
        """What is still to be received."""
        return still_needed(self.asked, self.received)

    @property
    def unpledged(self) -> Decimal:
        """What nobody has promised yet."""
        return still_needed(self.needed, self.on_its_way + self.pledged)

    @property
    def promised(self) -> Decimal:
        """How much of what is still needed is pledged or on its way."""
        return self.needed - self.unpledged

    def share(self, part: Decimal) -> int:
        """A part of what was asked, in percent, at most 100."""
        return min(100, int(part * 100 / self.asked)) if self.asked else 0


def progress(requests: Iterable[Request]) -> dict[int, Progress]:
    """How far each request is. Three queries for any number."""
    rows = list(requests)
    keys = [row.pk for row in rows]
    arrived = received(keys)
    lines = Line.objects.filter(
        shipment__pledge__request__in=keys,
        item=F("shipment__pledge__request__item"),
        currency=F("shipment__pledge__request__currency"),
    ).select_related("shipment__pledge")
    moving: dict[int, Decimal] = dict.fromkeys(keys, ZERO)
    promised: dict[int, Decimal] = dict.fromkeys(keys, ZERO)
    packed: dict[int, Decimal] = {}
    for line in lines:
        pledge = line.shipment.pledge
        assert pledge is not None
        assert pledge.request_id is not None
        packed[pledge.pk] = packed.get(pledge.pk, ZERO) + line.sent * line.unit_size
        left = line.shipment.state != Shipment.State.PREPARED
        (moving if left else promised)[pledge.request_id] += line.coming
    for pledge in standing(keys):
        assert pledge.request_id is not None
        promised[pledge.request_id] += max(ZERO, pledge.quantity - packed.get(pledge.pk, ZERO))
    return {
        row.pk: Progress(row.quantity, arrived.get(row.pk, ZERO), moving[row.pk], promised[row.pk])
        for row in rows
    }


def standing(keys: Iterable[int]) -> "QuerySet[Pledge]":
    """Pledges to the requests that were not withdrawn."""
    return Pledge.objects.filter(request__in=list(keys)).exclude(state=Pledge.State.WITHDRAWN)


def settle(request: Request) -> None:
    """Its state from what was accepted; one that was closed stays closed. Call it inside the transaction of
    the receipt."""
    row = Request.objects.select_for_update().get(pk=request.pk)
    if row.state == Request.State.CLOSED:
        return
    got = received([row.pk]).get(row.pk, ZERO)
    met = Request.State.MET if got >= row.quantity else Request.State.PARTLY
    state = met if got else Request.State.OPEN
    if state != row.state:
        Request.objects.filter(pk=row.pk).update(state=state)
        record(None, f"aid_request.{state}", row, organisation=row.organisation, received=str(got))
    request.state = state
