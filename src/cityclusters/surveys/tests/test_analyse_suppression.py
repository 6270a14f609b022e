"""Small cells by group: hidden, with the fewest others, so that nobody can work them out."""

import random
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cityclusters.surveys.analysis import analyse
from cityclusters.surveys.analysis_data import Kind, Question, SurveyData
from cityclusters.surveys.suppression import protect
from cityclusters.surveys.suppression_flow import Network, Table
from cityclusters.surveys.tests.published import Published

EXAMPLES = settings(max_examples=60, deadline=None, derandomize=True)


def printed(counts: dict[str, dict[str, int]], k: int = 5) -> Any:
    """The table by sex of a single question with these counts."""
    question = Question("q", "single", options=tuple(counts))
    responses = [
        {"sex": group, "answers": {"q": option}}
        for option, row in counts.items()
        for group, count in row.items()
        for _ in range(count)
    ]
    return analyse(SurveyData((question,), responses, by="sex", k=k))["by"]["q"]


def test_T06_the_complement_is_hidden_too() -> None:
    table = printed({"A": {"F": 14, "M": 9}, "B": {"F": 3, "M": 11}, "C": {"F": 12, "M": 8}})
    assert table["suppressed"] == [["B", "F"], ["B", "M"], ["C", "F"], ["C", "M"]]
    assert table["audit"] == {"B/F": [0, 14], "B/M": [0, 14], "C/F": [1, 15], "C/M": [5, 19]}
    assert table["cells"] == {
        "A": {"F": 14, "M": 9},
        "B": {"F": None, "M": None},
        "C": {"F": None, "M": None},
    }
    assert table["row_totals"] == {"A": 23, "B": 14, "C": 20}
    assert table["column_totals"] == {"F": 29, "M": 28}
    assert table["total"] == 57
    assert table["fewest_hidden"] is True
    assert table["column_percents"]["A"] == {"F": 48, "M": 32}


@pytest.mark.parametrize("hidden", [[(1, 0)], [(1, 0), (1, 1)]])
def test_T06_hiding_less_is_seen_through(hidden: list[tuple[int, int]]) -> None:
    table = Table(((14, 9), (3, 11), (12, 8)), (29, 28))
    network = Network(table, [row * 2 + column for row, column in hidden])
    for row, column in hidden:
        count = table.counts[row][column]
        assert network.interval(row * 2 + column) == (count, count)


def test_SU7_no_small_cell_hides_nothing_and_zero_is_not_small() -> None:
    table = printed({"A": {"F": 14, "M": 9}, "B": {"F": 0, "M": 11}})
    assert (table["suppressed"], table["audit"]) == ([], {})
    assert table["cells"]["B"] == {"F": 0, "M": 11}


def test_SU7_an_answer_of_too_few_people_prints_no_cells_but_a_coarser_table() -> None:
    question = Question("q", "scale", low=1, high=5)
    counts = {1: (1, 0), 2: (1, 1), 3: (5, 6), 4: (9, 7), 5: (11, 6)}
    responses = [
        {"sex": sex, "answers": {"q": step}}
        for step, row in counts.items()
        for sex, count in zip(("female", "male"), row, strict=True)
        for _ in range(count)
    ]
    found = analyse(SurveyData((question,), responses, by="sex"))
    table = found["by"]["q"]
    assert (table["cells"], table["suppressed"], table["audit"]) == ({}, [], {})
    assert table["column_totals"] == {"female": 27, "male": 20}
    assert table["withheld"] == "small_option"
    assert {"code": "small_option", "question": "q", "options": ["1", "2"], "k": 5} in found["notices"]
    assert any("'q': no cells by group are printed" in warning for warning in found["warnings"])
    coarser = table["regrouped"]
    assert coarser["cells"] == {
        "1+2+3": {"female": 7, "male": 7},
        "4": {"female": 9, "male": 7},
        "5": {"female": 11, "male": 6},
    }
    assert coarser["merged_options"] == {"1+2+3": ["1", "2", "3"]}


def test_SU7_rare_options_stand_together_in_the_coarser_table() -> None:
    table = printed(
        {"A": {"F": 14, "M": 9}, "B": {"F": 1, "M": 1}, "C": {"F": 2, "M": 2}, "D": {"F": 6, "M": 7}}
    )
    assert table["cells"] == {}
    assert list(table["regrouped"]["row_totals"].items()) == [("A", 23), ("D", 13), ("B+C", 6)]
    assert table["regrouped"]["suppressed"] != []


