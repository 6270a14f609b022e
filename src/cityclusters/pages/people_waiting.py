"""What waits for a person with accounts, organisations and posts, for "My work"."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people import rules
from cityclusters.people.models import DataRequest, Mandate, Organisation, Person


def items(person: Person) -> list[WaitingItem]:
    """Posts to decide, organisations to check, requests to answer; her own posts that end soon."""
    return [*_posts(person), *_organisations(person), *_requests(person), *_own(person)]


def _line(kind: str, title: str, page: str, number: int) -> list[WaitingItem]:
    return [WaitingItem(kind, title, reverse(page), None, "yellow")] if number else []


def _posts(person: Person) -> list[WaitingItem]:
    number = Mandate.objects.waiting_for(person).count()
    title = ngettext("%(number)s post to confirm or refuse", "%(number)s posts to confirm or refuse", number)
    return _line(_("Posts"), title % {"number": number}, "pages:posts-waiting", number)


def _organisations(person: Person) -> list[WaitingItem]:
    number = Organisation.objects.waiting_for(person).count() if person.is_officer else 0
    title = ngettext("%(number)s organisation to check", "%(number)s organisations to check", number)
    return _line(_("Organisations"), title % {"number": number}, "pages:organisations-waiting", number)


def _requests(person: Person) -> list[WaitingItem]:
    if not rules.may_see_data_requests(person):
        return []
    rows = DataRequest.objects.filter(state__in=DataRequest.OPEN).exclude(person=person)
    found = rows.aggregate(number=Count("pk"), due=Min("due"))
    if not found["number"]:
        return []
    title = ngettext(
        "%(number)s request about personal data", "%(number)s requests about personal data", found["number"]
    )
    light = light_of(found["due"], timezone.localdate())
    page = reverse("pages:data-requests")
    return [WaitingItem(_("Personal data"), title % {"number": found["number"]}, page, found["due"], light)]


def _own(person: Person) -> list[WaitingItem]:
    today = timezone.localdate()
    rows = person.mandates.valid().filter(reminded_at__isnull=False, renewal_asked_at=None)
    return [
        WaitingItem(
            _("Your post"),
            _("“%(post)s” ends: ask for another year") % {"post": row.post},
            reverse("pages:my-posts"),
            row.end,
            light_of(row.end, today),
        )
        for row in rows
    ]
