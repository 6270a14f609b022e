"""Small counts of people in reports, hidden so that they can't be computed from what is printed. No Django.

Pages of the team show every number; a report leaves the house. In it a count by sex between 0 and k is not
shown, nor what it could be recomputed from: other sides, the sums, and the differences between successive
numbers of 'all so far'. Three steps:

1. Periods with fewer than k people in all are printed together with the next one.
2. Of the sum over all periods, small sides are hidden with the smallest others, so that what is hidden comes
   to at least k (`hidden_sides`). They are hidden in every period.
3. What is left is a table with printed margins, protected as the tables of surveys are
   (`surveys.suppression`), the hidden sides as one column.

A stock is no sum: each of its periods is protected alone, by step 2."""

from collections.abc import Sequence
from dataclasses import dataclass

from cityclusters.projects.progress import Count, Period
from cityclusters.surveys.suppression import protect
from cityclusters.surveys.suppression_flow import Table

SIDES = ("female", "male", "other", "not_stated")
K, K_SENSITIVE = 5, 10
EFFORT = 20_000
"""Steps of the search for the smallest pattern: a report has many tables. Less effort hides more."""
Numbers = Sequence[tuple[Period, Count]]


@dataclass(frozen=True, slots=True)
class Line:
    """What is printed of a period: the sides that may be, and the number of all; None is 'not shown'. `shown`
    is False for a period that is printed together with a later one."""

    period: Period
    sides: dict[str, int | None]
    total: int | None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Guarded:
    """What may be printed of an indicator: its periods, and how it stands."""

    lines: list[Line]
    so_far: Line | None
    hides: bool


def hidden_sides(counts: dict[str, int], k: int) -> set[str] | None:
    """The sides to hide of one number whose total is printed: the small ones, and the smallest others until
    at least two are hidden and come to at least k. None where that can't be: then the total is hidden too."""
    hidden = {side for side, count in counts.items() if 0 < count < k}
    if not hidden:
        return set()
    rest = sorted(
        (side for side in counts if side not in hidden and counts[side]), key=lambda side: counts[side]
    )
    while len(hidden) < 2 or sum(counts[side] for side in hidden) < k:
        if not rest:
            return None
        hidden.add(rest.pop(0))
    return hidden


def guarded(kind: str, numbers: Numbers, k: int = K) -> Guarded:
    """What may be printed of the numbers of people of one indicator, the oldest first."""
    rows = [(period, {side: int(getattr(count, side) or 0) for side in SIDES}) for period, count in numbers]
    if not rows:
        return Guarded([], None, False)
    if kind == "stock":
        lines = [_alone(period, counts, k) for period, counts in rows]
        return Guarded(lines, lines[-1], any(_hides(line) for line in lines))
    steps = _steps(kind, rows)
    if any(count < 0 for _period, counts in steps for count in counts.values()):
        return _last_only(kind, rows, k)
    return _together(kind, rows, steps, k)


def _hides(line: Line) -> bool:
    return not line.shown or line.total is None or None in line.sides.values()


def _alone(period: Period, counts: dict[str, int], k: int) -> Line:
    hidden = hidden_sides(counts, k)
    total = sum(counts.values())
    if hidden is None:
        return Line(period, dict.fromkeys(SIDES), total if total >= k else None)
    return Line(period, {side: None if side in hidden else count for side, count in counts.items()}, total)


def _steps(kind: str, rows: list[tuple[Period, dict[str, int]]]) -> list[tuple[Period, dict[str, int]]]:
    """What is new in each period."""
    if kind == "periodic":
        return rows
    before = dict.fromkeys(SIDES, 0)
    steps = []
    for period, counts in rows:
        steps.append((period, {side: counts[side] - before[side] for side in SIDES}))
        before = counts
    return steps


def _last_only(kind: str, rows: list[tuple[Period, dict[str, int]]], k: int) -> Guarded:
    """Where numbers were corrected downwards, differences say too much: only how it stands is printed."""
    last = _alone(*rows[-1], k)
    lines = [Line(period, dict.fromkeys(SIDES), None, shown=False) for period, _counts in rows[:-1]]
    return Guarded([*lines, last], last, True)