def test_SU7_a_rare_choice_is_left_out_of_the_coarser_table_of_a_multiple_question() -> None:
    question = Question("q", "multiple", options=("a", "b", "c"))
    responses = [
        {"sex": sex, "answers": {"q": choice}}
        for sex, choice, count in (
            ("female", ["a", "b"], 8),
            ("female", ["a"], 7),
            ("male", ["b"], 9),
            ("male", ["a", "b", "c"], 2),
            ("male", ["a"], 4),
        )
        for _ in range(count)
    ]
    table = analyse(SurveyData((question,), responses, by="sex"))["by"]["q"]
    assert table["cells"] == {}
    assert table["regrouped"]["cells"] == {"a": {"female": 15, "male": 6}, "b": {"female": 8, "male": 11}}
    assert table["column_totals"] == {"female": 15, "male": 15}


def test_SU7_a_table_too_large_to_protect_is_withheld() -> None:
    counts = {f"o{row}": {f"g{column}": 6 for column in range(70)} for row in range(60)}
    counts["o0"]["g0"] = 3
    table = printed(counts)
    assert (table["cells"], table["withheld"]) == ({}, "table_too_large")
    counts["o0"]["g0"] = 0
    assert printed(counts)["suppressed"] == []


def test_SU7_the_order_of_the_responses_does_not_choose_the_pattern() -> None:
    question = Question("q", "single", options=("a", "b", "c", "d"))
    counts = {("a", "F"): 9, ("a", "M"): 9, ("b", "F"): 3, ("b", "M"): 9, ("c", "F"): 9, ("d", "M"): 9}
    responses = [
        {"sex": sex, "answers": {"q": option}}
        for (option, sex), count in counts.items()
        for _ in range(count)
    ]
    dice = random.Random(1)
    seen = set()
    for _ in range(5):
        dice.shuffle(responses)
        seen.add(str(analyse(SurveyData((question,), responses, by="sex"))["by"]["q"]["suppressed"]))
    assert len(seen) == 1


COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 20])


@st.composite
def tables(draw: st.DrawFn, rows: int, columns: int) -> Table:
    """A table of at most that size, of one or of several answers per person."""
    width = draw(st.integers(1, columns))
    counts = draw(st.lists(st.tuples(*[COUNTS] * width), min_size=1, max_size=rows))
    sums = [sum(row[column] for row in counts) for column in range(width)]
    if draw(st.booleans()):
        return Table(tuple(counts), tuple(sums))
    most = [max(row[column] for row in counts) for column in range(width)]
    totals = [draw(st.integers(low, high)) for low, high in zip(most, sums, strict=True)]
    return Table(tuple(counts), tuple(totals), several=True)


