"""What of lists, logs and certificates waits for a person: lists to confirm, names in a log to match and
certificates to issue for those who manage an exchange; for everybody, a certificate that is ready."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.texts import pick
from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.exchanges.models import Certificate, DelegateList, Exchange, LogRow
from cityclusters.people.models import Person

SHOWN = 20
NEW = timedelta(days=14)  # for so long a certificate is news


def items(person: Person) -> list[WaitingItem]:
    """At most five queries, however much there is."""
    mine = Exchange.objects.manageable_by(person)
    return [*_lists(mine), *_lines(mine), *_earned(mine), *_ready(person)]


def _lists(mine: QuerySet[Exchange]) -> list[WaitingItem]:
    rows = DelegateList.objects.unfinished().filter(exchange__in=mine).select_related("exchange")
    return [
        WaitingItem(
            _("Delegates"),
            _("Look at the list “%(file)s” and confirm it") % {"file": row.file_name},
            row.get_absolute_url(),
            None,
            "yellow",
        )
        for row in rows[:SHOWN]
    ]


def _lines(mine: QuerySet[Exchange]) -> list[WaitingItem]:
    open_rows = LogRow.objects.filter(match=LogRow.Match.OPEN, log__state="applied", log__exchange__in=mine)
    rows = open_rows.exclude(problem="nobody").order_by()
    found = []
    for key, log, title, number in rows.values_list(
        "log__exchange__public_id", "log__public_id", "log__exchange__title"
    ).annotate(number=Count("pk"))[:SHOWN]:
        text = ngettext(
            "Match %(number)s line of a connection log by hand: %(title)s",
            "Match %(number)s lines of a connection log by hand: %(title)s",
            number,
        ) % {"number": number, "title": pick(title).text}
        url = reverse("exchanges:attendance-log", args=[key, log])
        found.append(WaitingItem(_("Attendance"), text, url, None, "yellow"))
    return found


def _earned(mine: QuerySet[Exchange]) -> list[WaitingItem]:
    """Exchanges that are over and have not issued any certificate; who has earned one is computed there."""
    over = mine.filter(state__in=["done", "reported"], sessions__counts=True)
    rows = over.filter(certificates=None, sessions__attendances__isnull=False).distinct()
    today = timezone.localdate()
    found = []
    for row in rows.order_by("-pk")[:SHOWN]:
        title = _("Issue the certificates: %(title)s") % {"title": pick(row.title).text}
        url = reverse("exchanges:certificates", args=[row.public_id])
        due = timezone.localdate(row.changed_at) + timedelta(days=7)
        found.append(WaitingItem(_("Certificates"), title, url, due, light_of(due, today)))
    return found


def _ready(person: Person) -> list[WaitingItem]:
    hers = Q(registration__person=person) | Q(contributor__person=person)
    rows = Certificate.objects.filter(hers, revoked_at=None, replaced_at=None)
    return [
        WaitingItem(
            _("Certificate"),
            _("Your certificate is ready: %(title)s") % {"title": pick(row.event_title).text},
            row.get_absolute_url(),
            None,
            "green",
        )
        for row in rows.filter(issued_at__gt=timezone.now() - NEW).order_by("-issued_at")[:SHOWN]
    ]
