"""What a ranking says: places by all, by women and by men, where they may be shown; and who took part."""

from typing import Any, NamedTuple

from django.conf import settings

from cityclusters.projects.models import Ballot, Proposal, Ranking
from cityclusters.projects.vision import borda
from cityclusters.projects.vision.borda import Place

ALL = "all"
RANKS = (("women_rank", Ballot.Sex.FEMALE), ("men_rank", Ballot.Sex.MALE))


class Line(NamedTuple):
    """A proposal with its places; None where they are not shown."""

    proposal: Proposal
    everybody: Place | None
    women: Place | None
    men: Place | None


class Results(NamedTuple):
    """The results of a ranking. `people` counts ballots by sex; groups in `hidden` are shown neither with
    their places nor, as a number of ballots, to others than the team."""

    by_group: dict[str, list[Place]]
    people: dict[str, int]
    hidden: frozenset[str]
    lines: list[Line]

    def places(self, sex: str) -> list[Place]:
        """The places by a group, or by `ALL`; [] where they are not shown."""
        return [] if sex in self.hidden else self.by_group.get(sex, [])

    @property
    def total(self) -> int:
        """Ballots of everybody."""
        return sum(self.people.values())


def of(ranking: Ranking) -> Results:
    """The results: everybody's together, and women's and men's apart where they are enough. Two queries."""
    proposals = list(ranking.proposals.all())
    numbers = [one.number for one in proposals]
    ballots = list(ranking.ballots.all())
    people: dict[str, int] = {sex: 0 for sex in Ballot.Sex.values}
    for ballot in ballots:
        people[ballot.sex] += ballot.count
    hidden = borda.groups_to_hide(people, settings.SMALL_CELL)
    if 0 < sum(people.values()) < settings.SMALL_CELL:
        hidden |= {ALL}
    by_group = {ALL: _count(ballots, numbers)}
    for sex in Ballot.Sex.values:
        by_group[sex] = _count([ballot for ballot in ballots if ballot.sex == sex], numbers)
    found = Results(by_group, people, hidden, [])
    return found._replace(lines=_lines(found, proposals))


def _count(ballots: list[Ballot], numbers: list[int]) -> list[Place]:
    return borda.count((borda.Ballot(tuple(one.order), one.count) for one in ballots), numbers)


def _lines(found: Results, proposals: list[Proposal]) -> list[Line]:
    """Everybody's first place first; without it the proposals in their order."""
    places: dict[str, dict[int, Place]] = {
        group: {place.number: place for place in found.places(group)}
        for group in (ALL, Ballot.Sex.FEMALE, Ballot.Sex.MALE)
    }
    lines = [
        Line(one, *(places[group].get(one.number) for group in places))  # in the order of the fields
        for one in proposals
    ]
    return sorted(
        lines, key=lambda line: (line.everybody.place if line.everybody else 0, line.proposal.number)
    )


def took_part(ranking: Ranking, found: Results) -> list[dict[str, Any]]:
    """Who was there and who handed in a ballot, by sex."""
    words = dict(Ballot.Sex.choices)
    return [
        {"words": str(words[sex]), "present": getattr(ranking, sex), "ballots": found.people[sex]}
        for sex in Ballot.Sex.values
    ]
