"""Stating a product, changing, renewing and ending it; enquiries that are passed on without an address.

Only who acts for the organisation does any of it."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.places.folding import fold
from cityclusters.places.models import Place
from cityclusters.support.models import Enquiry, Trade
from cityclusters.support.offers.windows import later
from cityclusters.support.trade import letters, products

MONTHS_SHOWN = 12
MOST_A_DAY = 10  # enquiries of one organisation in a day


def _must_act(by: Person, organisation: Organisation) -> None:
    if not by.acts_for(organisation):
        raise NotPossible(_("Only a focal point of the organisation can do this."))


def last_day(today: date) -> date:
    """The last day of an entry that is stated or renewed today."""
    return later(today, MONTHS_SHOWN)


def _place(organisation: Organisation, place: Place | None) -> Place:
    found = place or organisation.place
    if found is None:
        raise NotPossible(_("Say where it is."))
    return found


def _marks(fields: dict[str, Any]) -> dict[str, Any]:
    """What lists look for: the words of the product, the months, the standard folded."""
    months = fields.get("months") or []
    return {
        "words": products.stored(fields["product"]),
        "month_marks": f"|{'|'.join(map(str, months))}|" if months else "",
        "folded_standard": fold(fields.get("standard", "")),
    }


@transaction.atomic
def state(
    by: Person, organisation: Organisation, *, once: str, place: Place | None = None, **fields: Any
) -> Trade:
    """A product that the organisation has to sell or looks for, shown for twelve months; the same form sent
    twice gives one. Raises NotPossible for somebody who may not act for it."""
    _must_act(by, organisation)
    known = {
        "organisation": organisation,
        "place": _place(organisation, place),
        "by": by,
        "expires_on": last_day(timezone.localdate()),
        **fields,
        **_marks(fields),
    }
    trade, is_new = Trade.objects.get_or_create(once=once, defaults=known)
    _must_act(by, trade.organisation)  # somebody else's form
    if is_new:
        record(by, "trade.stated", trade, organisation=organisation)
    return trade


def _locked(trade: Trade, by: Person) -> Trade:
    rows = Trade.objects.select_for_update(of=("self",)).select_related("organisation__place", "place")
    row = rows.get(pk=trade.pk)
    _must_act(by, row.organisation)
    return row


@transaction.atomic
def change(trade: Trade, by: Person, *, place: Place | None = None, **fields: Any) -> None:
    """Changes what is said. Raises NotPossible for others than those who act for the organisation."""
    row = _locked(trade, by)
    for name, value in {**fields, **_marks(fields)}.items():
        setattr(row, name, value)
    row.place = place or row.place
    row.save()
    record(by, "trade.changed", row, organisation=row.organisation)
    trade.refresh_from_db()


@transaction.atomic
def renew(trade: Trade, by: Person) -> None:
    """It still holds: shown for twelve months from today, also when it had ended. Raises NotPossible for
    others."""
    row = _locked(trade, by)
    until = last_day(timezone.localdate())
    if row.is_open() and row.expires_on == until:
        return
    row.expires_on, row.ended_at = until, None
    row.save(update_fields=["expires_on", "ended_at"])
    record(by, "trade.renewed", row, organisation=row.organisation)
    trade.refresh_from_db()


@transaction.atomic
def end(trade: Trade, by: Person) -> None:
    """It holds no more; twice is once. Raises NotPossible for others."""
    row = _locked(trade, by)
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        record(by, "trade.ended", row, organisation=row.organisation)
    trade.refresh_from_db()


@transaction.atomic
def enquire(trade: Trade, by: Person, organisation: Organisation, *, text: str, language: str) -> Enquiry:
    """Passes a letter on to those who act for the organisation of the entry, without an address. Raises
    NotPossible for somebody who may not act for the one that asks, for an entry that is over or one's own,
    while an enquiry of hers waits for its answer, and for too many in a day."""
    _must_act(by, organisation)
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # one enquiry of it at a time
    if not Trade.objects.open().filter(pk=trade.pk).exists():
        raise NotPossible(_("This entry is over."))
    if trade.organisation_id == organisation.pk:
        raise NotPossible(_("This is your own entry."))
    since = timezone.now() - timedelta(days=1)
    if Enquiry.objects.filter(organisation=organisation, sent_at__gte=since).count() >= MOST_A_DAY:
        raise NotPossible(_("Your organisation has sent many enquiries today. Send the next one tomorrow."))
    try:
        with transaction.atomic():
            made = Enquiry.objects.create(
                trade=trade, organisation=organisation, by=by, text=text, language=language
            )
    except IntegrityError:
        raise NotPossible(_("Your enquiry waits for an answer already.")) from None
    record(by, "enquiry.sent", made, organisation=organisation)
    letters.enquired(made)
    return made


@transaction.atomic
def answer(enquiry: Enquiry, by: Person, *, text: str, shows_address: bool) -> None:
    """Answers an enquiry; with her e-mail address only where she says so. Raises NotPossible for others than
    those who act for the organisation of the entry, and where a colleague has answered."""
    rows = Enquiry.objects.select_for_update(of=("self",)).select_related(
        "trade__organisation", "organisation"
    )
    row = rows.get(pk=enquiry.pk)
    _must_act(by, row.trade.organisation)
    if row.answered_at is not None:
        raise NotPossible(_("A colleague has answered already."))
    row.answer, row.answered_by, row.answered_at = text, by, timezone.now()
    row.shows_address = shows_address
    row.save()
    record(by, "enquiry.answered", row, organisation=row.trade.organisation)
    letters.answered(row)
    enquiry.refresh_from_db()
