"""The tables by group of an analysis: what may be printed of them, and why the rest may not (rule SU7).

The totals of the options are printed with each question, so a row's total is never hidden. The totals of the
groups are printed unless `suppression_margins` says otherwise; with one of them hidden, or with no pattern
that protects, a table prints no cells, says why, and offers a coarser table (`regroup`) where there is one.
"""

from collections.abc import Sequence

from cityclusters.surveys.analysis_data import (
    SMALLEST_BASE_WITHOUT_WARNING,
    ByTable,
    Notice,
    Question,
)
from cityclusters.surveys.percent import percent
from cityclusters.surveys.regroup import Parts, merged_groups, merged_options, merged_steps
from cityclusters.surveys.suppression import LARGEST_TABLE, Pattern, protect
from cityclusters.surveys.suppression_flow import Table
from cityclusters.surveys.suppression_margins import hidden_totals
from cityclusters.surveys.tally import Tallies, Tally


def by_tables(tallies: Tallies, k: int) -> tuple[dict[str, ByTable], list[Notice]]:
    """A table for each single, multiple and scale question by its code, and what must be said about them."""
    counted = [tally for tally in tallies.questions if tally.question.kind != "text"]
    hidden = hidden_totals(tallies.sizes, [tally.answered for tally in counted], k)
    tables: dict[str, ByTable] = {}
    notices: list[Notice] = []
    for tally, groups in zip(counted, hidden, strict=True):
        table, said = _by_table(tally, tallies.groups, groups, k)
        tables[tally.question.code] = table
        notices += said
    return tables, notices


def _by_table(
    tally: Tally, groups: Sequence[str], hidden: frozenset[str], k: int
) -> tuple[ByTable, list[Notice]]:
    """One question's table: its cells, or the reason for none and a coarser table."""
    values = [[value] for value in tally.question.values]
    columns = [[group] for group in groups]
    reason = _why_none(tally, hidden, k)
    pattern = None if reason else protect(_table(tally, values, columns), k)
    table = _printed(tally, values, columns, pattern)
    for group in hidden:
        table["column_totals"][group] = None
    if pattern is not None:
        return table, _small_groups(tally, table)
    reason = reason or _no_pattern(tally, len(groups), k)
    table["withheld"] = reason["code"]
    coarser = _regrouped(tally, groups, hidden, k)
    if coarser is not None:
        table["regrouped"] = coarser
    return table, [reason]


def _why_none(tally: Tally, hidden: frozenset[str], k: int) -> Notice | None:
    """Why no pattern need be looked for: a group or an answer with a small total."""
    question = tally.question
    if hidden:
        own = any(0 < tally.answered[group] < k for group in hidden)
        code = "small_group" if own else "hidden_group_totals"
        return {"code": code, "question": question.code, "groups": sorted(hidden), "k": k}
    small = [value for value in question.values if 0 < tally.total(value) < k]
    if small:
        return {"code": "small_option", "question": question.code, "options": small, "k": k}
    return None


def _no_pattern(tally: Tally, groups: int, k: int) -> Notice:
    too_large = groups * len(tally.question.values) > LARGEST_TABLE
    code = "table_too_large" if too_large else "no_protecting_pattern"
    return {"code": code, "question": tally.question.code, "k": k}


def _table(tally: Tally, values: Parts, columns: Parts, free: frozenset[int] = frozenset()) -> Table:
    """The counts with rows and columns merged as given."""
    return Table(
        counts=tuple(
            tuple(sum(tally.counts[value][group] for value in row for group in column) for column in columns)
            for row in values
        ),
        column_totals=tuple(sum(tally.answered[group] for group in column) for column in columns),
        several=tally.question.kind == "multiple",
        free_rows=free,
    )


def _printed(
    tally: Tally,
    values: Parts,
    columns: Parts,
    pattern: Pattern | None,
    free: frozenset[int] = frozenset(),
) -> ByTable:
    """The table as it is printed under the pattern; without one, its totals alone."""
    table = _table(tally, values, columns)
    shown = [row for row in range(len(values)) if row not in free]
    names, groups = _names(values), _names(columns)
    result: ByTable = {
        "groups": groups,
        "cells": {},
        "row_totals": {names[row]: sum(tally.total(value) for value in values[row]) for row in shown},
        "column_totals": dict(zip(groups, table.column_totals, strict=True)),
        "column_totals_are": "people_who_answered",
        "total": tally.base,
        "suppressed": [],
        "audit": {},
    }
    if pattern:
        result["suppressed"] = [[names[row], groups[column]] for row, column in pattern.hidden]
        result["audit"] = {
            f"{names[row]}/{groups[column]}": list(interval)
            for (row, column), interval in pattern.intervals.items()
        }
        result["fewest_hidden"] = pattern.fewest
        result["column_percents"] = {}
        for row in shown:
            counts = _visible(table, row, pattern)
            shares = [
                None if n is None else percent(n, base)
                for n, base in zip(counts, table.column_totals, strict=True)
            ]
            result["cells"][names[row]] = dict(zip(groups, counts, strict=True))
            result["column_percents"][names[row]] = dict(zip(groups, shares, strict=True))
    return result


def _visible(table: Table, row: int, pattern: Pattern) -> list[int | None]:
    """The counts of a row, None where the pattern hides them."""
    return [None if (row, column) in pattern.intervals else n for column, n in enumerate(table.counts[row])]


def _small_groups(tally: Tally, table: ByTable) -> list[Notice]:
    """The groups whose percentages stand on fewer than 20 people (SU8)."""
    small = [group for group in table["groups"] if 0 < tally.answered[group] < SMALLEST_BASE_WITHOUT_WARNING]
    if not small:
        return []
    return [{"code": "small_group_base", "question": tally.question.code, "groups": small}]


def _regrouped(tally: Tally, groups: Sequence[str], hidden: frozenset[str], k: int) -> ByTable | None:
    """The coarser table, if there is one that shows anything."""
    question = tally.question
    columns = merged_groups(groups, hidden)
    rows, free = _merged_rows(question, {value: tally.total(value) for value in question.values}, k)
    if rows is None or len(columns) < 2:
        return None
    table = _table(tally, rows, columns, free)
    if any(0 < total < k for total in table.column_totals):
        return None
    pattern = protect(table, k)
    if pattern is None or len(pattern.hidden) == (len(rows) - len(free)) * len(columns):
        return None
    result = _printed(tally, rows, columns, pattern, free)
    result["merged_options"] = _merged(rows)
    result["merged_groups"] = _merged(columns)
    return result


def _merged_rows(question: Question, totals: dict[str, int], k: int) -> tuple[Parts | None, frozenset[int]]:
    """The rows of the coarser table, and which of them it leaves out.

    Choices of a multiple question overlap, so theirs can't be added up: an option with a small total is left
    out instead.
    """
    if question.kind == "scale":
        return merged_steps(question.values, totals, k), frozenset()
    if question.kind == "single":
        return merged_options(question.values, totals, k), frozenset()
    small = frozenset(row for row, value in enumerate(question.values) if 0 < totals[value] < k)
    if len(small) == len(question.values):
        return None, frozenset()
    return [[value] for value in question.values], small


def _names(parts: Parts) -> list[str]:
    """One name per row or column, such as "1+2"; made different where a code happens to look the same."""
    names: list[str] = []
    for part in parts:
        name = "+".join(part)
        while name in names:
            name += "+"
        names.append(name)
    return names


def _merged(parts: Parts) -> dict[str, list[str]]:
    return {name: part for name, part in zip(_names(parts), parts, strict=True) if len(part) > 1}
