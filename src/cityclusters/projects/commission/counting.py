"""Counting seats, votes and who raised what; sex only as stated, 'not stated' with it."""

from collections.abc import Iterable

from cityclusters.exchanges.balance import Balance, of
from cityclusters.projects.models import Commission, CommissionDecision, Project, Seat


def of_project(project: Project) -> Commission | None:
    """The project's commission, where one is set up."""
    return Commission.objects.filter(project=project).first()


def seats_of(project: Project) -> list[Seat]:
    """The seats today, those with a vote first; one query."""
    rows = Seat.objects.filter(commission__project=project).on()
    return list(rows.select_related("organisation", "person"))


def of_seats(seats: Iterable[Seat]) -> Balance:
    """Their balance."""
    return of(seat.sex for seat in seats)


def raised(project: Project) -> Balance:
    """By whom the items of all meetings were raised (item GM11); one query."""
    rows = CommissionDecision.objects.filter(meeting__commission__project=project)
    return of(rows.values_list("proposer_sex", flat=True))


def women_with_vote(project: Project) -> int:
    """How many seats with a vote women's organisations have today (rule LP3)."""
    seats = Seat.objects.filter(commission__project=project, women_organisation=True)
    return seats.on().voting().count()


def quorum(commission: Commission, voting: int) -> int:
    """How many votes must be there: more than the share that the commission chose, never fewer than its
    least."""
    return max(voting * commission.quorum_percent // 100 + 1, commission.least)
