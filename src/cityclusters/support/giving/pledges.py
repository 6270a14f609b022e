"""Pledges: to a request or freely to an organisation; agreed to by the recipient, taken back by the donor."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import letters
from cityclusters.support.giving.requests import must_be_known
from cityclusters.support.models import Item, Pledge, Request


@transaction.atomic
def pledge(
    by: Person,
    donor: Organisation,
    to: Organisation,
    item: Item,
    quantity: Decimal,
    *,
    request: Request | None = None,
    **more: Any,
) -> Pledge:
    """A promise of `quantity` units; `more` are `unit_size`, `currency`, `freight`, `note`, `pledged_on`.

    Raises NotPossible for organisations that nobody has checked, for a gift to oneself, and for a request
    that is closed or met."""
    must_be_known(donor)
    must_be_known(to)
    if donor.pk == to.pk:
        raise NotPossible(_("Donor and recipient are the same organisation."))
    if request is not None:
        row = Request.objects.select_for_update().get(pk=request.pk)
        if row.state in (Request.State.CLOSED, Request.State.MET):
            raise NotPossible(_("This request is closed. You can pledge without a request."))
    made = Pledge.objects.create(
        by=by, donor=donor, to=to, item=item, quantity=quantity, request=request, **more
    )
    record(by, "aid_pledge.made", made, organisation=donor, quantity=str(quantity), to=str(to))
    letters.pledge_moved(made, by, "made")
    return made


def _locked(pledge: Pledge, *states: str) -> None:
    """Raises NotPossible unless the pledge is in one of the states, as it is in the database now."""
    row = Pledge.objects.select_for_update().get(pk=pledge.pk)
    pledge.state = row.state
    if row.state not in states:
        raise NotPossible(_("This pledge is settled already."))


@transaction.atomic
def agree(pledge: Pledge, by: Person) -> None:
    """The recipient wants it. Raises NotPossible unless it waits for this word."""
    _locked(pledge, Pledge.State.MADE)
    pledge.state, pledge.agreed_on = Pledge.State.AGREED, timezone.localdate()
    pledge.save(update_fields=["state", "agreed_on"])
    record(by, "aid_pledge.agreed", pledge, organisation=pledge.to)
    letters.pledge_moved(pledge, by, "agreed")


@transaction.atomic
def withdraw(pledge: Pledge, by: Person, reason: str) -> None:
    """The donor takes it back, or the recipient does not want it; with a reason. Raises NotPossible where
    something of it was shipped or prepared: that is told on the shipment."""
    _locked(pledge, Pledge.State.MADE, Pledge.State.AGREED)
    if pledge.shipments.exists():
        raise NotPossible(_("There is a shipment of this pledge already, so it cannot be taken back."))
    pledge.state, pledge.end_reason = Pledge.State.WITHDRAWN, reason
    pledge.save(update_fields=["state", "end_reason"])
    record(by, "aid_pledge.withdrawn", pledge, organisation=pledge.donor, reason=reason)
    letters.pledge_moved(pledge, by, "withdrawn")
