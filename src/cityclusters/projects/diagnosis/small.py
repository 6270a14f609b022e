"""Small numbers of people in a diagnosis that everybody may read: pure, on top of the surveys' protection."""

from collections.abc import Mapping, Sequence
from typing import Any

from cityclusters.surveys.suppression import protect
from cityclusters.surveys.suppression_flow import Table

SEXES = ("female", "male", "other", "not_stated")
Row = Mapping[str, Any]


def known(row: Row) -> bool:
    """Whether anything is known of the people in it."""
    return any(row[sex] is not None for sex in SEXES)


def total(row: Row) -> int:
    """All people of a row, whatever they stated."""
    return sum(row[sex] or 0 for sex in SEXES)


def steps_for_all(steps: Sequence[Row], k: int) -> list[dict[str, Any]]:
    """The steps of a chain as everybody may see them, with `people` (None where not known or hidden) and
    `hidden`: a cell under k is hidden together with the others that would give it away; where no pattern
    protects, or a whole step has fewer than k people, no step is shown by sex."""
    counted = [row for row in steps if known(row)]
    counts = tuple(tuple(row[sex] or 0 for sex in SEXES) for row in counted)
    sums = tuple(sum(column) for column in zip(*counts, strict=True)) if counts else ()
    few = any(0 < total(row) < k for row in counted) or any(0 < number < k for number in sums)
    pattern = None if few or not counts else protect(Table(counts, sums), k)
    hidden = set(pattern.hidden) if pattern is not None else None
    made, at = [], 0
    for row in steps:
        if not known(row):
            made.append({**row, "people": None, "hidden": []})
            continue
        gone = [sex for n, sex in enumerate(SEXES) if hidden is None or (at, n) in hidden]
        shown = {sex: None if sex in gone else row[sex] or 0 for sex in SEXES}
        people = total(row) if total(row) == 0 or total(row) >= k else None
        made.append({**row, **shown, "people": people, "hidden": gone})
        at += 1
    return made


def steps_for_team(steps: Sequence[Row]) -> list[dict[str, Any]]:
    """The steps as those see them who write them."""
    return [{**row, "people": total(row) if known(row) else None, "hidden": []} for row in steps]


def ranks_to_hide(hearings: Sequence[Row], k: int) -> tuple[str, ...]:
    """Whose ranks everybody may not see ('women_rank', 'men_rank'): those of fewer than k people heard, for
    their list would be the opinion of a few."""
    pairs = (("female", "women_rank"), ("male", "men_rank"))
    return tuple(name for sex, name in pairs if 0 < sum(row[sex] for row in hearings) < k)


def content_for_all(content: Mapping[str, Any], k: int) -> dict[str, Any]:
    """The frozen content of a diagnosis as everybody may see it. Posts are public offices: women and men in
    them are counted, what else was stated only together with 'not stated'."""
    gone = ranks_to_hide(content["hearings"], k)
    grids = {}
    for code, rows in content["grids"].items():
        grids[code] = [_folded({**row, **dict.fromkeys(gone)}) for row in rows]
    return {**content, "grids": grids, "steps": steps_for_all(content["steps"], k), "hidden_ranks": gone}


def _folded(row: dict[str, Any]) -> dict[str, Any]:
    if row["other"] is None:
        return row
    return {**row, "other": None, "not_stated": (row["not_stated"] or 0) + row["other"]}


def content_for_team(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as those see it who write it."""
    return {**content, "steps": steps_for_team(content["steps"]), "hidden_ranks": ()}
