"""What of numbers waits for a person on "My work": hers to fill in, those of others to check."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem
from cityclusters.people.models import Person
from cityclusters.projects.models import Project, TeamMember, Value
from cityclusters.projects.monitoring import due

MOST = 50


def items(person: Person) -> list[WaitingItem]:
    """At most three queries."""
    found: list[WaitingItem] = []
    today = timezone.localdate()
    for one in due.of_person(person, today):
        if one.next and len(found) < MOST:
            url = reverse("projects:my-number", args=[one.indicator.public_id, one.next])
            day = one.periods[0].due if one.periods else None
            title = _("Fill in: %(name)s") % {"name": one.indicator.name}
            found.append(WaitingItem(_("Numbers"), title, url, day, one.light))
    return found + _to_check(person)


def _to_check(person: Person) -> list[WaitingItem]:
    """Projects in whose team she writes, with numbers of others that nobody has checked."""
    roles = TeamMember.objects.on().filter(person=person)
    writing = roles.filter(role__in=TeamMember.WRITING).values("project") | roles.filter(decides=True).values(
        "project"
    )
    drafts = Value.objects.filter(state=Value.State.DRAFT, indicator__project__in=writing).exclude(by=person)
    rows = drafts.values("indicator__project").annotate(number=Count("pk")).order_by("indicator__project")
    numbers = {row["indicator__project"]: row["number"] for row in rows[:MOST]}
    projects = Project.objects.in_bulk(numbers) if numbers else {}
    return [
        WaitingItem(
            _("Numbers"),
            _("Check %(number)s numbers: %(project)s") % {"number": numbers[pk], "project": project},
            reverse("projects:numbers", args=[project.public_id]),
            None,
            "yellow",
        )
        for pk, project in projects.items()
    ]
