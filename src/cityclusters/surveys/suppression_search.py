"""The smallest pattern of hidden cells that protects a table: exact search, with a quick one before it.

Both work on the cuts of `suppression_flow`: a cell that can't move far enough shows a set of cells through
which its moves are squeezed, and any protecting pattern must hide more of those. This is the idea behind the
branch-and-cut method for cell suppression (Fischetti and Salazar), here as a plain depth-first search: take
the cut with the fewest ways out, try each of them, and forbid it once all that contains it has been seen. The
bound that cuts branches off: violated cuts that share no cell need separate additions.

Among patterns of equal size the one with the smallest hidden counts is taken, then the first in the order of
the search, so the same table always gives the same pattern.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cityclusters.surveys.suppression_flow import Cut, Network, Table


def largest_pattern(table: Table, k: int) -> set[int]:
    """Every cell that some protecting pattern hides, free rows aside.

    Patterns in which each cell is wide enough may be united (hiding more only widens), so hiding everything
    and printing again what stays too narrow ends at the union of them all.
    """
    cells = {
        cell for cell in range(table.rows * table.columns) if cell // table.columns not in table.free_rows
    }
    network = Network(table, cells)
    narrow = cells
    while narrow:
        narrow = {cell for cell in cells if network.shortfall(cell, k)}
        for cell in narrow:
            network.show(cell)
        cells -= narrow
    return cells


def quick_pattern(table: Table, k: int, primary: Iterable[int], allowed: set[int]) -> set[int]:
    """A protecting pattern within `allowed` (which must be one itself): small, not always the smallest.

    A narrow cell gets the best way out of its cut, again and again; then each added cell that turns out not
    to be needed is printed again, the largest counts first.
    """
    network = Network(table, primary)
    chosen = set(primary)
    waiting = sorted(chosen, reverse=True)
    while waiting:
        cell = waiting.pop()
        while cut := network.shortfall(cell, k):
            ways = [other for other in cut.weights if other in allowed and other not in chosen]
            best = min(ways, key=lambda other: _price(table, network, cut, k, other))
            network.hide(best)
            chosen.add(best)
            waiting.insert(0, best)
    for cell in sorted(chosen - set(primary), key=lambda cell: (-table.count(cell), cell)):
        network.show(cell)
        if any(network.shortfall(other, k) for other in chosen if other != cell):
            network.hide(cell)
        else:
            chosen.discard(cell)
    return chosen


def _price(table: Table, network: Network, cut: Cut, k: int, cell: int) -> tuple[int, int, int, int]:
    """Cheaper is better: makes no row or column with a lone hidden cell, lifts the cut enough, is small."""
    row, column = divmod(cell, table.columns)
    rows = {other // table.columns for other in network.hidden}
    columns = {other % table.columns for other in network.hidden}
    missing = k - cut.fixed - sum(w for other, w in cut.weights.items() if other in network.hidden)
    too_weak = int(cut.weights[cell] < missing)
    return (row not in rows) + (column not in columns), too_weak, table.count(cell), cell


def smallest_pattern(
    table: Table, k: int, primary: set[int], allowed: set[int], effort: int
) -> tuple[set[int], bool]:
    """The smallest protecting pattern, and whether the search could finish within its `effort` (nodes).

    `primary` must be hidden; only cells in `allowed`, itself a protecting pattern, may be.
    """
    search = _Search(table, k, primary, allowed, effort)
    search.run()
    return search.best, search.finished


@dataclass(frozen=True, slots=True)
class _Rule:
    """A cut, quick to test: cells are bits, one of `heavy` suffices, those of `light` add up to `need`."""

    when: int
    need: int
    heavy: int
    light: tuple[tuple[int, int], ...]
    light_mask: int


@dataclass(frozen=True, slots=True)
class _Clause:
    """At least `least` of these cells (bits) have to be added."""

    ways: int
    least: int
    smallest: int
    """The sum of the `least` smallest counts among them."""


class _Search:
    """Depth-first; `best` holds the smallest pattern so far, at first the quick one."""

    def __init__(self, table: Table, k: int, primary: set[int], allowed: set[int], effort: int) -> None:
        self.table, self.k, self.effort = table, k, effort
        self.allowed = _bits(allowed)
        self.start = _bits(primary)
        self.values = [table.count(cell) for cell in range(table.rows * table.columns)]
        self.best = quick_pattern(table, k, primary, allowed)
        self.best_cost = (len(self.best), sum(self.values[cell] for cell in self.best))
        self.rules: list[_Rule] = []
        self.finished = True

    def run(self) -> None:
        """Searches until nothing is left or the effort is spent."""
        stack = [(self.start, 0)]
        while stack:
            hidden, forbidden = stack.pop()
            self.effort -= 1
            if self.effort < 0:
                self.finished = False
                return
            stack += self._branches(hidden, forbidden)

    def _branches(self, hidden: int, forbidden: int) -> list[tuple[int, int]]:
        """What to look at next below this node: nothing if it is a pattern or can't become a better one."""
        clauses = self._clauses(hidden, forbidden)
        if clauses is None:
            return []
        cells = _cells(hidden)
        size, weight = len(cells), sum(self.values[cell] for cell in cells)
        if not clauses:
            if (size, weight) < self.best_cost:
                self.best, self.best_cost = set(cells), (size, weight)
            return []
        least, smallest = _packing(clauses)
        if (size + least, weight + smallest) >= self.best_cost:
            return []
        branches = []
        tightest = min(clauses, key=lambda clause: (clause.ways.bit_count(), -clause.least))
        for cell in sorted(_cells(tightest.ways), key=lambda cell: (self.values[cell], cell)):
            branches.append((hidden | 1 << cell, forbidden))
            forbidden |= 1 << cell
        branches.reverse()
        return branches

    def _clauses(self, hidden: int, forbidden: int) -> list[_Clause] | None:
        """What this pattern still lacks: empty if nothing, None if only forbidden cells could give it."""
        open_cells = self.allowed & ~hidden & ~forbidden
        clauses = list[_Clause]()
        for rule in self.rules:
            if rule.when & hidden and not rule.heavy & hidden:
                clause = self._clause(rule, hidden, open_cells)
                if clause is not None:
                    if not clause.ways:
                        return None
                    clauses.append(clause)
        if clauses:
            return clauses
        if not self._learn(hidden):
            return []
        return self._clauses(hidden, forbidden)

    def _clause(self, rule: _Rule, hidden: int, open_cells: int) -> _Clause | None:
        """What the rule asks for here; None if it is content, without ways if it can't be met."""
        missing = rule.need
        if rule.light_mask & hidden:
            missing -= sum(weight for bit, weight in rule.light if bit & hidden)
        if missing <= 0:
            return None
        heavy = rule.heavy & open_cells
        light = [(weight, bit) for bit, weight in rule.light if bit & open_cells]
        if heavy:
            least = 1
        else:
            least, gained = 0, 0
            for weight, _ in sorted(light, reverse=True):
                least, gained = least + 1, gained + weight
                if gained >= missing:
                    break
            if gained < missing:
                return _Clause(0, 0, 0)
        ways = heavy | (rule.light_mask & open_cells)
        values = sorted(self.values[cell] for cell in _cells(ways))
        return _Clause(ways, least, sum(values[:least]))

    def _learn(self, hidden: int) -> bool:
        """Looks for cells that are too narrow and keeps their cuts; False if there are none."""
        network = Network(self.table, _cells(hidden))
        found = False
        for cell in _cells(hidden):
            cut = network.shortfall(cell, self.k)
            if cut:
                self.rules.append(self._rule(cut))
                found = True
        return found

    def _rule(self, cut: Cut) -> _Rule:
        """The cut as a rule. Cells of free rows are always hidden, so they count as fixed."""
        columns = self.table.columns
        free = {cell for cell in cut.weights if cell // columns in self.table.free_rows}
        need = self.k - cut.fixed - sum(cut.weights[cell] for cell in free)
        heavy, light = 0, []
        for cell, weight in cut.weights.items():
            if cell in free or not self.allowed >> cell & 1:
                continue
            if weight >= need:
                heavy |= 1 << cell
            else:
                light.append((1 << cell, weight))
        light_mask = sum(bit for bit, _ in light)
        return _Rule(1 << cut.cell, need, heavy, tuple(light), light_mask)


def _packing(clauses: list[_Clause]) -> tuple[int, int]:
    """How many cells must be added at least, and how much they weigh: clauses that share no cell."""
    used = least = smallest = 0
    for clause in sorted(clauses, key=lambda clause: (clause.ways.bit_count(), -clause.least)):
        if not clause.ways & used:
            used |= clause.ways
            least += clause.least
            smallest += clause.smallest
    return least, smallest


def _bits(cells: Iterable[int]) -> int:
    return sum(1 << cell for cell in set(cells))


def _cells(bits: int) -> list[int]:
    cells = []
    while bits:
        lowest = bits & -bits
        cells.append(lowest.bit_length() - 1)
        bits ^= lowest
    return cells
