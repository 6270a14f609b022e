"""Whether two written names are one name: in another script, another order, or with a patronymic. Pure.

Only spelling is compared; nothing is concluded from a name about the person (rule PE2)."""

from functools import lru_cache

from cityclusters.people.matching import name_forms

name_keys = lru_cache(maxsize=20_000)(name_forms)


def same_name(one: str, other: str) -> bool:
    """Whether the names may be one person's: a spelling in common, or all words of the shorter (two or
    more) among those of the longer. A missing name contradicts nothing."""
    ones, others = name_keys(one), name_keys(other)
    if not ones or not others or ones & others:
        return True
    for a in ones:
        for b in others:
            shorter, longer = sorted((set(a.split()), set(b.split())), key=len)
            if len(shorter) >= 2 and shorter <= longer:
                return True
    return False
