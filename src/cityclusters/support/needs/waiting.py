"""What of needs waits for a person on "My work": drafts to sign, her own drafts, needs that end soon."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models import Need
from cityclusters.support.models.choices import NeedState
from cityclusters.support.models.need import OPEN
from cityclusters.support.needs import listing

MOST = 50


def items(person: Person) -> list[WaitingItem]:
    """Two queries, and one more for officers, however much there is."""
    mine, today = focal_organisations(person), timezone.localdate()
    drafts = Need.objects.filter(state=NeedState.DRAFT)
    to_do = drafts.filter(Q(organisation__in=mine, asked_at__isnull=False) | Q(author=person))
    found = []
    for need in to_do.order_by("stated_at", "pk")[:MOST]:
        signs = need.organisation_id in mine and need.asked_at is not None
        if need.asked_at is not None and not signs:
            continue  # it waits for others
        words = _("Sign it or not: %(title)s") if signs else _("Go on writing: %(title)s")
        light = "yellow" if signs else "green"
        url = need.get_absolute_url()
        found.append(WaitingItem(_("Need"), words % {"title": need.title}, url, None, light))  # type: ignore[arg-type]
    soon = today + timedelta(days=max(settings.NEED_WARNINGS))
    ending = Need.objects.filter(organisation__in=mine, state__in=OPEN, expires_on__lte=soon)
    for need in ending.order_by("expires_on", "pk")[:MOST]:
        words = _("Renew it, or let it end: %(title)s") % {"title": need.title}
        light = light_of(need.expires_on, today)
        found.append(WaitingItem(_("Need"), words, need.get_absolute_url(), need.expires_on, light))
    return [*found, *_again(today)] if person.is_officer else found


def _again(today: date) -> list[WaitingItem]:
    """For officers: needs whose proposal did not come about, with the first day on which they are looked at
    again. One query."""
    rows = listing.waiting_again(Need.objects.all()).filter(unserved__next_on__gte=today)
    found = rows.aggregate(number=Count("pk", distinct=True), first=Min("unserved__next_on"))
    if not found["number"]:
        return []
    words = ngettext(
        "%(number)d need waits again: the host that was proposed did not come about",
        "%(number)d needs wait again: the hosts that were proposed did not come about",
        found["number"],
    )
    url = f"{reverse('support:needs')}?state={listing.AGAIN}"
    title = words % {"number": found["number"]}
    return [WaitingItem(_("Needs"), title, url, found["first"], light_of(found["first"], today))]
