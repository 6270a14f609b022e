"""What the registry, team, checklist and commission keep about a person, and how they forget her: what was
decided and counted stays, without her."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from cityclusters.people.models import Person
from cityclusters.projects.models import (
    ChecklistAnswer,
    Commission,
    CommissionMeeting,
    Endorsement,
    PhaseClosing,
    Project,
    Risk,
    Seat,
    TeamMember,
)

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """Her parts in teams, her seats, and what she wrote down for projects."""
    parts = TeamMember.objects.filter(person=person).select_related("project").order_by("pk")
    given = TeamMember.objects.filter(given_by=person).exclude(person=person).select_related("project")
    seats = Seat.objects.filter(person=person).select_related("commission__project").order_by("pk")
    return {
        "project_parts": [
            {"project": str(row.project), "role": row.role, "decides": row.decides, "starts": row.starts,
             "ends": row.ends, "briefed_on": row.briefed_on, "days_per_month": row.days_per_month}
            for row in parts
        ],
        "project_parts_given": [
            {"project": str(row.project), "role": row.role, "starts": row.starts} for row in given
        ],
        "commission_seats": [
            {"project": str(row.commission.project), "post": row.post, "sex": row.sex, "votes": row.votes,
             "starts": row.starts, "ends": row.ends}
            for row in seats
        ],
        **_written(person),
        **_kept(person),
    }  # fmt: skip


def _written(person: Person) -> Tables:
    answers = ChecklistAnswer.objects.filter(Q(by=person) | Q(approved_by=person) | Q(refused_by=person))
    risks = Risk.objects.filter(made_by=person).select_related("project").order_by("pk")
    made = Project.objects.filter(Q(made_by=person) | Q(type_confirmed_by=person)).order_by("pk")
    return {
        "checklist_answers": [
            {"project": str(row.project), "item": row.item, "answer": row.answer, "evidence": row.evidence,
             "reason": row.reason, "at": row.at, "mine": row.by_id == person.pk}
            for row in answers.select_related("project").order_by("pk")
        ],
        "project_risks": [
            {"project": str(row.project), "risk": row.risk, "at": row.made_at} for row in risks
        ],
        "projects_begun": [{"project": str(row), "at": row.made_at} for row in made],
    }  # fmt: skip


def _kept(person: Person) -> Tables:
    phases = PhaseClosing.objects.filter(Q(closed_by=person) | Q(reopened_by=person))
    endorsed = Endorsement.objects.filter(Q(by=person) | Q(withdrawn_by=person)).select_related("project")
    held = CommissionMeeting.objects.filter(held_by=person).select_related("commission__project")
    set_up = Commission.objects.filter(made_by=person).select_related("project").order_by("pk")
    return {
        "project_phases": [
            {"project": str(row.project), "phase": row.phase, "closed_at": row.closed_at,
             "reopened_at": row.reopened_at}
            for row in phases.select_related("project").order_by("pk")
        ],
        "endorsements_kept": [
            {"project": str(row.project), "what": row.what, "version": row.version, "at": row.at}
            for row in endorsed.order_by("pk")
        ],
        "commission_meetings_kept": [
            {"project": str(row.commission.project), "on": row.on, "at": row.held_at}
            for row in held.order_by("pk")
        ],
        "commissions_set_up": [{"project": str(row.project), "at": row.made_at} for row in set_up],
    }  # fmt: skip


def erase(person: Person) -> None:
    """Her parts and seats end; the row of the person, emptied by then, is all that they lead to."""
    today = timezone.localdate()
    going = Q(ends=None) | Q(ends__gt=today)
    TeamMember.objects.filter(going, person=person, starts__lte=today).update(ends=today)
    TeamMember.objects.filter(person=person, starts__gt=today).delete()
    Seat.objects.filter(going, person=person, starts__lte=today).update(ends=today)
    TeamMember.objects.filter(given_by=person).update(given_by=None)
    ChecklistAnswer.objects.filter(by=person).update(by=None)
    ChecklistAnswer.objects.filter(approved_by=person).update(approved_by=None)
    ChecklistAnswer.objects.filter(refused_by=person).update(refused_by=None)
    Risk.objects.filter(made_by=person).update(made_by=None)
    Project.objects.filter(made_by=person).update(made_by=None)
    Project.objects.filter(type_confirmed_by=person).update(type_confirmed_by=None)
    PhaseClosing.objects.filter(closed_by=person).update(closed_by=None)
    PhaseClosing.objects.filter(reopened_by=person).update(reopened_by=None)
    Endorsement.objects.filter(by=person).update(by=None)
    Endorsement.objects.filter(withdrawn_by=person).update(withdrawn_by=None)
    CommissionMeeting.objects.filter(held_by=person).update(held_by=None)
    Commission.objects.filter(made_by=person).update(made_by=None)