def oracle_interval(table: Table, hidden: set[int], cell: int) -> tuple[int, int]:
    """The interval of a cell by linear programming over everything printed."""
    size, width = table.rows * table.columns, table.columns
    sums: list[list[float]] = []
    totals: list[int] = []
    limits: list[list[float]] = []
    for row in range(table.rows):
        sums.append([float(other // width == row) for other in range(size)])
        totals.append(sum(table.counts[row]))
    for column in range(width):
        line = [float(other % width == column) for other in range(size)]
        if table.several:
            limits.append([-value for value in line])
        else:
            sums.append(line)
            totals.append(table.column_totals[column])
    bounds = []
    for other in range(size):
        most = table.column_totals[other % width] if table.several else None
        bounds.append((0, most) if other in hidden else (table.count(other), table.count(other)))
    ends = []
    for sign in (1, -1):
        found = linprog(
            [sign * (other == cell) for other in range(size)],
            A_eq=sums,
            b_eq=totals,
            A_ub=limits or None,
            b_ub=[-total for total in table.column_totals] if limits else None,
            bounds=bounds,
        )
        assert found.success
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]


@EXAMPLES
@given(tables(5, 4), st.integers(2, 8))
def test_SU7_every_hidden_cell_is_k_wide_by_an_independent_audit(table: Table, k: int) -> None:
    pattern = protect(table, k)
    if pattern is None:
        return
    hidden = {row * table.columns + column for row, column in pattern.hidden}
    small = {cell for cell in range(table.rows * table.columns) if 0 < table.count(cell) < k}
    assert small <= hidden
    for (row, column), interval in pattern.intervals.items():
        assert interval == oracle_interval(table, hidden, row * table.columns + column)
        assert interval[1] - interval[0] >= k


def brute_force(table: Table, k: int) -> tuple[int, int] | None:
    """The number of cells of the smallest pattern, and the sum of its counts, by trying all of them."""
    cells = set(range(table.rows * table.columns))
    small = {cell for cell in cells if 0 < table.count(cell) < k}
    if not small:
        return 0, 0
    for extra in range(len(cells - small) + 1):
        good = []
        for added in combinations(sorted(cells - small), extra):
            hidden = small | set(added)
            network = Network(table, hidden)
            if not any(network.shortfall(cell, k) for cell in hidden):
                good.append(sum(table.count(cell) for cell in hidden))
        if good:
            return len(small) + extra, min(good)
    return None


@EXAMPLES
@given(tables(4, 3), st.integers(2, 6))
def test_SU7_no_pattern_hides_fewer_cells_or_smaller_counts(table: Table, k: int) -> None:
    pattern = protect(table, k)
    best = brute_force(table, k)
    if pattern is None:
        assert best is None
    else:
        assert pattern.fewest
        found = len(pattern.hidden), sum(table.counts[row][column] for row, column in pattern.hidden)
        assert found == best


def test_SU7_the_smallest_pattern_is_proved_for_ten_options_and_six_groups() -> None:
    dice = random.Random(5)
    for mean in (10, 25, 60):
        counts = tuple(tuple(int(dice.expovariate(1 / mean)) for _ in range(6)) for _ in range(10))
        pattern = protect(Table(counts, tuple(map(sum, zip(*counts, strict=True)))), 5)
        assert pattern is not None
        assert pattern.fewest


def test_SU7_tables_of_35_groups_are_protected_without_a_needless_cell() -> None:
    dice = random.Random(6)
    counts = tuple(tuple(int(dice.expovariate(1 / 60)) for _ in range(35)) for _ in range(8))
    table = Table(counts, tuple(map(sum, zip(*counts, strict=True))))
    pattern = protect(table, 5)
    assert pattern is not None
    hidden = {row * 35 + column for row, column in pattern.hidden}
    assert all(high - low >= 5 for low, high in pattern.intervals.values())
    for cell in hidden:
        if table.count(cell) == 0 or table.count(cell) >= 5:
            rest = hidden - {cell}
            network = Network(table, rest)
            assert any(network.shortfall(other, 5) for other in rest)


@st.composite
def surveys(draw: st.DrawFn) -> SurveyData:
    """Up to three questions with skips and routed-out people, up to four groups, some of them tiny."""
    dice = random.Random(draw(st.integers(0, 10**9)))
    groups = ["female", "male", None, "other"][: draw(st.integers(1, 4))]
    weights = [dice.choice([1, 3, 10, 20, 40]) for _ in groups]
    questions = []
    for number in range(draw(st.integers(1, 3))):
        kind: Kind = dice.choice(["single", "multiple", "scale"])
        options = () if kind == "scale" else tuple("abcd"[: dice.randint(1, 4)])
        questions.append(Question(f"q{number}", kind, options=options, low=1, high=dice.randint(2, 5)))
    habits = {
        question.code: (dice.choice([0, 0.02, 0.5]), dice.choice([0, 0, 0.3])) for question in questions
    }
    responses = []
    for _ in range(draw(st.sampled_from([3, 8, 12, 20, 35, 60, 150]))):
        given: dict[str, Any] = {}
        for question in questions:
            skips, routed = habits[question.code]
            if dice.random() < routed:
                given[question.code] = None
            elif dice.random() >= skips:
                choices = dice.choices(question.values, [9, 1, 5, 2, 3][: len(question.values)], k=3)
                one = int(choices[0]) if question.kind == "scale" else choices[0]
                given[question.code] = sorted(set(choices)) if question.kind == "multiple" else one
        sex = dice.choices(groups, weights)[0]
        responses.append({"answers": given} | ({"sex": sex} if sex else {}))
    return SurveyData(tuple(questions), responses, by="sex", k=draw(st.sampled_from([3, 5, 8])))


@EXAMPLES
@given(surveys())
def test_SU7_the_whole_document_gives_no_hidden_cell_away(data: SurveyData) -> None:
    document: Any = analyse(data)
    known = Published(document)
    for code, fine in document["by"].items():
        for table in (fine, fine.get("regrouped")):
            if table is None:
                continue
            merged = table.get("merged_options", {}), table.get("merged_groups", {})
            hidden = []
            for option, row in table["cells"].items():
                for group, count in row.items():
                    assert count is None or not 0 < count < data.k
                    if count is None:
                        hidden.append([option, group])
                        interval = known.interval(*Published.cells(code, option, group, *merged))
                        assert table["audit"][f"{option}/{group}"] == list(interval)
                        assert interval[1] - interval[0] >= data.k
            assert table["suppressed"] == hidden
