"""What of projects waits for a person: reasons that a second one reads, meetings of which nobody has said who
came."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.projects.gates.checks import address
from cityclusters.projects.models import ChecklistAnswer, CommissionMeeting, Project, TeamMember

SHOWN = 20


def items(person: Person) -> list[WaitingItem]:
    """Three queries, however much there is. Of a local plan nothing is named: the page may be read over
    somebody's shoulder."""
    mine = _written_by(person)
    if not mine:
        return []
    return [*_to_decide(person, mine), *_meetings(mine)]


def _written_by(person: Person) -> list[int]:
    """Keys of the projects that go on and in which she writes."""
    own = focal_organisations(person)
    parts = (
        TeamMember.objects.all().on().filter(Q(role__in=TeamMember.WRITING) | Q(decides=True), person=person)
    )
    rows = Project.objects.in_work().filter(Q(lead__in=own) | Q(pk__in=parts.values("project")))
    return list(rows.order_by().values_list("pk", flat=True))


def _to_decide(person: Person, mine: list[int]) -> list[WaitingItem]:
    rows = ChecklistAnswer.objects.filter(
        project__in=mine, latest=True, answer=ChecklistAnswer.Answer.NOT_APPLICABLE, approved_at=None,
        refused_at=None,
    )  # fmt: skip
    rows = rows.exclude(by=person).select_related("project").order_by("at", "pk")
    return [
        WaitingItem(_("Checklist"), _title(row.project, _("Does item %(item)s apply?") % {"item": row.item}),
                    address(row.project, row.item), None, "yellow")
        for row in rows[:SHOWN]
    ]  # fmt: skip


def _meetings(mine: list[int]) -> list[WaitingItem]:
    today = timezone.localdate()
    rows = CommissionMeeting.objects.filter(
        commission__project__in=mine, state=CommissionMeeting.State.PLANNED, on__lte=today
    )
    return [
        WaitingItem(
            _("Commission"), _title(row.commission.project, _("Say who came to the meeting")),
            reverse("projects:commission-meeting", args=[row.commission.project.public_id, row.public_id]),
            row.on, light_of(row.on, today),
        )
        for row in rows.select_related("commission__project").order_by("on", "pk")[:SHOWN]
    ]  # fmt: skip


def _title(project: Project, words: str) -> str:
    return words if project.is_sensitive else f"{words} ({project})"
