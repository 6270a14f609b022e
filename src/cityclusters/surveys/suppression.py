"""Hides small cells of a table so that they can't be recomputed (rule SU7).

A count between 0 and k in a table by group could single someone out, so it is not printed. Row and column
totals are, so other cells must be hidden with it: as few as possible, and rather small ones than large. A
pattern is good when every hidden cell, the added ones too, could still have any of at least k + 1 counts (its
interval is at least k wide) given every number that is printed and that counts are not negative.

Out of its reach: what somebody knows besides (her own answer, a colleague's), and guesses from the fact that
hidden counts are often small. Both are why k is at least 5 unless a survey says otherwise.
"""

from dataclasses import dataclass

from cityclusters.surveys.suppression_flow import Network, Table
from cityclusters.surveys.suppression_rows import smallest_pattern
from cityclusters.surveys.suppression_search import largest_pattern, quick_pattern

LARGEST_TABLE = 4000
"""Cells. A larger table is not protected but withheld: looking after it would take minutes."""
EFFORT = 1_000_000
"""Steps of the search for the smallest pattern: about a second at most."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to hide. Cells are (row, column)."""

    hidden: tuple[tuple[int, int], ...]
    intervals: dict[tuple[int, int], tuple[int, int]]
    """The audit: least and greatest count of each hidden cell that fit everything printed."""
    fewest: bool
    """Proved that no pattern hides fewer cells."""


def protect(table: Table, k: int, effort: int = EFFORT) -> Pattern | None:
    """The pattern to hide, empty if no count is small; None if no pattern protects.

    `effort` bounds the search, not the safety: with too little of it the pattern is still audited, only
    perhaps larger than it had to be.
    """
    cells = range(table.rows * table.columns)
    primary = {
        cell for cell in cells if 0 < table.count(cell) < k and cell // table.columns not in table.free_rows
    }
    if not primary:
        return Pattern((), {}, True)
    if len(cells) > LARGEST_TABLE:
        return None
    allowed = largest_pattern(table, k)
    if not primary <= allowed:
        return None
    chosen, fewest = _choose(table, k, primary, allowed, effort)
    network = Network(table, chosen)
    order = sorted(chosen)
    return Pattern(
        hidden=tuple(divmod(cell, table.columns) for cell in order),
        intervals={divmod(cell, table.columns): network.interval(cell) for cell in order},
        fewest=fewest,
    )


def _choose(table: Table, k: int, primary: set[int], allowed: set[int], effort: int) -> tuple[set[int], bool]:
    """The best pattern found, and whether it is proved that none hides fewer cells."""
    quick = quick_pattern(table, k, primary, allowed)
    found, least = smallest_pattern(table, k, primary, allowed, effort)

    def cost(cells: set[int]) -> tuple[int, int]:
        return len(cells), sum(table.count(cell) for cell in cells)

    best = quick if found is None else min(found, quick, key=cost)
    return best, len(best) <= least
