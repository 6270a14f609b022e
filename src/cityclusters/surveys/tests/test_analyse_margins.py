"""Totals of small groups: hidden with a complement, in every table of the file where they would show."""

from collections import Counter
from typing import Any

from hypothesis import given

from cityclusters.surveys.analysis import analyse
from cityclusters.surveys.analysis_data import NOT_STATED, Question, SurveyData
from cityclusters.surveys.suppression_margins import hidden_totals
from cityclusters.surveys.tests.published import Published
from cityclusters.surveys.tests.test_analyse_suppression import EXAMPLES, surveys

A = Question("a", "single", options=("yes", "no"))
B = Question("b", "single", options=("yes", "no"))


def everyone(*groups: tuple[str, int, dict[str, Any]]) -> list[dict[str, Any]]:
    """So many people of a group, all with these answers."""
    return [{"sex": sex, "answers": answers} for sex, count, answers in groups for _ in range(count)]


def test_SU7_three_men_are_hidden_with_the_32_women_of_35() -> None:
    responses = everyone(
        ("male", 2, {"a": "yes", "b": "no"}),
        ("male", 1, {"a": "no", "b": "yes"}),
        ("female", 20, {"a": "yes", "b": "yes"}),
        ("female", 12, {"a": "no", "b": "no"}),
    )
    found = analyse(SurveyData((A, B), responses, by="sex"))
    for code in ("a", "b"):
        table = found["by"][code]
        assert table["cells"] == {}
        assert table["column_totals"] == {"female": None, "male": None}
        assert table["total"] == 35
        assert table["withheld"] == "small_group"
        assert "regrouped" not in table
    assert "32" not in str(found["by"])
    assert {"code": "small_group", "question": "a", "groups": ["female", "male"], "k": 5} in found["notices"]


def test_SU7_with_a_third_group_only_the_smaller_one_is_the_complement() -> None:
    responses = everyone(
        ("female", 12, {"a": "yes"}),
        ("female", 8, {"a": "no"}),
        ("male", 6, {"a": "yes"}),
        ("male", 6, {"a": "no"}),
        ("", 2, {"a": "no"}),
    )
    table = analyse(SurveyData((A,), responses, by="sex"))["by"]["a"]
    assert table["groups"] == ["female", "male", "not_stated"]
    assert table["column_totals"] == {"female": 20, "male": None, "not_stated": None}
    coarser = table["regrouped"]
    assert coarser["groups"] == ["female", "male+not_stated"]
    assert coarser["merged_groups"] == {"male+not_stated": ["male", "not_stated"]}
    assert coarser["cells"] == {
        "yes": {"female": 12, "male+not_stated": 6},
        "no": {"female": 8, "male+not_stated": 8},
    }


def test_SU7_another_table_does_not_show_what_one_hides() -> None:
    """The three men did not answer b; printing its 32 women would still tell them from the 35 of a."""
    responses = everyone(("male", 3, {"a": "yes"}), ("female", 32, {"a": "yes", "b": "yes"}))
    found = analyse(SurveyData((A, B), responses, by="sex"))
    assert found["by"]["b"]["column_totals"] == {"female": None, "male": None}
    assert found["by"]["b"]["withheld"] == "hidden_group_totals"
    assert any("'b'" in warning and "other tables" in warning for warning in found["warnings"])


def test_SU7_few_answers_of_a_large_group_are_hidden_in_their_own_table_only() -> None:
    responses = everyone(
        ("male", 3, {"a": "yes", "b": "yes"}),
        ("male", 7, {"b": "no"}),
        ("female", 25, {"a": "yes", "b": "yes"}),
        ("female", 8, {"b": "no"}),
    )
    found = analyse(SurveyData((A, B), responses, by="sex"))
    assert found["by"]["a"]["column_totals"] == {"female": None, "male": None}
    assert found["by"]["b"]["column_totals"] == {"female": 33, "male": 10}
    assert found["by"]["b"]["cells"] != {}


def test_SU7_a_file_of_one_small_group_has_nothing_to_hide_behind() -> None:
    found = analyse(SurveyData((A,), everyone(("male", 3, {"a": "yes"})), by="sex"))
    assert found["by"]["a"]["cells"] == {}
    assert found["by"]["a"]["column_totals"] == {"male": None}


def test_SU7_small_groups_can_be_each_others_complement() -> None:
    sizes = {"a": 30, "b": 4, "c": 4, "d": 3}
    assert hidden_totals(sizes, [sizes], 5) == [frozenset("bcd")]
    assert hidden_totals({"a": 30, "b": 4, "c": 30, "d": 9}, [{"a": 30, "b": 4, "c": 30, "d": 9}], 5) == [
        frozenset("bd")
    ]


@EXAMPLES
@given(surveys())
def test_SU7_no_small_total_is_printed_or_can_be_worked_out(data: SurveyData) -> None:
    document: Any = analyse(data)
    known = Published(document)
    sizes = Counter(response.get("sex") or NOT_STATED for response in data.responses)
    for code, table in document["by"].items():
        answered = Counter(
            response.get("sex") or NOT_STATED
            for response in data.responses
            if response["answers"].get(code) is not None
        )
        nothing_left = all(
            total is None for other in document["by"].values() for total in other["column_totals"].values()
        )
        for group, total in table["column_totals"].items():
            assert total is None or (total == answered[group] and not 0 < total < data.k)
            if total is None:
                assert table["cells"] == {}
            if total is None and 0 < answered[group] < data.k <= table["total"] and not nothing_left:
                low, high = known.interval(("total", code, group))
                assert high > low
                if sizes[group] < data.k:
                    assert high - low >= data.k
