"""A coarser table where the fine one may not be printed: small groups together, small answers together.

Recoding is the other classical remedy beside hiding. It costs detail, not honesty: "1-3" by sex is worth more
to an officer than a table with nothing in it. A coarser table shows nothing that its own printed numbers do
not: the totals of the merged groups stay hidden one by one, their sum follows from what is printed anyway.
"""

from collections.abc import Collection, Mapping, Sequence

Parts = list[list[str]]


def merged_groups(groups: Sequence[str], hidden: Collection[str]) -> Parts:
    """The groups whose totals are printed, each alone, then those hidden as one."""
    parts = [[group] for group in groups if group not in hidden]
    together = [group for group in groups if group in hidden]
    return [*parts, together] if together else parts


def merged_steps(steps: Sequence[str], totals: Mapping[str, int], k: int) -> Parts | None:
    """A scale's steps in runs, none of which has between 1 and k - 1 answers; None if only one run is left.

    A run that is too small joins the smaller of its neighbours.
    """
    runs = [[step] for step in steps]

    def total(run: list[str]) -> int:
        return sum(totals[step] for step in run)

    while len(runs) > 1:
        place = next((place for place, run in enumerate(runs) if 0 < total(run) < k), None)
        if place is None:
            return runs
        sides = [side for side in (place - 1, place + 1) if 0 <= side < len(runs)]
        side = min(sides, key=lambda side: total(runs[side]))
        first = min(place, side)
        runs[first : first + 2] = [runs[first] + runs[first + 1]]
    return None


def merged_options(options: Sequence[str], totals: Mapping[str, int], k: int) -> Parts | None:
    """The options that enough people chose, each alone, then the others as one; None if all are in one.

    Where the others together are still too few, the smallest of the rest joins them.
    """
    together = {option for option in options if 0 < totals[option] < k}
    rest = sorted(
        (option for option in options if totals[option] >= k),
        key=lambda option: (totals[option], options.index(option)),
    )
    while rest and 0 < sum(totals[option] for option in together) < k:
        together.add(rest.pop(0))
    if not rest:
        return None
    parts = [[option] for option in options if option not in together]
    return [*parts, [option for option in options if option in together]] if together else parts
