"""Before and after, for the same people only (rule SU9). Pure; no Django.

Two surveys reach different people: who stays away the second time may be those for whom nothing changed. So a
question is compared for people who answered it both times, and for nobody else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[int, str]
"""A person's key → her answer to one question, as text; who skipped it is not in it."""


@dataclass(frozen=True, slots=True)
class Change:
    """The answers of the same `people`, the first time and the second."""

    people: int
    first: Counter[str]
    second: Counter[str]


def compare(first: Answers, second: Answers, k: int) -> Change | None:
    """The answers of those who gave one both times; None where a person could be recognised.

    That is so where fewer than `k` people are left, and where nearly all are: the tables of everybody are
    printed too, and their difference would show the few who answered only once."""
    both = first.keys() & second.keys()
    left_out = [len(answers) - len(both) for answers in (first, second)]
    if len(both) < k or any(0 < count < k for count in left_out):
        return None
    return Change(
        people=len(both),
        first=Counter(first[person] for person in both),
        second=Counter(second[person] for person in both),
    )
