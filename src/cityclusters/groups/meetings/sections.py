"""A group's meetings on its page: how often it meets, for everybody; the ways in, for those who belong."""

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.groups.door import Way
from cityclusters.groups.meetings import rules
from cityclusters.groups.meetings.listing import YEAR
from cityclusters.groups.meetings.notebook import groups_of
from cityclusters.groups.models import Group, Meeting
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader


def of_group(request: Request, group: Group) -> Section | None:
    """How many meetings there were in twelve months, and when the last one was."""
    if not group.has("meetings"):
        return None
    rows = Meeting.objects.standing().filter(group=group)
    last = rows.aggregate(last=Max("on"))["last"]
    reads = rules.may_read(request.user, group)
    if last is None and not reads:
        return None
    context = {
        "group": group,
        "last": last,
        "number": rows.filter(on__gte=group.today() - YEAR).count(),
        "reads": reads,
        "writes": rules.may_write(request.user, group),
    }
    return Section("groups/_meetings.html", context)


def ways(reader: Reader) -> list[Way]:
    """The notebook, for those who write meetings down."""
    if not isinstance(reader, Person) or not groups_of(reader):
        return []
    text = _("Write a meeting down, also without a signal. It is sent when there is one.")
    return [Way(reverse("groups:notebook"), _("Notebook for meetings"), text)]
