"""Confirming an offer again: before each round its host says that it still stands.

ROUNDS calls `ask` when a round opens, and takes what `confirmed_for` gives."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.support.models import Offer
from cityclusters.support.models.offer import SHOWN, OfferQuerySet
from cityclusters.support.offers import letters, states


@transaction.atomic
def ask(offers: Iterable[Offer], by_when: date) -> int:
    """Asks the hosts of those offers that are open or full to confirm them by the day, with a letter each.
    An offer that is asked already for the same day and not confirmed yet gets no second letter. Gives how
    many were asked."""
    now, asked = timezone.now(), 0
    for key in sorted(offer.pk for offer in offers):
        rows = Offer.objects.select_for_update(of=("self",)).select_related("organisation", "place")
        row = rows.get(pk=key)
        if row.state not in SHOWN or (row.is_unconfirmed and row.confirm_by == by_when):
            continue
        row.asked_at, row.confirm_by = now, by_when
        row.save(update_fields=["asked_at", "confirm_by"])
        record(None, "offer.asked", row, organisation=row.organisation, by_when=by_when)
        letters.confirm(row, by_when)
        asked += 1
    return asked


def confirmed_for(since: datetime) -> OfferQuerySet:
    """The open offers whose hosts confirmed them at that moment or later: handing in, opening again and
    confirming all count."""
    return Offer.objects.open().filter(confirmed_at__gte=since)


@transaction.atomic
def confirm(offer: Offer, by: Person) -> None:
    """The host says that it stands. Raises NotPossible for others, and where it is neither open nor full."""
    row = states.locked(offer)
    if not by.acts_for(row.organisation):
        raise NotPossible(_("Only a focal point of the organisation can do this."))
    if row.state not in SHOWN:
        raise NotPossible(_("This offer is not open. Open it again instead."))
    row.confirmed_at, row.confirm_by = timezone.now(), None
    row.save(update_fields=["confirmed_at", "confirm_by"])
    record(by, "offer.confirmed", row, organisation=row.organisation)
    offer.refresh_from_db()
