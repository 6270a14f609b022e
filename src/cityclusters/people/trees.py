"""Organisations that count as one actor: an office is its agency, and what was merged is what stays."""

from collections.abc import Iterable

from django.db.models import Q

from cityclusters.people.models import Organisation
from cityclusters.people.models.organisation import DEEPEST_TREE


def whole_trees(keys: Iterable[int]) -> frozenset[int]:
    """Keys of all organisations above, beside and below those of the keys, themselves included; a query per
    level of the trees, whatever the number of rows."""
    level = set(Organisation.objects.agencies(keys).values())
    found = set(level)
    for _level in range(DEEPEST_TREE if level else 0):
        below = Organisation.objects.filter(Q(parent__in=level) | Q(merged_into__in=level))
        level = set(below.values_list("pk", flat=True)) - found
        if not level:
            break
        found |= level
    return frozenset(found)


def of_one_tree(some: Iterable[int], others: Iterable[int]) -> bool:
    """Whether an organisation of the first keys stands in one tree with one of the others."""
    mine, theirs = set(some), set(others)
    if not mine or not theirs:
        return False
    if mine & theirs:
        return True
    top = Organisation.objects.agencies(mine | theirs)
    return not {top[key] for key in mine}.isdisjoint(top[key] for key in theirs)
