"""The analysis of a survey: percentages that name their base, and tables by group with small cells protected.

    data = SurveyData(
        questions=(Question("expect", "single", options=("yes", "no", "dk"), dont_know=frozenset({"dk"})),),
        responses=[{"sex": "female", "answers": {"expect": "yes"}}],
        by="sex",
        attended=51,
    )
    result = analyse(data)
    result["questions"]["expect"]["options"]["yes"]  # {"count": 1, "percent": None, ...}: base 1 is under 10

Pages, exports and the command `cityclusters analyse` all call `analyse` and print what it says; nobody
computes a percentage or a table by group elsewhere, so that the same cells are hidden everywhere.

Rules of the specification: a don't-know stays in the base, a skip leaves it, a not-asked was never in it
(SU5); each percentage has its base beside it (SU4); a multiple choice says that its shares add to more than
100 (SU6, T03); small cells, their complements and the audit (SU7) are in `by_tables` and `suppression`; small
bases and low response are said (SU8).
"""

from collections.abc import Sequence
from typing import Literal

from cityclusters.surveys.analysis_data import (
    SMALLEST_BASE_FOR_PERCENT,
    SMALLEST_BASE_WITHOUT_WARNING,
    Analysis,
    AudienceFloor,
    Notice,
    OptionCount,
    QuestionResult,
    ResponseRate,
    SurveyData,
)
from cityclusters.surveys.analysis_words import sentence
from cityclusters.surveys.by_tables import by_tables
from cityclusters.surveys.percent import percent
from cityclusters.surveys.tally import Tally, tally

AudienceKind = Literal["attended", "invited"]


def analyse(data: SurveyData) -> Analysis:
    """Everything that may be published about the survey.

    Raises InputError, with its place, for an answer that does not fit its question.
    """
    tallies = tally(data)
    audience = _audience(data)
    rate, notices = _response_rate(tallies.responses, audience)
    questions: dict[str, QuestionResult] = {}
    for counted in tallies.questions:
        questions[counted.question.code] = _question(counted, audience)
        notices += _base_notices(counted)
    result: Analysis = {
        "responses": tallies.responses,
        "response_rate": rate,
        "questions": questions,
        "warnings": [],
        "notices": notices,
    }
    if data.by is not None:
        result["by"], table_notices = by_tables(tallies, data.k)
        notices += table_notices
    result["warnings"] = [sentence(notice) for notice in notices]
    return result


def may_release_again(released_responses: int, responses: int, k: int) -> bool:
    """Whether tables may be published a second time (SU7).

    The difference of two releases is a table of the new answers alone; with fewer than k of them it would
    show what those few said. No new answer at all is the same release.
    """
    return responses == released_responses or responses - released_responses >= k


def _audience(data: SurveyData) -> tuple[int, AudienceKind] | None:
    """The base of the response rate: those who attended where that is known, else those invited."""
    if data.attended is not None:
        return data.attended, "attended"
    if data.invited is not None:
        return data.invited, "invited"
    return None


def _response_rate(
    count: int, audience: tuple[int, AudienceKind] | None
) -> tuple[ResponseRate | None, list[Notice]]:
    """The response rate (None without an audience) and what must be said about it."""
    if audience is None:
        return None, []
    base, base_is = audience
    share = percent(count, base)
    rate: ResponseRate = {"count": count, "base": base, "base_is": base_is, "percent": share}
    notices: list[Notice] = []
    if count > base:
        notices.append({"code": "more_responses_than_audience", "count": count, "base": base})
    if 2 * count < base:
        notices.append({"code": "low_response_rate", "count": count, "base": base, "percent": share})
    if base < SMALLEST_BASE_WITHOUT_WARNING:
        notices.append({"code": "small_audience", "base": base})
    return rate, notices


def _base_notices(counted: Tally) -> list[Notice]:
    """A question's base under 20, or under 10 (SU8). Free text has no percentages."""
    base = counted.base
    if counted.question.kind == "text" or base >= SMALLEST_BASE_WITHOUT_WARNING:
        return []
    code = "small_base" if base >= SMALLEST_BASE_FOR_PERCENT else "very_small_base"
    return [{"code": code, "question": counted.question.code, "base": base}]


def _question(counted: Tally, audience: tuple[int, AudienceKind] | None) -> QuestionResult:
    """One question over everyone."""
    result: QuestionResult = {
        "kind": counted.question.kind,
        "answered": counted.base,
        "skipped": counted.skipped,
        "not_asked": counted.not_asked,
    }
    if counted.question.kind == "scale":
        _add_scale(result, counted)
    elif counted.question.kind in ("single", "multiple"):
        _add_options(result, counted)
        # With more responses than people the audience is wrong, and so would be a share of it.
        if audience is not None and counted.base <= audience[0]:
            result["audience_floor"] = _audience_floor(counted, *audience)
    return result


def _add_options(result: QuestionResult, counted: Tally) -> None:
    """Counts and percentages of a single or multiple choice."""
    question = counted.question
    totals = {code: counted.total(code) for code in question.options}
    options: dict[str, OptionCount] = {
        code: {"count": count, "percent": percent(count, counted.base)} for code, count in totals.items()
    }
    result["options"] = options
    if question.kind == "single" and question.dont_know:
        result["opinions"] = opinions = counted.base - sum(totals[code] for code in question.dont_know)
        for code in question.options:
            if code not in question.dont_know:
                options[code]["percent_of_opinions"] = percent(totals[code], opinions)
    if question.kind == "multiple":
        result["respondents"] = respondents = counted.base + counted.skipped
        result["mentions"] = mentions = sum(totals.values())
        result["adds_to_more_than_100"] = mentions > counted.base
        for code, count in totals.items():
            options[code]["percent_of_respondents"] = percent(count, respondents)
            # Few people can make many mentions: the people decide whether a share may be shown.
            options[code]["percent_of_mentions"] = percent(count, mentions, people=counted.base)


def _audience_floor(counted: Tally, base: int, base_is: AudienceKind) -> AudienceFloor:
    """The least that is known of the whole audience: those who did not answer count as not choosing it."""
    return {
        "base": base,
        "base_is": base_is,
        "percent": {code: percent(counted.total(code), base) for code in counted.question.options},
    }


def _add_scale(result: QuestionResult, counted: Tally) -> None:
    """Mean and median (None when nobody answered) and how many chose each step, the unused ones too."""
    steps = range(counted.question.low, counted.question.high + 1)
    counts = [counted.total(str(step)) for step in steps]
    result["distribution"] = {str(step): count for step, count in zip(steps, counts, strict=True)}
    weighted = sum(step * count for step, count in zip(steps, counts, strict=True))
    result["mean"] = weighted / counted.base if counted.base else None
    result["median"] = _median(steps, counts)


def _median(steps: Sequence[int], counts: Sequence[int]) -> float | None:
    """The middle answer; with an even number of answers the middle of the two middle ones."""
    total = sum(counts)
    if not total:
        return None
    middle: list[int] = []
    for position in ((total - 1) // 2, total // 2):
        passed = 0
        for step, count in zip(steps, counts, strict=True):
            passed += count
            if passed > position:
                middle.append(step)
                break
    doubled = sum(middle)
    return doubled // 2 if doubled % 2 == 0 else doubled / 2
