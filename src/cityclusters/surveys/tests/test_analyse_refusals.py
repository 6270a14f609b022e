"""What `analyse` refuses, each with the place and the reason."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from cityclusters.core.engine_input import InputError
from cityclusters.surveys.analysis_file import answer

GOOD: dict[str, Any] = {
    "survey": {
        "questions": [
            {"code": "expect", "kind": "single", "options": [{"code": "yes"}, {"code": "no"}]},
            {"code": "where", "kind": "multiple", "options": [{"code": "CN"}, {"code": "TR"}]},
            {"code": "rating", "kind": "scale", "min": 1, "max": 5},
            {"code": "why", "kind": "text"},
        ]
    },
    "audience": {"invited": 3},
    "by": "sex",
    "responses": [
        {"sex": "male", "answers": {"expect": "yes", "where": ["CN"], "rating": 4, "why": "So."}},
        {"answers": {}},
        {"sex": None, "country": "UZ", "answers": {"expect": None}},
    ],
}


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """A change: this value at this path."""

    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        if path[-1] == "+":
            document.append(value)
        else:
            document[path[-1]] = value

    return change


def cut(*path: str | int) -> Callable[[dict[str, Any]], None]:
    """A change: nothing at this path."""

    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        del document[path[-1]]

    return change


QUESTIONS = ("survey", "questions")
ANSWERS = ("responses", 0, "answers")
REFUSED = [
    (put("extra", value=1), "extra: unknown key"),
    (put("survey", "title", value="x"), "survey.title: unknown key"),
    (
        put("survey", "mode", value="secret"),
        "survey.mode: must be one of anonymous, confidential, identified",
    ),
    (put(*QUESTIONS, 0, "label", value="x"), "survey.questions[0].label: unknown key"),
    (put(*QUESTIONS, 0, "min", value=1), "survey.questions[0].min: unknown key"),
    (put(*QUESTIONS, 2, "options", value=[]), "survey.questions[2].options: unknown key"),
    (put(*QUESTIONS, 0, "options", 0, "text", value="x"), "survey.questions[0].options[0].text: unknown key"),
    (put(*QUESTIONS, 0, "options", value=[]), "survey.questions[0].options: must name at least one option"),
    (put(*QUESTIONS, 0, "options", 0, "dont_know", value=1), "options[0].dont_know: must be true or false"),
    (put(*QUESTIONS, 0, "options", 1, "code", value="yes"), "options[1].code: 'yes' is used twice"),
    (
        put(*QUESTIONS, 0, "options", 1, "code", value="a/b"),
        "options[1].code: 'a/b' must not contain a slash",
    ),
    (put(*QUESTIONS, 0, "kind", value="likert"), "survey.questions[0].kind: must be one of single, multiple"),
    (put(*QUESTIONS, 1, "code", value="expect"), "survey.questions[1].code: 'expect' is used twice"),
    (put(*QUESTIONS, 1, "code", value=" "), "survey.questions[1].code: must not be blank"),
    (put(*QUESTIONS, 1, "code", value=7), "survey.questions[1].code: must be text, not 7"),
    (put(*QUESTIONS, 2, "min", value=True), "survey.questions[2].min: must be a whole number, not true"),
    (put(*QUESTIONS, 2, "max", value=1), "survey.questions[2].max: must be at least 2, not 1"),
    (put(*QUESTIONS, 2, "max", value=10**6), "survey.questions[2].max: must be at most 101"),
    (cut(*QUESTIONS, 2, "max"), "survey.questions[2].max: missing"),
    (cut(*QUESTIONS, 0, "options"), "survey.questions[0].options: missing"),
    (cut("responses"), "responses: missing"),
    (put("responses", value={}), "responses: must be a list, not an object"),
    (put("audience", "invited", value=-1), "audience.invited: must be at least 0, not -1"),
    (put("audience", "attended", value=2.0), "audience.attended: must be a whole number, not 2.0"),
    (put("audience", "attended", value=None), "audience.attended: must be a whole number, not null"),
    (put("audience", "absent", value=1), "audience.absent: unknown key"),
    (put("by", value=["sex"]), "by: must be text, not a list"),
    (put("by", value="answers"), "by: 'answers' can't be a group"),
    (put("k", value=0), "k: must be at least 1, not 0"),
    (put("k", value="5"), "k: must be a whole number, not '5'"),
    (put("responses", 1, value=[]), "responses[1]: must be an object, not a list"),
    (put("responses", 1, value={}), "responses[1].answers: missing"),
    (put("responses", 1, "name", value="x"), "responses[1].name: unknown key"),
    (put("responses", 1, "answers", value=None), "responses[1].answers: must be an object, not null"),
    (put("responses", 0, "sex", value=1), "responses[0].sex: must be text, not 1"),
    (put("responses", 2, "country", value=["UZ"]), "responses[2].country: must be text, not a list"),
    (put(*ANSWERS, "expects", value="yes"), "responses[0].answers.expects: unknown question 'expects'"),
    (put(*ANSWERS, "expect", value="maybe"), "responses[0].answers.expect: unknown option 'maybe'"),
    (
        put(*ANSWERS, "expect", value=["yes"]),
        "responses[0].answers.expect: must be an option's code, not a list",
    ),
    (put(*ANSWERS, "where", value="CN"), "responses[0].answers.where: must be a list of options, not 'CN'"),
    (put(*ANSWERS, "where", value=["CN", "CN"]), "responses[0].answers.where: option 'CN' is chosen twice"),
    (put(*ANSWERS, "where", value=["KR"]), "responses[0].answers.where: unknown option 'KR'"),
    (put(*ANSWERS, "where", value=[["CN"]]), "responses[0].answers.where: unknown option ['CN']"),
    (put(*ANSWERS, "where", value=[{}]), "responses[0].answers.where: unknown option {}"),
    (put(*ANSWERS, "rating", value=6), "responses[0].answers.rating: 6 is not on the scale from 1 to 5"),
    (put(*ANSWERS, "rating", value=0), "responses[0].answers.rating: 0 is not on the scale from 1 to 5"),
    (put(*ANSWERS, "rating", value=True), "responses[0].answers.rating: must be a whole number, not true"),
    (put(*ANSWERS, "rating", value=4.0), "responses[0].answers.rating: must be a whole number, not 4.0"),
    (put(*ANSWERS, "rating", value="4"), "responses[0].answers.rating: must be a whole number, not '4'"),
    (put(*ANSWERS, "why", value=5), "responses[0].answers.why: must be text, not 5"),
]


@pytest.mark.parametrize(("change", "line"), REFUSED, ids=[line for _, line in REFUSED])
def test_a_wrong_document_is_refused_with_its_place(
    change: Callable[[dict[str, Any]], None], line: str
) -> None:
    document = copy.deepcopy(GOOD)
    change(document)
    with pytest.raises(InputError) as refused:
        answer(document)
    assert line in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_unchanged_document_is_accepted() -> None:
    found = answer(copy.deepcopy(GOOD))
    assert found["responses"] == 3


@pytest.mark.parametrize("document", [None, [], "x", 3, True])
def test_a_document_that_is_no_object_is_refused(document: object) -> None:
    with pytest.raises(InputError, match="document: must be an object"):
        answer(document)


def test_true_among_ones_is_found_although_they_are_equal() -> None:
    document = copy.deepcopy(GOOD)
    document["responses"] += [{"answers": {"rating": 1}} for _ in range(300)]
    document["responses"][250]["answers"]["rating"] = True
    with pytest.raises(InputError, match=r"responses\[250\]\.answers\.rating: must be a whole number"):
        answer(document)


def test_a_key_with_a_line_break_stays_on_one_line() -> None:
    document = copy.deepcopy(GOOD)
    document["responses"][0]["answers"]["a\nb\x1b[31m" + "c" * 500] = 1
    with pytest.raises(InputError) as refused:
        answer(document)
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 250


@pytest.mark.parametrize("absent", ["audience", "by", "k"])
def test_what_may_be_absent_may_be_absent(absent: str) -> None:
    document = {"k": 5, **copy.deepcopy(GOOD)}
    del document[absent]
    found = answer(document)
    assert ("by" in found) == (absent != "by")
    assert (found["response_rate"] is None) == (absent == "audience")
