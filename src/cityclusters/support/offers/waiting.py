"""What of offers waits for a person on "My work": to verify, to confirm, to renew, to hand in."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.waiting import Light, WaitingItem, light_of
from cityclusters.people.models import Mandate, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.people.trees import whole_trees
from cityclusters.support.models import Offer
from cityclusters.support.models.choices import OfferState as State
from cityclusters.support.models.offer import SHOWN

MOST = 50
FIRST_LOOK = timedelta(days=7)  # in which an officer should look
SOON_OVER = timedelta(days=30)


def items(person: Person) -> list[WaitingItem]:
    """At most three queries for a host, three for an officer."""
    today = timezone.localdate()
    return [*_own(person, today), *_to_verify(person, today)]


def _own(person: Person, today: date) -> Iterable[WaitingItem]:
    mine = focal_organisations(person)
    if not mine:
        return
    ending = Q(state__in=SHOWN, expires_on__lte=today + SOON_OVER)
    asked = Q(state__in=SHOWN, confirm_by__isnull=False)
    refused = Q(state=State.DRAFT) & ~Q(refused_reason="") & Q(submitted_at=None)
    rows = Offer.objects.filter(organisation__in=mine).filter(ending | asked | refused)
    for row in rows.order_by("expires_on", "pk")[:MOST]:
        yield _item(row, today)


def _item(row: Offer, today: date) -> WaitingItem:
    if row.state == State.DRAFT:
        words, due = _("Change what was not accepted: %(offer)s"), None
    elif row.is_unconfirmed and row.confirm_by:
        title = _("Confirm your offer: %(offer)s") % {"offer": row}
        url = reverse("support:offer-confirm", args=[row.public_id])
        return WaitingItem(_("Offer"), title, url, row.confirm_by, light_of(row.confirm_by, today))
    else:
        words, due = _("Give your offer a later last day, or let it end: %(offer)s"), row.expires_on
    return WaitingItem(_("Offer"), words % {"offer": row}, row.get_absolute_url(), due, light_of(due, today))


def _to_verify(person: Person, today: date) -> Iterable[WaitingItem]:
    if not person.is_officer:
        return
    rows = Offer.objects.to_verify().exclude(author=person).exclude(submitted_by=person)
    posts = Mandate.objects.valid().filter(person=person).values_list("organisation", flat=True)
    found = list(rows.exclude(organisation__in=whole_trees(posts)).order_by("submitted_at", "pk")[:MOST])
    if not found:
        return
    first = timezone.localdate(found[0].submitted_at) if found[0].submitted_at else today
    number = len(found)
    words = ngettext("%(number)d offer waits to be verified", "%(number)d offers wait to be verified", number)
    light: Light = "red" if today - first > FIRST_LOOK else "yellow"
    url = f"{reverse('support:offers')}?whose=check"
    yield WaitingItem(_("Offers"), words % {"number": number}, url, None, light)
