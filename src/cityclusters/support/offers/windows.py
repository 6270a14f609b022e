"""Windows of an offer: added, changed, repeated for the next terms, removed; never with fewer places than
are held (rule MA1)."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.support.models import Match, Offer, Window
from cityclusters.support.models.offer import OVER
from cityclusters.support.offers import states

MOST = 60  # windows of one offer that are not over
FIELDS = ("modality", "slots", "cohort", "starts", "ends", "languages")


def _may(offer: Offer, by: Person) -> None:
    if not by.acts_for(offer.organisation):
        raise NotPossible(_("Only a focal point of the organisation can do this."))
    if offer.state in OVER:
        raise NotPossible(_("This offer is over. Reopen it first."))


def shown(offer: Offer) -> list[Window]:
    """Its windows in order of time; one that was taken away after a match is not among them."""
    return list(Window.objects.filter(offer=offer, slots__gt=0).order_by("starts", "pk"))


def _room_for(offer: Offer, more: int) -> None:
    going = Window.objects.filter(offer=offer, slots__gt=0, ends__gte=timezone.localdate()).count()
    if going + more > MOST:
        raise NotPossible(_("An offer has at most %(most)s windows.") % {"most": MOST})


@transaction.atomic
def add(offer: Offer, by: Person, **fields: Any) -> Window:
    """Adds a window. Raises NotPossible for others than the host, and for one too many."""
    row = states.locked(offer)
    _may(row, by)
    _room_for(row, 1)
    window = Window.objects.create(offer=row, **fields)
    record(by, "window.added", row, organisation=row.organisation, starts=window.starts, slots=window.slots)
    states.follow(offer)
    return window


def _held(window: Window) -> Window:
    """The row, locked: nobody takes a place meanwhile."""
    rows = Window.objects.select_for_update(of=("self",)).select_related("offer__organisation")
    return rows.get(pk=window.pk)


@transaction.atomic
def change(window: Window, by: Person, **fields: Any) -> None:
    """Changes a window. Raises NotPossible for fewer places than are held; while places are held or a match
    waits for an answer, the form and the days stay as they were promised."""
    row = _held(window)
    _may(row.offer, by)
    if fields["slots"] < row.held:
        raise NotPossible(
            _("%(held)s places are held by accepted matches: there can't be fewer.") % {"held": row.held}
        )
    promised = ("modality", "starts", "ends")
    moved = any(getattr(row, name) != fields[name] for name in promised)
    if moved and _live(row):
        raise NotPossible(
            _("Cities were matched with this window: its form and its days stay. Add another window.")
        )
    for name in FIELDS:
        setattr(row, name, fields[name])
    row.save(update_fields=FIELDS)
    record(by, "window.changed", row.offer, organisation=row.offer.organisation, slots=row.slots)
    states.follow(row.offer)


def _live(window: Window) -> bool:
    return Match.objects.alive().filter(window=window).exists()


@transaction.atomic
def remove(window: Window, by: Person) -> None:
    """Takes a window away; one that was matched before stays in the records without places. Raises
    NotPossible while a match with it is alive."""
    row = _held(window)
    _may(row.offer, by)
    if row.held or _live(row):
        raise NotPossible(_("Cities are matched with this window. End these matches first."))
    offer = row.offer
    record(by, "window.removed", offer, organisation=offer.organisation, starts=row.starts)
    if Match.objects.filter(window=row).exists():
        row.slots = 0
        row.save(update_fields=["slots"])
    else:
        row.delete()
    states.follow(offer)


def later(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where that is shorter: 31 January and
    one month give 28 or 29 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@transaction.atomic
def repeat(window: Window, by: Person, *, months: int, times: int) -> int:
    """Adds the same window for the next terms: every so many months, so many times (seed item D14). A term
    that is there already is left out; gives how many were added. Raises NotPossible as `add` does."""
    offer = states.locked(window.offer)
    _may(offer, by)
    known = set(Window.objects.filter(offer=offer).values_list("modality", "starts", "ends"))
    made = []
    for term in range(1, times + 1):
        starts, ends = later(window.starts, months * term), later(window.ends, months * term)
        if (window.modality, starts, ends) not in known:
            fields = {name: getattr(window, name) for name in FIELDS}
            made.append(Window(offer=offer, **(fields | {"starts": starts, "ends": ends})))
    _room_for(offer, len(made))
    Window.objects.bulk_create(made)
    if made:
        record(by, "window.repeated", offer, organisation=offer.organisation, number=len(made))
    states.follow(offer)
    return len(made)
