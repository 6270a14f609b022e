"""Would the answers point to a person? The design check of a questionnaire, before it opens (rule SU3, T08).

A questionnaire without names can still single people out: asked for city and post, the mayor of Khiva is one
person. Who will be asked is known beforehand, so it can be counted: people who share all the attributes that
the questionnaire asks for form a cell, and a cell of fewer than k people can be recognised. Pure; no Django.

    audience = [{"city": "Khiva", "region": "Xorazm", "post": "mayor", "sex": "male"}, ...]
    check = check_design(audience, ["city", "post"], coarser={"city": ["region"]})
    check.may_be_called_anonymous  # False
    check.combinations[0].asked    # ("city",): already the city alone makes cells under k
    check.changes[0].instead       # {"city": "region", "post": None}: ask for the region, not for the post
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from cityclusters.surveys.analysis_data import SMALLEST_CELL

NOT_KNOWN = ""
"""The value of an attribute that is not known of somebody; such people form cells of their own."""
MOST_CHANGES = 3

Person = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """People who share these values, in the order of the attributes asked for."""

    values: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Combination:
    """Attributes that together have cells under k."""

    asked: tuple[str, ...]
    cells: int
    small: int
    """Cells under k."""
    single: int
    """Cells of one person."""
    smallest: int
    enough_alone: bool
    """No part of these attributes has a cell under k: this is where the danger begins."""


@dataclass(frozen=True, slots=True)
class Change:
    """What to ask instead so that no cell is under k."""

    instead: dict[str, str | None]
    """A question's attribute to the coarser one to ask for, or None: don't ask."""
    cells: int
    """Cells that are left: the more, the more the answers can be broken down."""
    smallest: int


@dataclass(frozen=True, slots=True)
class DesignCheck:
    """The result. `small` are the cells under k of everything asked, the smallest first."""

    audience: int
    k: int
    asked: tuple[str, ...]
    cells: int
    small: tuple[Cell, ...]
    combinations: tuple[Combination, ...]
    """Each set of attributes with cells under k, the smaller sets first."""
    changes: tuple[Change, ...]
    """The gentlest first; empty if nothing is wrong, or nothing helps (fewer than k people in all)."""

    @property
    def may_be_called_anonymous(self) -> bool:
        """Whether nobody can be told from fewer than k - 1 others."""
        return not self.small and self.audience >= self.k


def check_design(
    audience: Iterable[Person],
    asked: Sequence[str],
    k: int = SMALLEST_CELL,
    coarser: Mapping[str, Sequence[str]] | None = None,
) -> DesignCheck:
    """Counts the cells of what is asked over those who will be asked, and looks for a way out.

    `audience`: one mapping per person, attribute to value; besides the attributes asked for, also the coarser
    ones. `coarser`: for an attribute, what could be asked instead, from nearly as fine to very coarse; not
    asking at all is always considered. Raises ValueError if an attribute is asked for twice.
    """
    if len(set(asked)) < len(asked):
        raise ValueError("an attribute is asked for twice")
    ladders = [[name, *(coarser or {}).get(name, ())] for name in asked]
    attributes = list(dict.fromkeys(chain.from_iterable(ladders)))
    people = Counter(tuple(person.get(name, NOT_KNOWN) for name in attributes) for person in audience)
    counted = _Counted(attributes, people, k)
    cells = counted.cells(asked)
    small = sorted((cell for cell in cells if cell.size < k), key=lambda cell: (cell.size, cell.values))
    return DesignCheck(
        audience=people.total(),
        k=k,
        asked=tuple(asked),
        cells=len(cells),
        small=tuple(small),
        combinations=tuple(_combinations(counted, asked)) if small else (),
        changes=tuple(_changes(counted, ladders)) if small and people.total() >= k else (),
    )


def sentences(check: DesignCheck) -> list[str]:
    """The result in plain English, for the command line and for logs; pages use the numbers."""
    if check.may_be_called_anonymous:
        return [f"Every group that the questions make has {check.k} people or more."]
    said = [] if check.audience >= check.k else [f"Only {check.audience} people will be asked."]
    for found in check.combinations:
        if found.enough_alone or found.asked == check.asked:
            said.append(
                f"{' and '.join(found.asked)}: {found.small} of {found.cells} groups have fewer than "
                f"{check.k} people, {found.single} of them a single person. Answers could be recognised."
            )
    for change in check.changes:
        steps = [
            f"don't ask for {a}" if b is None else f"ask for {b} instead of {a}"
            for a, b in change.instead.items()
        ]
        said.append(
            f"Enough would be: {'; '.join(steps)}. The smallest group then has {change.smallest} people."
        )
    return said


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many people have each combination of all attributes."""

    attributes: list[str]
    people: Counter[tuple[str, ...]]
    k: int

    def cells(self, asked: Sequence[str]) -> list[Cell]:
        """The cells of these attributes. Nothing asked: one cell of everybody."""
        places = [self.attributes.index(name) for name in asked]
        sizes: Counter[tuple[str, ...]] = Counter()
        for values, count in self.people.items():
            sizes[tuple(values[place] for place in places)] += count
        return [Cell(values, size) for values, size in sizes.items()]


def _combinations(counted: _Counted, asked: Sequence[str]) -> Iterable[Combination]:
    """Each set of the attributes asked for that has cells under k."""
    dangerous: list[set[str]] = []
    for size in range(len(asked) + 1):
        for names in combinations(asked, size):
            sizes = [cell.size for cell in counted.cells(names)]
            small = [size for size in sizes if size < counted.k]
            if not small:
                continue
            enough_alone = not any(part <= set(names) for part in dangerous)
            dangerous.append(set(names))
            yield Combination(names, len(sizes), len(small), small.count(1), min(small), enough_alone)


def _changes(counted: _Counted, ladders: Sequence[Sequence[str]]) -> list[Change]:
    """The gentlest ways to make every cell k or larger: few questions changed, then many cells kept.

    Looks no further than the smallest number of questions whose change is enough.
    """
    asked = [ladder[0] for ladder in ladders]
    for touched in range(1, len(asked) + 1):
        found = [
            change
            for chosen in combinations(range(len(asked)), touched)
            for steps in product(*([*ladders[place][1:], None] for place in chosen))
            if (change := _change(counted, asked, dict(zip((asked[p] for p in chosen), steps, strict=True))))
        ]
        if found:
            found.sort(key=lambda change: (-change.cells, -change.smallest, str(change.instead)))
            return found[:MOST_CHANGES]
    return []


def _change(counted: _Counted, asked: Sequence[str], instead: dict[str, str | None]) -> Change | None:
    """The change, if it makes every cell k or larger."""
    left = list(dict.fromkeys(name for name in (instead.get(name, name) for name in asked) if name))
    sizes = [cell.size for cell in counted.cells(left)]
    return Change(instead, len(sizes), min(sizes)) if min(sizes) >= counted.k else None
