"""Which totals of groups may be printed, over all tables of a file.

A table by group prints how many people of each group answered. Where that is between 1 and k - 1, hiding
cells can't help: three men's answers lie between 0 and 3 whatever else is hidden. So such a table prints no
cells, and the small total itself is hidden, or the page would still say "3 men". To hide it alone is useless:
35 who answered less 32 women are 3 men. Another group's total has to go with it, the complement.

And it has to go everywhere. The tables of a file are about the same people: group g has N people, of whom at
most N answered any one question. A table in which nobody skipped prints N itself, and with it the total that
another table hides. Two cases:

- The group itself is small: N < k. It and its complements are hidden in every table. Then its total can
  still be anything that moving people between the hidden groups allows; complements are added until that is
  at least k wide, in each table that has enough answers for it.
- The group is not small, but few of it answered this question (they skipped it or were not asked). Its N may
  well be known from other tables, and need not be hidden: what is left is that between N - skipped and N
  answered, never the exact number, as someone did skip. It is hidden in this table only, with the complements
  that make it as wide as k, or as wide as this table allows.

Cells need no such look across tables: where the totals of all groups are printed, another question's table
says nothing more about them (each question's cells can be dealt out to the people independently).
"""

from collections.abc import Collection, Mapping, Sequence


def hidden_totals(
    sizes: Mapping[str, int], answered: Sequence[Mapping[str, int]], k: int
) -> list[frozenset[str]]:
    """The groups whose totals each table must hide.

    `sizes`: people per group in the whole file. `answered`: for each table, people per group who answered
    (an absent group has 0). The answer has one set per table, in the same order; an empty one means that all
    totals of the table may be printed.
    """
    everywhere = _hidden_everywhere(sizes, answered, k)
    return [_hidden_here(sizes, totals, everywhere, k) for totals in answered]


def _hidden_everywhere(
    sizes: Mapping[str, int], answered: Sequence[Mapping[str, int]], k: int
) -> frozenset[str]:
    """The small groups that answered anything, and enough complements for them, the smallest first."""
    small = {group for group, size in sizes.items() if 0 < size < k and any(t.get(group) for t in answered)}
    hidden = set(small)
    others = sorted(set(sizes) - small, key=lambda group: (sizes[group], group))
    while others and any(
        totals.get(group, 0) > 0 and _width_moving(sizes, totals, hidden, group) < k
        for totals in answered
        if sum(totals.values()) >= k
        for group in small
    ):
        hidden.add(others.pop(0))
    # A lone small group stands here only if the file has no other: then its total is the total of the table.
    return frozenset(hidden)


def _width_moving(
    sizes: Mapping[str, int], totals: Mapping[str, int], hidden: Collection[str], group: str
) -> int:
    """How far the group's total can at least move when people move between groups hidden in every table.

    A group that is named has someone in it, so one stays behind.
    """
    rise = sum(min(totals.get(other, 0), sizes[other] - 1) for other in hidden if other != group)
    fall = min(totals.get(group, 0), sizes[group] - 1) if len(hidden) > 1 else 0
    return rise + fall


def _hidden_here(
    sizes: Mapping[str, int], totals: Mapping[str, int], everywhere: frozenset[str], k: int
) -> frozenset[str]:
    """What this table hides: the groups hidden everywhere, its own small totals and their complements."""
    if 0 < sum(totals.values()) < k:
        return frozenset(sizes)
    small = {group for group in sizes if 0 < totals.get(group, 0) < k} - everywhere
    hidden = set(everywhere) | small
    if not small:
        return everywhere
    goal = {group: min(k, _width_fixed(sizes, totals, sizes, group)) for group in small}
    others = [group for group in sizes if group not in hidden]
    others.sort(key=lambda group: (totals.get(group, 0) == 0, totals.get(group, 0), group))
    while others and any(
        len(hidden) < 2 or _width_fixed(sizes, totals, hidden, group) < goal[group] for group in small
    ):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def _width_fixed(
    sizes: Mapping[str, int], totals: Mapping[str, int], hidden: Collection[str], group: str
) -> int:
    """How far the group's total can move in this table alone, the sizes of all groups being known."""
    others = [other for other in hidden if other != group]
    own = totals.get(group, 0)
    rise = min(sizes[group] - own, sum(totals.get(other, 0) for other in others))
    fall = min(own, sum(sizes[other] - totals.get(other, 0) for other in others))
    return rise + fall
