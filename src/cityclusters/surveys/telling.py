"""What a survey says about the storage of answers: true sentences, chosen by how it really stores them."""

from collections.abc import Mapping

from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.results import smallest_cell


def facts(survey: Survey, words: Mapping[str, str]) -> list[str]:
    """The sentences for this survey, in the language of `words` (see `surveys.words`)."""
    told = [words[survey.mode]]
    asks_sex = survey.question_asking(Question.Asks.SEX) is not None
    if survey.is_anonymous:
        told.append(words["anonymous_draft"])
        if survey.questions.filter(kind=Question.Kind.TEXT).exists():
            told.append(words["anonymous_text"])
    elif not asks_sex:
        told.append(words["sex_from_account"])
    if survey.mode != Survey.Mode.IDENTIFIED:
        told.append(words["small_groups"] % {"count": smallest_cell(survey, list(survey.questions.all()))})
    return told
