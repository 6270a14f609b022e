"""What of a hub waits for a person on "My work". The words name nobody."""

from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.groups.hub.rules import may_read_files
from cityclusters.groups.models import Group, OutcomeCheck, Participant
from cityclusters.people.models import Person

ANSWER = timedelta(days=7)
MOST = 20


def items(person: Person) -> list[WaitingItem]:
    """For managers: new enquiries, and people to be asked what became of them."""
    rows = Group.objects.of_person(person).active().select_related("place", "organisation")
    groups = {row.pk: row for row in rows[:MOST] if may_read_files(person, row)}
    if not groups:
        return []
    today, found = timezone.localdate(), []
    asked = Participant.objects.filter(group__in=groups, state=Participant.State.ENQUIRY, forgotten_at=None)
    for row in asked.order_by().values("group").annotate(n=Count("pk"), first=Min("asked_at")):
        title = ngettext("Answer %(n)s enquiry", "Answer %(n)s enquiries", row["n"]) % {"n": row["n"]}
        due = timezone.localdate(row["first"]) + ANSWER
        found.append(_item(groups[row["group"]], title, "?state=enquiry", due, today))
    due_now = OutcomeCheck.objects.filter(
        participant__group__in=groups, state=OutcomeCheck.State.DUE, due_on__lte=today
    )
    for row in due_now.order_by().values("participant__group").annotate(n=Count("pk"), first=Min("due_on")):
        title = ngettext("Ask %(n)s person how she is", "Ask %(n)s people how they are", row["n"])
        found.append(
            _item(groups[row["participant__group"]], title % {"n": row["n"]}, "", row["first"], today)
        )
    return found


def _item(group: Group, title: str, query: str, due: date, today: date) -> WaitingItem:
    url = reverse("groups:files", args=[group.public_id]) + query
    return WaitingItem(_("Group"), f"{title}: {group.label}", url, due, light_of(due, today))
