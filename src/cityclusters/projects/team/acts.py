"""Who joins a team, changes her part in it, leaves it or hands over its lead."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import phases, rules
from cityclusters.projects.models import Project, TeamMember
from cityclusters.projects.team import letters

Role = TeamMember.Role
FIELDS = ("decides", "days_per_month", "briefed_on")


def _leading(project: Project, by: Person) -> Project:
    row = phases.locked(project)
    if not rules.may_lead(by, row):
        raise NotPossible(_("Only those who lead the project change its team."))
    return row


@transaction.atomic
def add(
    project: Project, by: Person, person: Person, role: str, *, starts: date | None = None, **fields: Any
) -> TeamMember:
    """She joins the team in a role and gets a letter; in the same role twice is once.

    Raises NotPossible for people who don't lead, and for a project that is over."""
    row = _leading(project, by)
    if row.is_over:
        raise NotPossible(_("This project is over."))
    first = starts or timezone.localdate()
    known = row.team.filter(person=person, role=role, ends=None).first()
    if known is not None:
        return known
    made = row.team.create(person=person, role=role, starts=first, given_by=by, **fields)
    record(by, "projects_team.joined", row, organisation=row.lead, role=role, person=person.public_id)
    letters.joined(made, by)
    return made


@transaction.atomic
def change(member: TeamMember, by: Person, **fields: Any) -> None:
    """Whether she decides, her days a month, the day of her briefing. Raises NotPossible for people who don't
    lead, and for a briefing that has not been yet."""
    row = _leading(member.project, by)
    briefed = fields.get("briefed_on")
    if briefed is not None and briefed > timezone.localdate():
        raise NotPossible(_("The day of the briefing has not come yet."))
    for name in FIELDS:
        if name in fields:
            setattr(member, name, fields[name])
    member.save(update_fields=list(FIELDS))
    person = member.person.public_id
    record(by, "projects_team.changed", row, organisation=row.lead, role=member.role, person=person)


@transaction.atomic
def finish(member: TeamMember, by: Person, last_day: date | None = None) -> None:
    """Her last day in this role, today where it is left out; twice is once. She may end her own part; raises
    NotPossible for others who don't lead, and for a day before she began."""
    row = phases.locked(member.project)
    if by.pk != member.person_id and not rules.may_lead(by, row):
        raise NotPossible(_("Only those who lead the project change its team."))
    day = last_day or timezone.localdate()
    if day < member.starts:
        raise NotPossible(_("This is before the first day."))
    if member.ends is not None and member.ends <= day:
        return
    member.ends = day
    member.save(update_fields=["ends"])
    person = member.person.public_id
    record(by, "projects_team.left", row, organisation=row.lead, role=member.role, person=person)


@transaction.atomic
def hand_over(member: TeamMember, by: Person, to: Person, first_day: date) -> TeamMember:
    """The lead goes to somebody else on a day; the one before leads until the evening before. Raises
    NotPossible for people who don't lead, for another role than the lead, and to herself."""
    row = _leading(member.project, by)
    if member.role != Role.LEAD or not member.is_on():
        raise NotPossible(_("Only the lead is handed over."))
    if to.pk == member.person_id:
        raise NotPossible(_("Name somebody else."))
    if first_day < timezone.localdate():
        raise NotPossible(_("This day has passed."))
    member.ends = max(first_day - timedelta(days=1), member.starts)
    member.save(update_fields=["ends"])
    made = row.team.filter(person=to, role=Role.LEAD, ends=None).first()
    if made is None:
        made = row.team.create(person=to, role=Role.LEAD, decides=True, starts=first_day, given_by=by)
        letters.joined(made, by)
    record(by, "projects_team.handed_over", row, organisation=row.lead, person=to.public_id)
    return made
