"""What of the exchanges waits for a person: invitations to answer, requests to contribute; for officers,
deliveries to confirm."""

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.exchanges import rules
from cityclusters.exchanges.models import Contribution, Contributor, Registration
from cityclusters.people.models import Person

SHOWN = 50
LIVE = ("idea", "planned", "open", "running", "postponed")


def items(person: Person) -> list[WaitingItem]:
    """At most three queries, however much there is."""
    found = [*_invitations(person), *_requests(person)]
    return [*found, *_deliveries()] if rules.may_confirm_delivery(person) else found


def _invitations(person: Person) -> list[WaitingItem]:
    rows = Registration.objects.filter(person=person, state=Registration.State.INVITED)
    rows = rows.filter(exchange__state__in=LIVE).select_related("exchange")
    today, found = timezone.localdate(), []
    for row in rows.annotate(first=Min("exchange__sessions__start")).order_by("first", "pk")[:SHOWN]:
        due = timezone.localdate(row.first) if row.first else None
        title = _("Say whether you will come: %(title)s") % {"title": pick(row.exchange.title).text}
        found.append(WaitingItem(_("Invitation"), title, row.get_absolute_url(), due, light_of(due, today)))
    return found


def _requests(person: Person) -> list[WaitingItem]:
    rows = Contributor.objects.filter(person=person, state=Contributor.State.ASKED)
    rows = rows.filter(exchange__state__in=LIVE).select_related("exchange")
    today, found = timezone.localdate(), []
    for row in rows.annotate(first=Min("exchange__sessions__start")).order_by("first", "pk")[:SHOWN]:
        due = timezone.localdate(row.first) if row.first else None
        words = {"role": row.get_role_display(), "title": pick(row.exchange.title).text}
        title = _("Say whether you will contribute (%(role)s): %(title)s") % words
        found.append(WaitingItem(_("Request"), title, row.get_absolute_url(), due, light_of(due, today)))
    return found


def _deliveries() -> list[WaitingItem]:
    rows = Contribution.objects.filter(confirmed_at=None, confirmed_by=None, withdrawn_at=None)
    rows = rows.exclude(delivered_at=None).select_related("exchange", "organisation")
    found = []
    for row in rows.order_by("delivered_at", "pk")[:SHOWN]:
        title = _("Confirm what %(organisation)s gave") % {"organisation": pick(row.organisation.names).text}
        url = reverse("exchanges:partners", args=[row.exchange.public_id])
        found.append(WaitingItem(_("Delivery"), title, url, None, "yellow"))
    return found
