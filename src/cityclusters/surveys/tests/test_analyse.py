"""The analysis of a survey: bases, percentages, scales, warnings."""

from typing import Any

import pytest

from cityclusters.surveys.analysis import analyse, may_release_again
from cityclusters.surveys.analysis_data import Question, SurveyData
from cityclusters.surveys.analysis_file import answer

EXPECT = Question("expect", "single", options=("yes", "no", "dk"), dont_know=frozenset({"dk"}))
WHERE = Question("where", "multiple", options=("X", "Y", "Z", "other"))
RATING = Question("rating", "scale", low=1, high=5)
WHY = Question("why", "text")


def people(code: str, *answers: tuple[object, int]) -> list[dict[str, Any]]:
    """Responses to one question: so many of each answer; "skip" leaves it out."""
    return [
        {"answers": {} if value == "skip" else {code: value}}
        for value, number in answers
        for _ in range(number)
    ]


def result(question: Question, *answers: tuple[object, int], **more: Any) -> Any:
    return analyse(SurveyData((question,), people(question.code, *answers), **more))


EXAMPLE: dict[str, Any] = {
    "survey": {
        "mode": "anonymous",
        "questions": [
            {
                "code": "expect",
                "kind": "single",
                "options": [{"code": "yes"}, {"code": "no"}, {"code": "dk", "dont_know": True}],
            },
            {
                "code": "where",
                "kind": "multiple",
                "options": [{"code": "CN"}, {"code": "TR"}, {"code": "KR"}],
            },
            {"code": "rating", "kind": "scale", "min": 1, "max": 5},
            {"code": "why", "kind": "text"},
        ],
    },
    "audience": {"invited": 62, "attended": 51},
    "by": "sex",
    "k": 5,
    "responses": [
        {"sex": "female", "answers": {"expect": "yes", "where": ["CN", "TR"], "rating": 4}},
    ]
    * 34,
}


def test_the_example_of_the_contract_has_every_key() -> None:
    found: Any = answer(EXAMPLE)
    assert found["responses"] == 34
    assert found["response_rate"] == {"count": 34, "base": 51, "base_is": "attended", "percent": 67}
    expect = found["questions"]["expect"]
    assert (expect["kind"], expect["answered"], expect["skipped"], expect["not_asked"]) == (
        "single",
        34,
        0,
        0,
    )
    assert expect["options"]["yes"]["count"] == 34
    assert expect["options"]["yes"]["percent"] == 100
    where = found["questions"]["where"]
    assert (where["mentions"], where["adds_to_more_than_100"]) == (68, True)
    assert where["options"]["CN"] == {
        "count": 34,
        "percent": 100,
        "percent_of_respondents": 100,
        "percent_of_mentions": 50,
    }
    rating = found["questions"]["rating"]
    assert (rating["mean"], rating["median"], rating["distribution"]["1"]) == (4, 4, 0)
    assert found["questions"]["why"] == {"kind": "text", "answered": 0, "skipped": 34, "not_asked": 0}
    table = found["by"]["expect"]
    assert table["groups"] == ["female"]
    assert table["cells"] == {"yes": {"female": 34}, "no": {"female": 0}, "dk": {"female": 0}}
    assert (table["row_totals"]["yes"], table["column_totals"], table["total"]) == (34, {"female": 34}, 34)
    assert (table["suppressed"], table["audit"]) == ([], {})
    assert set(found["by"]) == {"expect", "where", "rating"}


def test_T01_percentages_have_the_right_denominator() -> None:
    found = result(EXPECT, ("yes", 32), ("no", 1), ("dk", 1), invited=62, attended=51)
    assert found["response_rate"] == {"count": 34, "base": 51, "base_is": "attended", "percent": 67}
    expect = found["questions"]["expect"]
    assert expect["options"]["yes"]["percent"] == 94
    assert expect["options"]["yes"]["percent_of_opinions"] == 97
    assert expect["options"]["dk"]["percent"] == 3
    assert expect["opinions"] == 33
    assert expect["audience_floor"]["base"] == 51
    assert expect["audience_floor"]["percent"]["yes"] == 63

    where = result(WHERE, (["X"], 22), (["Y"], 9), ("skip", 3), attended=51)["questions"]["where"]
    assert (where["answered"], where["skipped"]) == (31, 3)
    assert where["options"]["X"]["percent"] == 71
    assert where["options"]["X"]["percent_of_respondents"] == 65
    assert where["respondents"] == 34


def test_T03_a_multiple_choice_is_no_share_of_a_whole() -> None:
    found = result(
        WHERE, (["X", "Y"], 12), (["X", "Z"], 9), (["X"], 1), (["other"], 6), (["Z"], 0), (["Y"], 0)
    )
    where = found["questions"]["where"]
    assert where["answered"] == 28
    found = result(WHERE, (["X", "Y"], 12), (["X", "other"], 6), (["X"], 4), (["Z"], 9))
    where = found["questions"]["where"]
    assert where["answered"] == 31
    assert {code: shown["count"] for code, shown in where["options"].items()} == {
        "X": 22,
        "Y": 12,
        "Z": 9,
        "other": 6,
    }
    percents = [shown["percent"] for shown in where["options"].values()]
    assert percents == [71, 39, 29, 19]
    assert sum(percents) == 158
    assert where["adds_to_more_than_100"] is True
    assert where["mentions"] == 49
    assert where["options"]["X"]["percent_of_mentions"] == 45


def test_SU6_one_choice_each_does_add_to_100() -> None:
    where = result(WHERE, (["X"], 20), (["Y"], 10))["questions"]["where"]
    assert where["adds_to_more_than_100"] is False


