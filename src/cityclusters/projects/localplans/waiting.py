"""What a local plan wants of the people who lead it: looking back at it on the day that was set.

Titles are neutral: "My work" is read over shoulders, and its digest goes out by mail (trap T18)."""

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import SOON, WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.projects import rules
from cityclusters.projects.models import PlanReview, Project


def items(person: Person) -> list[WaitingItem]:
    """Plans of hers whose last review set a day that is near or has passed; two queries and one for each."""
    today = timezone.localdate()
    own = Project.objects.of_person(person).in_work().filter(kind=Project.Kind.LOCAL_PLAN)
    last = own.annotate(last=Max("reviews__on")).exclude(last=None).values_list("pk", "last")
    wanted = dict(last)
    rows = PlanReview.objects.filter(project__in=wanted, next_on__lte=today + SOON)
    made = []
    for row in rows.select_related("project__lead").order_by("next_on", "pk"):
        if row.on != wanted[row.project_id] or not rules.may_lead(person, row.project):
            continue
        url = reverse("projects:local-room", args=[row.project.public_id, "reviews"])
        made.append(
            WaitingItem(
                _("Project"), _("Look back at a plan"), url, row.next_on, light_of(row.next_on, today)
            )
        )
    return made
