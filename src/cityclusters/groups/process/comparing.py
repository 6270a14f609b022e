"""What differs between two versions of a process: pure, without Django. Steps are known by their keys."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from cityclusters.practices.differences import Piece, words

Fate = Literal["same", "changed", "added", "removed"]


class Step(NamedTuple):
    """A step as it is compared: its place in the row, its title, and its other facts in words."""

    key: str
    number: int
    title: str
    facts: Mapping[str, str]


class Fact(NamedTuple):
    """One fact that differs, word by word."""

    name: str
    pieces: list[Piece]


class Difference(NamedTuple):
    """A step in either version. `moved_from` is its former number where others than neighbours that came or
    went have changed its place, else None."""

    fate: Fate
    step: Step
    facts: list[Fact]
    moved_from: int | None = None


def compare(before: Sequence[Step], after: Sequence[Step]) -> list[Difference]:
    """All steps in the order of the newer version; what was removed stands where it stood."""
    old = {step.key: step for step in before}
    new = {step.key for step in after}
    moved = _moved(before, after)
    found = [_difference(old.get(step.key), step, moved) for step in after]
    for step in before:
        if step.key not in new:
            found.insert(_place(found, before, step), Difference("removed", step, []))
    return found


def _difference(old: Step | None, step: Step, moved: set[str]) -> Difference:
    if old is None:
        return Difference("added", step, [])
    texts = {"title": (old.title, step.title)}
    texts |= {name: (old.facts.get(name, ""), text) for name, text in step.facts.items()}
    facts = [Fact(name, words(was, now)) for name, (was, now) in texts.items() if was != now]
    moved_from = old.number if step.key in moved else None
    return Difference("changed" if facts or moved_from else "same", step, facts, moved_from)


def _moved(before: Sequence[Step], after: Sequence[Step]) -> set[str]:
    """Keys of the steps that left the longest row of steps whose order is the same in both."""
    here = {step.key: place for place, step in enumerate(after)}
    kept = [step.key for step in before if step.key in here]
    rows: list[list[str]] = []
    for key in kept:  # the longest rising row that ends with this step
        ending = [row for row in rows if here[row[-1]] < here[key]]
        rows.append([*max(ending, key=len, default=[]), key])
    longest = max(rows, key=len, default=[])
    return set(kept) - set(longest)


def _place(found: Sequence[Difference], before: Sequence[Step], gone: Step) -> int:
    """After the nearest step before it that is shown already."""
    shown = {difference.step.key: place for place, difference in enumerate(found)}
    earlier = [shown[step.key] for step in before[: gone.number - 1] if step.key in shown]
    return earlier[-1] + 1 if earlier else 0
