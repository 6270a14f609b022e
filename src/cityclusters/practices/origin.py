"""The question that a practice was begun from, on its page (seed item C35: links are kept)."""

from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.core.sections import Section
from cityclusters.practices.models import Practice, Version
from cityclusters.questions.models import Question


def from_question(request: Request, practice: Practice, version: Version) -> Section | None:
    """The question, for those who may read it."""
    kind, _colon, public_id = str(practice.made_from.get("from", "")).partition(":")
    if kind != "question":
        return None
    row = Question.objects.visible_to(request.user).shown().filter(public_id=sent_id(public_id)).first()
    if row is None:
        return None
    return Section("practices/_origin.html", {"url": row.get_absolute_url(), "words": row.title})
