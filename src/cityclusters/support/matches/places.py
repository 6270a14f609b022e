"""The places of a window: one is held when the second side accepts, never before (rule MA1).

The row of the window is locked first, then that of its offer, as everywhere in this app; the database has a
constraint of its own against one place too many."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.support.models import Window
from cityclusters.support.models.choices import OfferState
from cityclusters.support.offers import states


class NoPlaceLeft(NotPossible):
    """Others hold all places of the window."""


FULL = _(
    "All places of this host were taken by others in the meantime. This proposal has ended; if another host "
    "fits, it is proposed now."
)


def _locked(window: Window) -> Window:
    return Window.objects.select_for_update(of=("self",)).select_related("offer").get(pk=window.pk)


def take(window: Window) -> None:
    """Holds a place; call it in the transaction of the act. Raises NoPlaceLeft, having changed nothing."""
    row = _locked(window)
    if row.held >= row.slots:
        raise NoPlaceLeft(FULL)
    row.held += 1
    row.save(update_fields=["held"])
    states.follow(row.offer)
    window.held = row.held


def give_back(window: Window) -> None:
    """Frees a place that was held; call it in the transaction of the act."""
    row = _locked(window)
    if row.held:
        row.held -= 1
        row.save(update_fields=["held"])
        states.follow(row.offer)
    window.held = row.held


def has_room(window: Window) -> bool:
    """Whether a city can be proposed to it today: a place is left, it is not over, and its offer is open."""
    today, offer = timezone.localdate(), window.offer
    is_open = offer.state == OfferState.OPEN and offer.expires_on is not None and offer.expires_on >= today
    return is_open and window.left > 0 and window.ends >= today
