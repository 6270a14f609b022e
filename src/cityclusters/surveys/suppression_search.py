"""Two simple searches in the patterns that protect a table: the largest there is, and a small one, quickly.

See `suppression_rows` for the smallest.
"""

from collections.abc import Iterable

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
