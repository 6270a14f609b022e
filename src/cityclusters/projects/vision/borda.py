"""Which proposals members rank highest: the Borda count. Pure; no Django.

    places = count([Ballot((2, 1), 3), Ballot((1, 2), 2)], [1, 2])
    places[0]                     # Place(number=2, points=3, place=1, tied=False)

Source: J.-C. de Borda, Mémoire sur les élections au scrutin, Histoire de l'Académie royale des sciences,
Paris 1781 (1784), 657-665. With m proposals a ballot gives m - 1 points to its first, m - 2 to its second,
and so on. Proposals that a ballot leaves out share the points of the places it leaves free evenly, so that
every ballot gives the same number of points and leaving out is no advantage."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple


class Ballot(NamedTuple):
    """An order of proposals' numbers, the best first, and how many handed it in."""

    order: tuple[int, ...]
    people: int = 1


class Place(NamedTuple):
    """A proposal, its points, its place (1 is the highest) and whether it shares that place."""

    number: int
    points: Fraction
    place: int
    tied: bool

    @property
    def shown_points(self) -> float:
        """The points with one decimal, for people."""
        return round(float(self.points), 1)


class BadBallot(ValueError):
    """A ballot that names a proposal twice, one that is not there, or none; `number` is the wrong one."""

    def __init__(self, number: int | None) -> None:
        self.number = number
        super().__init__(str(number))


def check(order: Sequence[int], proposals: Sequence[int]) -> None:
    """Raises BadBallot for an order that can't be counted."""
    if not order:
        raise BadBallot(None)
    for at, number in enumerate(order):
        if number not in proposals or number in order[:at]:
            raise BadBallot(number)


def count(ballots: Iterable[Ballot], proposals: Sequence[int]) -> list[Place]:
    """The proposals by their points, the highest first; ties in the order of their numbers. No ballots, no
    places."""
    points = dict.fromkeys(proposals, Fraction(0))
    any_ballot = False
    for ballot in ballots:
        check(ballot.order, proposals)
        any_ballot = True
        _add(points, ballot)
    if not any_ballot:
        return []
    return _places(points)


def _add(points: dict[int, Fraction], ballot: Ballot) -> None:
    size = len(points)
    left = [number for number in points if number not in ballot.order]
    for at, number in enumerate(ballot.order):
        points[number] += ballot.people * (size - 1 - at)
    if left:
        shared = Fraction(len(left) - 1, 2) * ballot.people  # the mean of 0 … len(left) - 1
        for number in left:
            points[number] += shared


def _places(points: dict[int, Fraction]) -> list[Place]:
    ordered = sorted(points, key=lambda number: (-points[number], number))
    made: list[Place] = []
    for at, number in enumerate(ordered):
        same = [other for other in ordered if points[other] == points[number]]
        place = ordered.index(same[0]) + 1 if len(same) > 1 else at + 1
        made.append(Place(number, points[number], place, len(same) > 1))
    return made


def groups_to_hide(sizes: dict[str, int], k: int) -> frozenset[str]:
    """Which groups' own results must not be shown: those of fewer than k people, and with them as many of the
    next smallest ones as it takes, so that the hidden ones are k together and no difference from the total
    shows the small one. All of them, where that leaves one alone hidden."""
    present = {group: size for group, size in sizes.items() if size}
    hidden = {group for group, size in present.items() if size < k}
    if not hidden:
        return frozenset()
    for group in sorted(present, key=lambda group: present[group]):
        if len(hidden) > 1 and sum(present[one] for one in hidden) >= k:
            break
        hidden.add(group)
    return frozenset(hidden)
