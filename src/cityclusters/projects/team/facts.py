"""What the team list says by itself: balance among those who decide, who was briefed, who is the gender focal
point (items GM01 and GM02). Sex only as people stated it."""

from decimal import Decimal
from typing import NamedTuple

from cityclusters.exchanges.balance import Balance, of
from cityclusters.projects.models import Project, TeamMember


class Facts(NamedTuple):
    """The team today: each person once, however many roles she has."""

    people: int
    everybody: Balance
    deciding: Balance
    unbriefed: int
    focal: bool
    focal_days: Decimal

    @property
    def has_focal_time(self) -> bool:
        """Whether a gender focal point is named, with time set aside."""
        return self.focal and self.focal_days > 0


def of_members(members: list[TeamMember]) -> Facts:
    """The facts of a list of members with their persons."""
    people = {row.person_id: row.person for row in members}
    deciding = {row.person_id: row.person for row in members if row.decides}
    briefed = {row.person_id for row in members if row.briefed_on is not None}
    focal = [row for row in members if row.role == TeamMember.Role.GENDER]
    return Facts(
        people=len(people),
        everybody=of(person.sex for person in people.values()),
        deciding=of(person.sex for person in deciding.values()),
        unbriefed=len(people.keys() - briefed),
        focal=bool(focal),
        focal_days=sum((row.days_per_month or Decimal(0) for row in focal), Decimal(0)),
    )


def members(project: Project) -> list[TeamMember]:
    """The team today, those who lead first; one query."""
    order = list(TeamMember.Role.values)
    rows = project.team.all().on().select_related("person")
    return sorted(rows, key=lambda row: (order.index(row.role), row.starts, row.pk))


def today(project: Project) -> Facts:
    """The facts of the team today; one query."""
    return of_members(members(project))
