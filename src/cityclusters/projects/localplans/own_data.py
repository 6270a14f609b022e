"""What stands beside local plans about a person: only that she wrote it; and how that is forgotten."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.projects.localplans.rooms import ROOMS
from cityclusters.projects.models import FinanceStep, LocalPlan, WarningAnswer

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """What she wrote, answered and published; titles of plans are left out of files that others may open."""
    made: Tables = {}
    for room in ROOMS.values():
        rows = room.model._default_manager.filter(made_by=person).order_by("pk")
        made[f"outline_{room.rows}"] = [
            {"id": row.public_id, "text": str(row), "made_at": row.made_at} for row in rows
        ]
    steps = FinanceStep.objects.filter(by=person).order_by("pk")
    made["outline_money_steps"] = [{"state": row.state, "on": row.on, "at": row.at} for row in steps]
    answers = WarningAnswer.objects.filter(by=person).order_by("pk")
    made["outline_reasons_given"] = [
        {"code": row.code, "reason": row.reason, "at": row.at} for row in answers
    ]
    published = LocalPlan.objects.filter(published_by=person).select_related("project").order_by("pk")
    made["outline_published"] = [
        {"project": row.project.public_id, "at": row.published_at} for row in published
    ]
    return made


def erase(person: Person) -> None:
    """Takes her out; what she wrote for the plan stays, without her."""
    for room in ROOMS.values():
        room.model._default_manager.filter(made_by=person).update(made_by=None)
    FinanceStep.objects.filter(by=person).update(by=None)
    WarningAnswer.objects.filter(by=person).update(by=None)
    LocalPlan.objects.filter(published_by=person).update(published_by=None)
