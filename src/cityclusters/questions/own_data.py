"""What this app keeps about a person, and how it forgets her while her answers stay useful to others."""

from typing import Any

from django.db.models import Q

from cityclusters.people.models import Person
from cityclusters.questions import files
from cityclusters.questions.models import (
    Answer,
    Asked,
    AskNoMore,
    Credit,
    Decision,
    File,
    Follower,
    OursToo,
    Question,
    Report,
    Thanks,
)
from cityclusters.questions.models.choices import State

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """Her questions, answers, notes, reports, appeals, and what she follows."""
    return {
        "questions_asked": [_post(row) | {"title": row.title} for row in _hers(Question, person)],
        "answers_written": [_post(row) | {"question": row.question.title} for row in _hers(Answer, person)],
        "questions_shared": _rows(OursToo, person, "question__title", "note", "meet", "at"),
        "questions_followed": _rows(Follower, person, "question__title", "since", "stopped_at"),
        "questions_asked_directly": _rows(Asked, person, "question__title", "why", "at", "not_me_at"),
        "answers_found_useful": _rows(Thanks, person, "answer__question__title", "at"),
        "posts_reported": _reports(person),
        "decisions_about_own_posts": _decisions(person),
    }


def _hers(model: Any, person: Person) -> list[Any]:
    rows = model.objects.filter(author=person).select_related("organisation").order_by("pk")
    return list(rows.select_related("question") if model is Answer else rows)


def _post(row: Question | Answer) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "organisation": str(row.organisation) if row.organisation else "",
        "post": row.post,
        "language": row.language,
        "text": row.text,
        "state": row.state,
        "by_mail": row.by_mail,
        "written_at": row.written_at,
        "edited_at": row.edited_at,
        "files": [file.name for file in row.files.all()],
    }


def _rows(model: Any, person: Person, *fields: str) -> list[dict[str, Any]]:
    return [dict(row) for row in model.objects.filter(person=person).order_by("pk").values(*fields)]


def _reports(person: Person) -> list[dict[str, Any]]:
    rows = Report.objects.filter(by=person).order_by("pk")
    return [dict(row) for row in rows.values("reason", "words", "at", "state", "outcome")]


def _decisions(person: Person) -> list[dict[str, Any]]:
    fields = ("measure", "reason", "role", "at", "appeal", "appeal_words", "appeal_reason")
    rows = Decision.objects.filter(_about_hers(person))
    return [dict(row) for row in rows.order_by("pk").values(*fields)]


def _about_hers(person: Person) -> Q:
    """Of decisions those about what she wrote."""
    return Q(question__author=person) | Q(answer__author=person) | Q(note__person=person)


def erase(person: Person) -> None:
    """Her texts stay under "a former member" with organisation and place, without post; she could take each
    back before. What waits for a steward goes; so do notes, thanks, and what she followed or reported."""
    for model in (Question, Answer):
        held = model.objects.filter(author=person, state=State.HELD)
        files.drop(File.objects.filter(**{f"{model.__name__.lower()}__in": held}))
        held.delete()
        model.objects.filter(author=person).update(post="", message_id="")
    Credit.objects.filter(person=person).update(post="")
    OursToo.objects.filter(person=person).update(note="", post="", meet=False)
    Follower.objects.filter(person=person).delete()
    Thanks.objects.filter(person=person).delete()
    Asked.objects.filter(person=person).delete()
    AskNoMore.objects.filter(person=person).delete()
    Report.objects.filter(by=person).update(words="")
    appealed = Decision.objects.filter(_about_hers(person))
    Decision.objects.filter(pk__in=list(appealed.values_list("pk", flat=True))).update(appeal_words="")
