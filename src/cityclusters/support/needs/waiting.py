"""What of needs waits for a person on "My work": drafts to sign, her own drafts, needs that end soon."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models import Need
from cityclusters.support.models.choices import NeedState
from cityclusters.support.models.need import OPEN

MOST = 50


def items(person: Person) -> list[WaitingItem]:
    """Two queries, however much there is."""
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
    return found