def _together(
    kind: str, rows: list[tuple[Period, dict[str, int]]], steps: list[tuple[Period, dict[str, int]]], k: int
) -> Guarded:
    sums = {side: sum(counts[side] for _period, counts in steps) for side in SIDES}
    so_far = _alone(rows[-1][0], sums, k)
    if so_far.total is None or all(count is None for count in so_far.sides.values()):
        unsaid = [Line(period, dict.fromkeys(SIDES), None, shown=False) for period, _counts in rows[:-1]]
        return Guarded([*unsaid, so_far], so_far, True)
    groups = _groups([sum(counts.values()) for _period, counts in steps], k)
    open_sides = [side for side in SIDES if so_far.sides[side] is not None]
    hidden = _pattern(steps, groups, open_sides, k)
    lines: list[Line] = []
    for number, group in enumerate(groups):
        lines += [Line(rows[at][0], dict.fromkeys(SIDES), None, shown=False) for at in group[:-1]]
        lines.append(_printed(kind, rows, steps, groups, number, open_sides, hidden))
    return Guarded(lines, so_far, any(_hides(line) for line in lines))


def _groups(totals: list[int], k: int) -> list[list[int]]:
    """Successive periods, each group with nobody or at least k people; what is left over goes with the last
    group."""
    groups: list[list[int]] = []
    held: list[int] = []
    for at, _total in enumerate(totals):
        held.append(at)
        if not 0 < sum(totals[one] for one in held) < k:
            groups.append(held)
            held = []
    if held and groups:
        groups[-1] = groups[-1] + held
        while len(groups) > 1 and 0 < sum(totals[one] for one in groups[-1]) < k:
            last = groups.pop()
            groups[-1] = groups[-1] + last
    elif held:
        groups.append(held)
    return groups


def _pattern(
    steps: list[tuple[Period, dict[str, int]]], groups: list[list[int]], open_sides: list[str], k: int
) -> set[tuple[int, int]] | None:
    """Which cells (group, open side) are hidden; None for all."""
    closed = [side for side in SIDES if side not in open_sides]

    def cells(group: list[int]) -> tuple[int, ...]:
        own = [sum(steps[at][1][side] for at in group) for side in open_sides]
        rest = sum(steps[at][1][side] for at in group for side in closed)
        return (*own, rest) if closed else tuple(own)

    counts = tuple(cells(group) for group in groups)
    table = Table(counts, tuple(map(sum, zip(*counts, strict=True))))
    found = protect(table, k, EFFORT)
    return None if found is None else {cell for cell in found.hidden if cell[1] < len(open_sides)}


def _printed(
    kind: str,
    rows: list[tuple[Period, dict[str, int]]],
    steps: list[tuple[Period, dict[str, int]]],
    groups: list[list[int]],
    number: int,
    open_sides: list[str],
    hidden: set[tuple[int, int]] | None,
) -> Line:
    """A group of periods under the name of its last one. A number of 'all so far' is hidden from the first
    step that is hidden to the last one: after it, the sum and the later steps give it anyway."""
    last = groups[number][-1]
    period = rows[last][0]
    values = rows[last][1] if kind == "cumulative" else _sum(steps, groups[number])
    sides: dict[str, int | None] = dict.fromkeys(SIDES)
    for column, side in enumerate(open_sides):
        spoiled = [] if hidden is None else [row for row, place in sorted(hidden) if place == column]
        if kind == "cumulative":
            is_hidden = bool(spoiled) and spoiled[0] <= number < spoiled[-1]
            is_hidden = is_hidden or (hidden is None and number < len(groups) - 1)
        else:
            is_hidden = hidden is None or number in spoiled
        sides[side] = None if is_hidden else values[side]
    return Line(period, sides, sum(values.values()))


def _sum(steps: list[tuple[Period, dict[str, int]]], group: list[int]) -> dict[str, int]:
    return {side: sum(steps[at][1][side] for at in group) for side in SIDES}