def test_SU4_percentage_names_its_base() -> None:
    found = result(WHERE, (["X"], 20), (["X", "Y"], 5), ("skip", 5), (None, 10), invited=50)
    where = found["questions"]["where"]
    assert (where["answered"], where["respondents"], where["mentions"]) == (25, 30, 30)
    x = where["options"]["X"]
    assert (x["count"], x["percent"], x["percent_of_respondents"], x["percent_of_mentions"]) == (
        25,
        100,
        83,
        83,
    )
    assert found["response_rate"] == {"count": 40, "base": 50, "base_is": "invited", "percent": 80}
    assert where["audience_floor"] == {
        "base": 50,
        "base_is": "invited",
        "percent": {"X": 50, "Y": 10, "Z": 0, "other": 0},
    }


def test_SU5_dont_know_stays_a_skip_leaves_not_asked_was_never_in_the_base() -> None:
    found = result(EXPECT, ("yes", 10), ("dk", 10), ("skip", 7), (None, 13))
    expect = found["questions"]["expect"]
    assert (expect["answered"], expect["skipped"], expect["not_asked"]) == (20, 7, 13)
    assert expect["options"]["yes"]["percent"] == 50
    assert found["responses"] == 40


@pytest.mark.parametrize(
    ("question", "nothing"), [(WHERE, []), (WHY, ""), (WHY, " \n")], ids=["no choice", "empty", "blank"]
)
def test_SU5_an_answer_that_says_nothing_is_a_skip(question: Question, nothing: object) -> None:
    something = ["X"] if question is WHERE else "Because"
    found = result(question, (nothing, 4), (something, 6))["questions"][question.code]
    assert (found["answered"], found["skipped"]) == (6, 4)


@pytest.mark.parametrize(
    ("count", "base", "expected"), [(1, 200, 1), (1, 201, 0), (149, 1000, 15), (29, 200, 15), (0, 10, 0)]
)
def test_percentages_are_rounded_half_up(count: int, base: int, expected: int) -> None:
    found = result(EXPECT, ("yes", count), ("no", base - count))
    assert found["questions"]["expect"]["options"]["yes"]["percent"] == expected


def test_SU8_a_base_under_20_asks_for_counts_and_under_10_gets_no_percentage() -> None:
    for base, codes, shown in ((20, [], 100), (19, ["small_base"], 100), (9, ["very_small_base"], None)):
        found = result(EXPECT, ("yes", base))
        assert [notice["code"] for notice in found["notices"]] == codes
        assert found["questions"]["expect"]["options"]["yes"] == {
            "count": base,
            "percent": shown,
            "percent_of_opinions": shown,
        }
        assert len(found["warnings"]) == len(codes)
        for warning in found["warnings"]:
            assert "'expect'" in warning
            assert "ublish counts rather than percentages" in warning


def test_SU8_few_people_with_many_mentions_get_no_percentage_of_mentions() -> None:
    x = result(WHERE, (["X", "Y", "Z", "other"], 9), ("skip", 1))["questions"]["where"]["options"]["X"]
    assert x == {"count": 9, "percent": None, "percent_of_respondents": 90, "percent_of_mentions": None}


def test_SU8_a_response_rate_under_half_is_said() -> None:
    found = result(EXPECT, ("yes", 24), invited=100, attended=49)
    assert found["notices"] == [{"code": "low_response_rate", "count": 24, "base": 49, "percent": 49}]
    assert "24 of 49" in found["warnings"][0]
    assert result(EXPECT, ("yes", 25), attended=50)["warnings"] == []
    tiny = result(EXPECT, ("yes", 20), attended=8)
    assert tiny["response_rate"]["percent"] is None
    assert [notice["code"] for notice in tiny["notices"]] == [
        "more_responses_than_audience",
        "small_audience",
    ]
    assert "audience_floor" not in tiny["questions"]["expect"]


def test_an_empty_survey_divides_by_nothing() -> None:
    found = result(EXPECT, attended=0, by="sex")
    assert found["response_rate"] == {"count": 0, "base": 0, "base_is": "attended", "percent": None}
    assert found["questions"]["expect"]["options"]["yes"]["percent"] is None
    scale = result(RATING)
    assert scale["response_rate"] is None
    assert (scale["questions"]["rating"]["mean"], scale["questions"]["rating"]["median"]) == (None, None)


@pytest.mark.parametrize(
    ("answers", "mean", "median"),
    [
        ([(4, 24), (5, 6)], 4.2, 4),
        ([(1, 10), (2, 10)], 1.5, 1.5),
        ([(1, 10), (5, 10)], 3, 3),
        ([(2, 21), (5, 20)], 142 / 41, 2),
    ],
)
def test_a_scale_has_mean_median_and_every_step(
    answers: list[tuple[object, int]], mean: float, median: float
) -> None:
    found = result(RATING, *answers)["questions"]["rating"]
    assert found["mean"] == pytest.approx(mean)
    assert found["median"] == median
    assert list(found["distribution"]) == ["1", "2", "3", "4", "5"]
    assert sum(found["distribution"].values()) == sum(number for _, number in answers)


def test_what_people_wrote_never_comes_out() -> None:
    found = result(WHY, ("a telling remark", 20))
    assert "telling" not in str(found)


def test_SU7_a_second_release_needs_k_new_answers() -> None:
    assert may_release_again(30, 35, 5)
    assert may_release_again(30, 30, 5)
    assert not may_release_again(30, 34, 5)
