"""Questions with their answers, and consolidated replies as pages of the library."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.people.readers import Reader
from cityclusters.questions.models import Answer, ConsolidatedReply, Question
from cityclusters.questions.models.choices import Visibility
from cityclusters.search.index.page import Page
from cityclusters.search.sources.base import (
    PUBLIC,
    Source,
    day_of,
    facets,
    itself,
    of_space,
    one_of,
    paragraphs,
)

QUOTED = re.compile(r"(?m)^> ?")  # how a quotation is marked; an excerpt shows the words only


def audience_of(question: Question) -> str:
    """Everybody, or the members of the question's space."""
    return PUBLIC if question.visibility == Visibility.PUBLIC else of_space(question.space.slug)


def question_pages(rows: Collection[Question]) -> Iterator[Page]:
    """The question with the answers in its language; a page more for each other language of the answers."""
    for row in rows:
        place = row.place
        for language, text in _by_language(row).items():
            yield Page(
                "question",
                row.public_id,
                language,
                row.title,
                text,
                also=paragraphs(
                    one_of(row.organisation.names, language) if row.organisation else "",
                    place.name if place else "",
                ),
                audience=audience_of(row),
                facets=facets(themes=[theme.code for theme in row.themes.all()], places=[place]),
                day=day_of(row.asked_at),
                place=place.name if place else "",
            )


def _by_language(row: Question) -> dict[str, str]:
    """The question and those of its answers that are shown."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    texts[row.language] = [row.text]
    for answer in row.answers.all():
        if answer.is_shown:
            texts[answer.language].append(answer.text)
    return {language: paragraphs(*parts) for language, parts in texts.items()}


def _texts_now(keys: Collection[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """Two queries."""
    rows = Question.objects.shown().filter(public_id__in=sorted(keys)).prefetch_related("answers")
    return {
        (row.public_id, language): (row.title, text)
        for row in rows
        for language, text in _by_language(row).items()
    }


def _questions() -> QuerySet[Question]:
    rows = Question.objects.shown().select_related("place", "organisation", "space")
    return rows.prefetch_related("themes", "answers")


def _of_answers(keys: Collection[str]) -> Iterable[str]:
    return Answer.objects.filter(public_id__in=keys).values_list("question__public_id", flat=True)


def _visible_questions(reader: Reader) -> QuerySet[Question]:
    return Question.objects.visible_to(reader).shown()


QUESTIONS = Source(
    kind="question",
    word=_("Question"),
    many=_("Questions"),
    route="questions:detail",
    rows=_questions,
    pages=question_pages,
    visible=_visible_questions,
    watches={"questions.question": itself, "questions.answer": _of_answers},
    texts_now=_texts_now,
)


def reply_pages(rows: Collection[ConsolidatedReply]) -> Iterator[Page]:
    """The newest edition of a reply; its key is its question's."""
    for row in rows:
        question = row.question
        place = question.place
        yield Page(
            "reply",
            question.public_id,
            row.language,
            row.title,
            QUOTED.sub("", row.text),  # the short version stands at its beginning
            also=paragraphs(question.title, place.name if place else ""),
            audience=audience_of(question),
            facets=facets(themes=[theme.code for theme in question.themes.all()], places=[place]),
            day=day_of(row.published_at),
            place=place.name if place else "",
        )


def _replies() -> QuerySet[ConsolidatedReply]:
    rows = ConsolidatedReply.objects.published().select_related("question__place", "question__space")
    return rows.prefetch_related("question__themes")


def _of_replies(keys: Collection[str]) -> Iterable[str]:
    return ConsolidatedReply.objects.filter(public_id__in=keys).values_list("question__public_id", flat=True)


def _visible_replies(reader: Reader) -> QuerySet[ConsolidatedReply]:
    questions = _visible_questions(reader).values("pk")
    return ConsolidatedReply.objects.published().filter(question__in=questions)


REPLIES = Source(
    kind="reply",
    word=_("Consolidated reply"),
    many=_("Consolidated replies"),
    route="questions:reply",
    rows=_replies,
    pages=reply_pages,
    visible=_visible_replies,
    key="question__public_id",
    watches={"questions.consolidatedreply": _of_replies, "questions.question": itself},
)
