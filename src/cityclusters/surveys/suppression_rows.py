"""The smallest pattern of hidden cells that protects a table: an exact search, line by line.

A pattern is chosen line after line (the longer side of the table are the lines, the shorter one its slots).
Necessary for any pattern, and cheap to see:

- a line that hides anything hides at least two cells, with counts that add up to k or more (a hidden cell
  lies between 0 and what is hidden in its line);
- the same for a slot, unless people may stand in several rows and its sum is not printed.

Under the first rule alone, and the "at least two" of the second, the cheapest way to finish a table depends
only on which slots have one hidden cell so far and which have more: dynamic programming over those gives it
for every state (`_rest`). The search then goes best first (A*) with that as its exact estimate, so it meets
the patterns in the order of their cost, and the first that the flows of `suppression_flow` accept is the
smallest. A pattern that they refuse leaves its cuts behind, which rule out its likes before they are
complete.

The cost puts the number of cells first and the sum of their counts second. Cuts as what drives the search are
the idea of Fischetti and Salazar's method for cell suppression; the line-by-line search is our own, made for
tables with few groups.
"""

import heapq
from collections.abc import Collection
from dataclasses import dataclass

from cityclusters.surveys.suppression_flow import Network, Table

IMPOSSIBLE = 1 << 90
WIDEST_EXACT = 7
"""Slots up to which all ways to hide cells of a line are tried (2 ** 7 of them)."""
WIDEST_EXACT_SEVERAL = 10
"""The same where people may stand in several rows: then no states of slots have to be kept."""
LONGEST = 200
"""Lines; the search for the rest of a table is as deep as that."""
FREE_SLOTS = 3
WAYS_PER_LINE = 8
WIDE_EFFORT = 5
"""A wider table tries only some slots and the cheapest ways for each line, with this part of the effort."""


class OutOfEffort(Exception):
    """The search has looked at as much as it may."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to hide cells of a line: its cost, its slots and its cells as bits."""

    cost: int
    slots: int
    cells: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """If any cell of `when` is hidden, the weights of those hidden among `weights` must reach `need`."""

    when: int
    need: int
    weights: tuple[tuple[int, int], ...]


