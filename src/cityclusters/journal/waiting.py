"""What of the journal waits for a person: her follow-ups; for those who run the programme, letters that did
not go out; for administrators, jobs and tasks that failed."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from cityclusters.core.waiting import WaitingItem
from cityclusters.journal import rules
from cityclusters.journal.models import FollowUp, Job, Letter
from cityclusters.people.models import Person

SHOWN = 50


def items(person: Person) -> list[WaitingItem]:
    """At most five queries, however much there is."""
    found = _follow_ups(person)
    if rules.runs_programme(person):
        found += _letters()
    if rules.runs_platform(person):
        found += _faults()
    return found


def _follow_ups(person: Person) -> list[WaitingItem]:
    mine = FollowUp.objects.open().filter(owner=person).order_by("due", "pk")[:SHOWN]
    today = timezone.localdate()
    return [
        WaitingItem(row.kind_label, row.title, row.get_absolute_url(), row.due, row.light(today))
        for row in mine
    ]


def _letters() -> list[WaitingItem]:
    stuck = Letter.objects.filter(state__in=[Letter.State.FAILED, Letter.State.UNCLEAR]).order_by()
    numbers = dict(stuck.values_list("state").annotate(number=Count("pk")))
    page = reverse("journal:letters")
    found = []
    if number := numbers.get(Letter.State.FAILED, 0):
        title = ngettext(
            "%(number)d letter could not be sent", "%(number)d letters could not be sent", number
        ) % {"number": number}
        found.append(WaitingItem(_("Letters"), title, f"{page}?state=failed", None, "red"))
    if number := numbers.get(Letter.State.UNCLEAR, 0):
        title = ngettext(
            "%(number)d letter was perhaps sent", "%(number)d letters were perhaps sent", number
        ) % {"number": number}
        found.append(WaitingItem(_("Letters"), title, f"{page}?state=unclear", None, "yellow"))
    return found


def _faults() -> list[WaitingItem]:
    number = Job.objects.exclude(problem="").count() + DBTaskResult.objects.failed().count()
    if not number:
        return []
    title = ngettext("%(number)d job or task has failed", "%(number)d jobs or tasks have failed", number) % {
        "number": number
    }
    return [WaitingItem(_("Worker"), title, reverse("journal:worker"), None, "red")]
