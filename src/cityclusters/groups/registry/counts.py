"""Counts of people by sex over time, as keepers and as everybody may see them; and their picture."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from cityclusters.groups.models import Headcount
from cityclusters.surveys.analysis_data import SMALLEST_CELL
from cityclusters.surveys.suppression import protect
from cityclusters.surveys.suppression_flow import Table

SEXES = ("female", "male", "other", "not_stated")
WIDTH, HEIGHT, EDGE = 320, 90, 8
UNSEEN = 1_000_000


class Line(NamedTuple):
    """One count. A number that is None is not shown: it is so small that it could single somebody out, or
    would give such a number away."""

    row: Headcount
    numbers: tuple[int | None, ...]
    total: int

    @property
    def hides(self) -> bool:
        """Whether a number of it is not shown."""
        return None in self.numbers


class Chart(NamedTuple):
    """The totals of one unit as a line: points of an SVG picture, and the words below its ends."""

    points: str
    dots: list[tuple[str, str, int]]
    first: Headcount
    last: Headcount


class Counts(NamedTuple):
    """All counts of one unit, the oldest first, and their picture where there are two or more."""

    unit: str
    label: str
    lines: list[Line]
    chart: Chart | None

    @property
    def hides(self) -> bool:
        """Whether a number of them is not shown."""
        return any(line.hides for line in self.lines)


def numbers_for_all(row: Headcount, k: int = SMALLEST_CELL) -> tuple[int | None, ...]:
    """The numbers by sex as everybody may see them: their total is printed beside them, so that a small one
    is hidden together with another; where that does not help, none is shown (rule SU7)."""
    known = tuple(getattr(row, sex) for sex in SEXES)
    if row.total == 0:
        return known
    # No totals of columns are printed here: a second line that nobody sees stands for all that is unknown.
    unseen = (UNSEEN,) * len(known)
    sums = tuple(number + UNSEEN for number in known)
    pattern = protect(Table((known, unseen), sums, free_rows=frozenset({1})), k)
    if pattern is None or row.total < k:
        return (None,) * len(known)
    hidden = {column for line, column in pattern.hidden if line == 0}
    return tuple(None if at in hidden else number for at, number in enumerate(known))


def all_counts(rows: Iterable[Headcount], *, inside: bool) -> list[Counts]:
    """The counts of a group by unit, members first; `inside` for those who keep it: nothing is hidden."""
    order = {code: at for at, code in enumerate(Headcount.Unit.values)}
    listed = sorted(rows, key=lambda row: (order.get(row.unit, len(order)), row.on))
    found = []
    for unit, some in groupby(listed, key=lambda row: row.unit):
        lines = [_line(row, inside) for row in some]
        found.append(Counts(unit, str(Headcount.Unit(unit).label), lines, _chart(lines)))
    return found


def _line(row: Headcount, inside: bool) -> Line:
    numbers = tuple(getattr(row, sex) for sex in SEXES) if inside else numbers_for_all(row)
    return Line(row, numbers, row.total)


def _chart(lines: Sequence[Line]) -> Chart | None:
    """Days from left to right in their distances, totals from 0 upwards."""
    if len(lines) < 2:
        return None
    first, last = lines[0].row, lines[-1].row
    days = max((last.on - first.on).days, 1)
    most = max(line.total for line in lines) or 1
    spots = []
    for line in lines:
        x = EDGE + (line.row.on - first.on).days / days * (WIDTH - 2 * EDGE)
        y = HEIGHT - EDGE - line.total / most * (HEIGHT - 2 * EDGE)
        spots.append((f"{x:.1f}", f"{y:.1f}", line.total))
    return Chart(" ".join(f"{x},{y}" for x, y, _total in spots), spots, first, last)
