"""How far a hidden cell of a table with printed totals can move: exact, by flows in a small graph.

The table has one node per row, one per column. Hidden cells may change as long as every printed number stays:
raising cell (i, j) by one takes one from another hidden cell of row i and of column j, and so on round a
cycle. So the most a cell can rise is a maximum flow from its column back to its row through the other hidden
cells, where a cell with count x lets through at most x downwards (counts are not negative) and `room` upwards
(no limit, or the size of its group in a multiple choice). The same the other way round gives the most it can
fall. All capacities are whole numbers, so the bounds are reached by whole numbers: they are those of the
integer program, not only of the linear one.

In a multiple choice the sum of a column is not printed; what is known is that each of its people chose at
least one row, so it is at least the column's total. One more node, `slack`, takes what a column gains and
gives each column the `mentions - total` that it may lose.

When a flow is too small, the nodes it reached show a cut: the cells through which it would have to get
larger. `shortfall` returns it; the search for the smallest pattern lives on these cuts.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENDLESS = 1 << 60


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by row and column, with what is printed beside them.

    `several` says that a person may stand in several rows (multiple choice): a column's total is then its
    number of people and not the sum of its cells. `free_rows` are rows of which only the total is known; they
    are hidden anyway and ask for no protection.
    """

    counts: tuple[tuple[int, ...], ...]
    column_totals: tuple[int, ...]
    several: bool = False
    free_rows: frozenset[int] = frozenset()

    @property
    def rows(self) -> int:
        return len(self.counts)

    @property
    def columns(self) -> int:
        return len(self.column_totals)

    def count(self, cell: int) -> int:
        """The count of a cell; cells are numbered row by row."""
        return self.counts[cell // self.columns][cell % self.columns]

    def room(self, cell: int) -> int:
        """By how much the cell alone could grow."""
        if not self.several:
            return ENDLESS
        return self.column_totals[cell % self.columns] - self.count(cell)


@dataclass(frozen=True, slots=True)
class Cut:
    """Why `cell` is not wide enough: `fixed` plus the weights of the hidden cells among `weights` is < k.

    True of every pattern that hides `cell`: its width is at most that sum.
    """

    cell: int
    fixed: int
    weights: dict[int, int]


class Network:
    """The moves that a set of hidden cells allows. Cells can be added and taken away."""

    def __init__(self, table: Table, hidden: Iterable[int]) -> None:
        self.table = table
        self.slack = table.rows + table.columns
        self.hidden: set[int] = set()
        self._room: list[dict[int, int]] = [{} for _ in range(self.slack + 1)]
        if table.several:
            for column, total in enumerate(table.column_totals):
                mentions = sum(row[column] for row in table.counts)
                self._room[table.rows + column][self.slack] = ENDLESS
                self._room[self.slack][table.rows + column] = mentions - total
        for row in table.free_rows:
            for column in range(table.columns):
                self.hide(row * table.columns + column)
        for cell in hidden:
            self.hide(cell)

    def hide(self, cell: int) -> None:
        """Lets the cell move."""
        row, column = self._ends(cell)
        self.hidden.add(cell)
        self._room[row][column] = self.table.room(cell)
        self._room[column][row] = self.table.count(cell)

    def show(self, cell: int) -> None:
        """Prints the cell again."""
        row, column = self._ends(cell)
        self.hidden.discard(cell)
        self._room[row].pop(column, None)
        self._room[column].pop(row, None)

    def interval(self, cell: int) -> tuple[int, int]:
        """The least and the greatest count of a hidden cell that fit everything printed."""
        row, column = self._ends(cell)
        count = self.table.count(cell)
        rise, _ = self._flow(column, row, min(self.table.room(cell), ENDLESS))
        fall, _ = self._flow(row, column, count)
        return count - fall, count + rise

    def shortfall(self, cell: int, k: int) -> Cut | None:
        """None if the interval of the hidden cell is at least k wide, else the cut that shows why not."""
        row, column = self._ends(cell)
        room, count = self.table.room(cell), self.table.count(cell)
        rise, above = self._flow(column, row, min(room, k))
        if rise >= k:
            return None
        fall, below = self._flow(row, column, min(count, k - rise))
        if rise + fall >= k:
            return None
        fixed, weights = 0, dict[int, int]()
        for reached, limit in ((above, room), (below, count)):
            if reached is None:
                fixed += limit
            else:
                fixed += self._cut(cell, reached, weights)
        return Cut(cell, fixed, weights)

    def _ends(self, cell: int) -> tuple[int, int]:
        row, column = divmod(cell, self.table.columns)
        return row, self.table.rows + column

    def _flow(self, source: int, target: int, limit: int) -> tuple[int, set[int] | None]:
        """The flow between two nodes, not through the arc that joins them, up to `limit`.

        Also the nodes reached when it could not grow, or None if the limit stopped it. Leaves the network as
        it was.
        """
        room = self._room
        direct, back = room[source].pop(target, None), room[target].pop(source, None)
        sent, undo, reached = 0, list[tuple[int, int, int]](), None
        while sent < limit:
            path, seen = self._path(source, target)
            if not path:
                reached = seen
                break
            step = min(limit - sent, *(room[tail][head] for tail, head in path))
            for tail, head in path:
                undo.append((tail, head, step))
                room[tail][head] -= step
                room[head][tail] = room[head].get(tail, 0) + step
            sent += step
        for tail, head, step in reversed(undo):
            room[tail][head] += step
            room[head][tail] -= step
        if direct is not None:
            room[source][target] = direct
        if back is not None:
            room[target][source] = back
        return sent, reached

    def _path(self, source: int, target: int) -> tuple[list[tuple[int, int]], set[int]]:
        """A shortest path with room left, as arcs (empty if there is none), and the nodes seen."""
        came = {source: source}
        queue = deque([source])
        while queue:
            tail = queue.popleft()
            for head, room in self._room[tail].items():
                if room > 0 and head not in came:
                    came[head] = tail
                    if head == target:
                        path = []
                        while head != source:
                            path.append((came[head], head))
                            head = came[head]
                        return path, set(came)
                    queue.append(head)
        return [], set(came)

    def _cut(self, cell: int, reached: set[int], weights: dict[int, int]) -> int:
        """Adds what each cell could carry out of the reached nodes; returns what can't be changed."""
        table = self.table
        for row in range(table.rows):
            inside = row in reached
            for column in range(table.columns):
                if ((table.rows + column) in reached) == inside:
                    continue
                other = row * table.columns + column
                carries = table.room(other) if inside else table.count(other)
                if other != cell and carries:
                    weights[other] = weights.get(other, 0) + carries
        if self.slack in reached:
            gives = self._room[self.slack]
            return sum(gives[table.rows + c] for c in self._columns_outside(reached))
        return 0

    def _columns_outside(self, reached: set[int]) -> Sequence[int]:
        return [c for c in range(self.table.columns) if (self.table.rows + c) not in reached]
