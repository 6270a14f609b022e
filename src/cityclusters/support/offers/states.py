"""The state of an offer: handed in, verified, open, full, paused, closed, over; each act with its line in the
journal.

An officer who has no post in the host's tree of organisations looks at an offer before it opens, and never
at one that she wrote or handed in herself. Full follows the room. Locks are taken in one order everywhere:
the window first, then its offer."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.support.models import Offer, Window
from cityclusters.support.models.choices import OfferState as State
from cityclusters.support.models.offer import OVER, SHOWN
from cityclusters.support.offers import letters, rules


def locked(offer: Offer) -> Offer:
    """The offer as it is now, while nobody else changes it."""
    rows = Offer.objects.select_for_update(of=("self",)).select_related("organisation", "place")
    return rows.get(pk=offer.pk)


def _host(offer: Offer, by: Person) -> Offer:
    """The locked row. Raises NotPossible for anybody but a focal point of its organisation."""
    row = locked(offer)
    if not by.acts_for(row.organisation):
        raise NotPossible(_("Only a focal point of the organisation can do this."))
    return row


def has_room(offer: Offer, on: date | None = None) -> bool:
    """Whether a place is left in a window that is not over."""
    today = on or timezone.localdate()
    return any(row.left > 0 for row in Window.objects.filter(offer=offer, ends__gte=today))


def has_windows(offer: Offer, on: date | None = None) -> bool:
    """Whether there is a window with places that is not over."""
    return Window.objects.filter(offer=offer, ends__gte=on or timezone.localdate(), slots__gt=0).exists()


def missing(offer: Offer, on: date | None = None) -> list[str]:
    """What an offer lacks before it can be open, in words."""
    today = on or timezone.localdate()
    found = []
    if offer.expires_on is None or offer.expires_on < today:
        found.append(str(_("the last day of the offer")))
    if not has_windows(offer, today):
        found.append(str(_("at least one window with places that is not over")))
    return found


def follow(offer: Offer) -> None:
    """Makes an open offer full when no place is left, and a full one open when there is one again; call it
    in the transaction that changed the places. Other states stay."""
    row = locked(offer)
    if row.state in SHOWN:
        state = State.OPEN if has_room(row) else State.FULL
        if state != row.state:
            row.state = state
            row.save(update_fields=["state"])
            record(None, f"offer.{state}", row, organisation=row.organisation)
    offer.state = row.state


# -- handing in and verifying ------------------------------------------------------------------------


@transaction.atomic
def submit(offer: Offer, by: Person) -> None:
    """Hands the offer in to be verified; twice is once. Raises NotPossible for others than the host, and
    where something is missing."""
    row = _host(offer, by)
    if row.state in OVER:
        raise NotPossible(_("This offer is over. Reopen it first."))
    if row.waits_for_check:
        return
    if row.verified_at is not None:
        raise NotPossible(_("This offer is verified already."))
    if lacks := missing(row):
        raise NotPossible(_("Still missing: %(what)s.") % {"what": "; ".join(lacks)})
    row.submitted_at, row.submitted_by, row.refused_reason = timezone.now(), by, ""
    row.save(update_fields=["submitted_at", "submitted_by", "refused_reason"])
    record(by, "offer.submitted", row, organisation=row.organisation)
    offer.refresh_from_db()


def check_again(row: Offer, by: Person) -> None:
    """What was verified says something else now: an officer looks at it again, while it stays open. The row
    is locked by the caller."""
    if row.verified_at is not None:
        row.submitted_at, row.submitted_by = timezone.now(), by


@transaction.atomic
def verify(offer: Offer, by: Person) -> None:
    """An officer accepts it. With its last day and a window it opens at once; what the host handed in counts
    as its first confirmation. Raises NotPossible for anybody who may not, and when it does not wait."""
    row = _judged(offer, by)
    now = timezone.now()
    row.verified_by, row.verified_at, row.refused_reason = by, now, ""
    record(by, "offer.verified", row, organisation=row.organisation)
    if row.state == State.DRAFT:
        row.state = State.VERIFIED
        row.confirmed_at = row.confirmed_at or row.submitted_at
        if not missing(row):
            _open(row, None)
    row.save()
    letters.verified(row)
    offer.refresh_from_db()


@transaction.atomic
def refuse(offer: Offer, by: Person, reason: str) -> None:
    """An officer does not accept it and says why; the host can change it and hand it in again. Raises
    NotPossible as `verify` does."""
    row = _judged(offer, by)
    row.state, row.submitted_at, row.refused_reason = State.DRAFT, None, reason
    row.verified_by, row.verified_at = None, None
    row.save()
    record(by, "offer.refused", row, organisation=row.organisation, reason=reason)
    letters.refused(row)
    offer.refresh_from_db()


def _judged(offer: Offer, by: Person) -> Offer:
    row = locked(offer)
    if not rules.may_verify(by, row):
        raise NotPossible(_("Somebody of another organisation who did not write this offer verifies it."))
    if not row.waits_for_check:
        raise NotPossible(_("This offer does not wait for a check any more."))
    return row


# -- open, paused, closed ----------------------------------------------------------------------------


def _open(row: Offer, by: Person | None) -> None:
    """Sets it open or full; the caller saves. The constraint of the database asks for all three days."""
    row.state = State.OPEN if has_room(row) else State.FULL
    row.opened_at = row.opened_at or timezone.now()
    record(by, "offer.opened", row, organisation=row.organisation)


@transaction.atomic
def reopen(offer: Offer, by: Person, until: date | None = None) -> None:
    """The host opens a verified, paused, expired or closed offer (again), with another last day where one is
    given; that confirms it. Raises NotPossible where it is not verified or something is missing."""
    row = _host(offer, by)
    if row.state in SHOWN:
        return
    if row.verified_at is None:
        if row.state in OVER:
            _back_to_draft(row, by, until)
            offer.refresh_from_db()
            return
        raise NotPossible(_("This offer is not verified yet."))
    row.expires_on = until or row.expires_on
    if lacks := missing(row):
        raise NotPossible(_("Still missing: %(what)s.") % {"what": "; ".join(lacks)})
    row.confirmed_at, row.pause_reason = timezone.now(), ""
    _open(row, by)
    row.save()
    offer.refresh_from_db()


def _back_to_draft(row: Offer, by: Person, until: date | None) -> None:
    """What was never verified begins again as a draft."""
    row.state, row.submitted_at, row.pause_reason = State.DRAFT, None, ""
    row.expires_on = until or row.expires_on
    row.save()
    record(by, "offer.reopened", row, organisation=row.organisation)


@transaction.atomic
def pause(offer: Offer, by: Person, reason: str) -> None:
    """Nobody is matched with it until it is opened again; matches that go on are kept. Raises NotPossible
    where it is not open."""
    row = _host(offer, by)
    if row.state not in (*SHOWN, State.VERIFIED):
        raise NotPossible(_("Only an open offer can be paused."))
    row.state, row.pause_reason = State.PAUSED, reason
    row.save(update_fields=["state", "pause_reason"])
    record(by, "offer.paused", row, organisation=row.organisation, reason=reason)
    offer.refresh_from_db()


@transaction.atomic
def close(offer: Offer, by: Person, reason: str) -> None:
    """The host takes the offer back; matches that both sides accepted go on. Twice is once."""
    row = _host(offer, by)
    if row.state == State.CLOSED:
        return
    row.state, row.pause_reason, row.confirm_by = State.CLOSED, reason, None
    row.save(update_fields=["state", "pause_reason", "confirm_by"])
    record(by, "offer.closed", row, organisation=row.organisation, reason=reason)
    offer.refresh_from_db()


@transaction.atomic
def expire(offer: Offer, today: date) -> bool:
    """Ends it after its last day; False where that was done or its last day was moved meanwhile."""
    row = locked(offer)
    if row.expires_on is None or row.expires_on >= today or row.state in (*OVER, State.DRAFT):
        return False
    row.state = State.EXPIRED
    row.save(update_fields=["state"])
    record(None, "offer.expired", row, organisation=row.organisation)
    letters.expired(row)
    return True
