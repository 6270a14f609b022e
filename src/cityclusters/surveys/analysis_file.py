"""`cityclusters analyse FILE`: reads the JSON form of a survey and refuses what it can't vouch for.

The form is fixed in the contract of the engines; unknown keys are refused everywhere, so that a misspelt
`dont_know` can't silently change a percentage. Defaults: `mode` anonymous, `k` 5.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from cityclusters.core.engine_input import (
    InputError,
    a_choice,
    a_code,
    a_list,
    a_truth,
    a_whole_number,
    an_object,
    inside,
    kind_of,
    quoted,
)
from cityclusters.surveys.analysis import analyse
from cityclusters.surveys.analysis_data import (
    KINDS,
    MODES,
    SMALLEST_CELL,
    Analysis,
    Kind,
    Mode,
    Question,
    SurveyData,
)

ATTRIBUTES = ("sex", "country", "institution")
"""Keys that a response may always have, so that one export can be analysed by each of them in turn."""
LONGEST_SCALE = 101
LARGEST_K = 1000


def answer(document: object) -> Analysis:
    """The verb: the analysis of a parsed JSON document. Raises InputError."""
    return analyse(read_survey(document))


def read_survey(document: object) -> SurveyData:
    """The document as survey data, checked but for the answers (those `analyse` checks as it counts them).

    Raises InputError with the place of what is wrong.
    """
    top = an_object(document, "", required=["survey", "responses"], optional=["audience", "by", "k"])
    survey = an_object(top["survey"], "survey", required=["questions"], optional=["mode"])
    mode: Mode = a_choice(survey.get("mode", "anonymous"), "survey.mode", MODES)  # type: ignore[assignment]
    by = a_code(top["by"], "by") if "by" in top else None
    if by == "answers":
        raise InputError("by", "'answers' can't be a group")
    invited, attended = _read_audience(top.get("audience", {}))
    return SurveyData(
        questions=_read_questions(survey["questions"]),
        responses=_read_responses(top["responses"], by),
        by=by,
        k=a_whole_number(top.get("k", SMALLEST_CELL), "k", least=1, most=LARGEST_K),
        mode=mode,
        invited=invited,
        attended=attended,
    )


def _read_audience(value: object) -> tuple[int | None, int | None]:
    """How many were invited and how many attended, where given."""
    audience = an_object(value, "audience", optional=["invited", "attended"])
    counts = {key: a_whole_number(audience[key], f"audience.{key}", least=0) for key in audience}
    return counts.get("invited"), counts.get("attended")


def _read_questions(value: object) -> tuple[Question, ...]:
    questions = tuple(
        _read_question(item, f"survey.questions[{number}]")
        for number, item in enumerate(a_list(value, "survey.questions"))
    )
    seen: set[str] = set()
    for number, question in enumerate(questions):
        if question.code in seen:
            raise InputError(f"survey.questions[{number}].code", f"{quoted(question.code)} is used twice")
        seen.add(question.code)
    return questions


def _read_question(value: object, place: str) -> Question:
    given = an_object(value, place, required=["code", "kind"], optional=["options", "min", "max"])
    code = a_code(given["code"], f"{place}.code")
    kind: Kind = a_choice(given["kind"], f"{place}.kind", KINDS)  # type: ignore[assignment]
    own = {"single": ["options"], "multiple": ["options"], "scale": ["min", "max"], "text": []}[kind]
    an_object(value, place, required=["code", "kind", *own])
    if kind == "scale":
        low = a_whole_number(given["min"], f"{place}.min", least=-1_000_000, most=1_000_000)
        high = a_whole_number(given["max"], f"{place}.max", least=low + 1, most=low + LONGEST_SCALE - 1)
        return Question(code, kind, low=low, high=high)
    if kind == "text":
        return Question(code, kind)
    options, dont_know = _read_options(given["options"], f"{place}.options")
    return Question(code, kind, options=options, dont_know=dont_know)


def _read_options(value: object, place: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The codes of the options, and those of them that mean "don't know".

    A code has no slash: "option/group" in the audit would otherwise be ambiguous.
    """
    codes: list[str] = []
    dont_know: set[str] = set()
    for number, item in enumerate(a_list(value, place)):
        here = f"{place}[{number}]"
        option = an_object(item, here, required=["code"], optional=["dont_know"])
        code = a_code(option["code"], f"{here}.code")
        if code in codes:
            raise InputError(f"{here}.code", f"{quoted(code)} is used twice")
        if "/" in code:
            raise InputError(f"{here}.code", f"{quoted(code)} must not contain a slash")
        codes.append(code)
        if a_truth(option.get("dont_know", False), f"{here}.dont_know"):
            dont_know.add(code)
    if not codes:
        raise InputError(place, "must name at least one option")
    return tuple(codes), frozenset(dont_know)


def _read_responses(value: object, by: str | None) -> Sequence[Mapping[str, Any]]:
    """The responses, each an object without unknown keys (the answers themselves are not yet checked)."""
    responses = a_list(value, "responses")
    attributes = {*ATTRIBUTES} if by is None else {*ATTRIBUTES, by}
    known = {"answers", *attributes}
    if not (set(map(type, responses)) <= {dict} and set().union(*responses) <= known):
        for number, response in enumerate(responses):
            an_object(response, f"responses[{number}]", required=["answers"], optional=known)
    for attribute in sorted(attributes):
        if not {type(response.get(attribute)) for response in responses} <= {str, type(None)}:
            _refuse_attribute(responses, attribute)
    return responses


def _refuse_attribute(responses: Sequence[Mapping[str, Any]], attribute: str) -> None:
    for number, response in enumerate(responses):
        value = response.get(attribute)
        if not isinstance(value, str | None):
            raise InputError(inside(f"responses[{number}]", attribute), f"must be text, not {kind_of(value)}")