def smallest_pattern(
    table: Table, k: int, primary: Collection[int], allowed: Collection[int], effort: int
) -> tuple[set[int] | None, int]:
    """The smallest protecting pattern that the search finds, and a number of cells below which there is none.

    `primary` must be hidden, only cells in `allowed` may be. The pattern is None if `effort` (steps, some
    million a second) was not enough, or the table is too long.
    """
    if max(table.rows, table.columns) > LONGEST:
        return None, 0
    width = len(_lines(table)[0])
    found: set[int] | None = None
    least = 0
    if width > WIDEST_EXACT:
        found, least = _search(_LineSearch(table, k, primary, allowed, effort // WIDE_EFFORT, complete=False))
    if width <= (WIDEST_EXACT_SEVERAL if table.several else WIDEST_EXACT):
        proved, bound = _search(_LineSearch(table, k, primary, allowed, effort, complete=True))
        found, least = proved or found, max(least, bound)
    return found, least


def _search(search: "_LineSearch") -> tuple[set[int] | None, int]:
    """What the search finds within its effort, and the number of cells below which there is no pattern."""
    try:
        found = search.run()
    except OutOfEffort:
        found = None
    return found, search.least()


class _LineSearch:
    """The lines with their ways, the rules learnt so far, and the estimates."""

    def __init__(
        self,
        table: Table,
        k: int,
        primary: Collection[int],
        allowed: Collection[int],
        effort: int,
        *,
        complete: bool,
    ) -> None:
        self.table, self.k, self.effort, self.complete = table, k, effort, complete
        self.primary, self.allowed = primary, allowed
        self.lines = _lines(table)
        self.total = sum(map(sum, table.counts)) + 1
        self.busy = {slot for line in self.lines for slot, cell in enumerate(line) if cell in primary}
        self.ways = [self._ways(line) for line in self.lines]
        self.undecided = [0]
        for line in reversed(self.lines):
            self.undecided.append(self.undecided[-1] | sum(1 << cell for cell in line if cell in allowed))
        self.undecided.reverse()
        self.rules = [] if table.several else [self._slot_rule(slot) for slot in range(len(self.lines[0]))]
        self.estimates: dict[tuple[int, int, int], int] = {}
        self.floor = 0

    def run(self) -> set[int] | None:
        """The cheapest pattern, or None if there is none among the ways that are tried."""
        free = sum(1 << row * self.table.columns + c for row in self.table.free_rows for c in self._columns)
        # (estimate, lines to go, serial number, cost, slots with one hidden cell, with more, hidden cells)
        heap = [(self._rest(0, 0, 0), len(self.lines), 0, 0, 0, 0, free)]
        serial = 0
        while heap:
            self.floor, to_go, _, cost, one, more, hidden = heapq.heappop(heap)
            line = len(self.lines) - to_go
            if not self._possible(hidden, hidden | self.undecided[line]):
                continue
            if to_go == 0:
                pattern = set(_cells(hidden & ~free))
                if not self._learn(pattern):
                    return pattern
                continue
            self._spend(len(self.ways[line]))
            for way in self.ways[line]:
                ones, mores = _after(one, more, way.slots)
                rest = self._rest(line + 1, ones, mores)
                if rest < IMPOSSIBLE:
                    serial += 1
                    so_far = cost + way.cost
                    state = (so_far + rest, to_go - 1, serial, so_far, ones, mores, hidden | way.cells)
                    heapq.heappush(heap, state)
        return None

    def least(self) -> int:
        """A number of cells that no pattern can be below.

        Two for each line, or slot, that must hide one; and as many as the search came to, if it left out none
        (patterns come in the order of their cost).
        """
        sides = [self.lines] if self.table.several else [self.lines, list(zip(*self.lines, strict=True))]
        needed = [[sum(cell in self.primary for cell in line) for line in side] for side in sides]
        reached = self.floor // self.total if self.complete else 0
        # With printed sums both ways the smallest cycle has four cells.
        return max(reached, 2 * len(sides), *(sum(max(2, n) for n in side if n) for side in needed))

    @property
    def _columns(self) -> range:
        return range(self.table.columns)

    def _ways(self, line: tuple[int, ...]) -> list[_Way]:
        """The ways to hide cells of this line that its own total allows, the cheapest first."""
        must = [slot for slot, cell in enumerate(line) if cell in self.primary]
        may = [slot for slot, cell in enumerate(line) if cell in self.allowed and cell not in self.primary]
        ways: list[_Way] = []
        if not self.complete:
            # Few slots, those that hide something anyway first: otherwise there would be millions of ways.
            may.sort(key=lambda slot: (slot not in self.busy, self.table.count(line[slot]), slot))
            del may[FREE_SLOTS:]
        for choice in range(1 << len(may)):
            slots = must + [slot for place, slot in enumerate(may) if choice >> place & 1]
            counts = sum(self.table.count(line[slot]) for slot in slots)
            if not slots or (len(slots) > 1 and counts >= self.k):
                cost = len(slots) * self.total + counts
                cells = sum(1 << line[slot] for slot in slots)
                # Sums of slots that are not printed ask for nothing: then no state need be kept of them.
                kept = 0 if self.table.several else sum(1 << slot for slot in slots)
                ways.append(_Way(cost, kept, cells))
        ways.sort(key=lambda way: (way.cost, way.cells))
        return ways if self.complete else ways[:WAYS_PER_LINE]

    def _slot_rule(self, slot: int) -> _Rule:
        """What is hidden in a slot adds up to k or more."""
        cells = [line[slot] for line in self.lines]
        return _Rule(_bits(cells), self.k, tuple((1 << cell, self.table.count(cell)) for cell in cells))

    def _rest(self, line: int, one: int, more: int) -> int:
        """The least that the lines from here on cost, so that no slot is left with one hidden cell."""
        if line == len(self.lines):
            return IMPOSSIBLE if one else 0
        key = (line, one, more)
        known = self.estimates.get(key)
        if known is not None:
            return known
        best = IMPOSSIBLE
        for way in self.ways[line]:
            if way.cost >= best:
                break
            self._spend(1)
            best = min(best, way.cost + self._rest(line + 1, *_after(one, more, way.slots)))
        self.estimates[key] = best
        return best

    def _possible(self, hidden: int, reachable: int) -> bool:
        """Whether every rule that these hidden cells call up can still be kept."""
        self._spend(1 + len(self.rules))
        for rule in self.rules:
            if rule.when & hidden:
                need = rule.need
                for bit, weight in rule.weights:
                    if bit & reachable:
                        need -= weight
                        if need <= 0:
                            break
                else:
                    return False
        return True

    def _spend(self, steps: int) -> None:
        self.effort -= steps
        if self.effort < 0:
            raise OutOfEffort

    def _learn(self, pattern: set[int]) -> bool:
        """Keeps a rule for each cell that is too narrow in the pattern; False if there is none."""
        network = Network(self.table, pattern)
        cuts = [cut for cell in sorted(pattern) if (cut := network.shortfall(cell, self.k))]
        for cut in cuts:
            weights = tuple((1 << cell, weight) for cell, weight in cut.weights.items())
            self.rules.append(_Rule(1 << cut.cell, self.k - cut.fixed, weights))
        return bool(cuts)


def _lines(table: Table) -> list[tuple[int, ...]]:
    """The cells line by line. Where people may stand in several rows, only rows have sums: they are lines."""
    rows = [tuple(range(row * table.columns, (row + 1) * table.columns)) for row in range(table.rows)]
    if table.several or table.rows >= table.columns:
        return rows
    return list(zip(*rows, strict=True))


def _after(one: int, more: int, slots: int) -> tuple[int, int]:
    """The slots with one hidden cell and those with more, after these slots got another."""
    more |= one & slots
    return (one | slots) & ~more, more


def _bits(cells: Collection[int]) -> int:
    return sum(1 << cell for cell in set(cells))


def _cells(bits: int) -> list[int]:
    cells = []
    while bits:
        lowest = bits & -bits
        cells.append(lowest.bit_length() - 1)
        bits ^= lowest
    return cells
