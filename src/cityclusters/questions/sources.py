"""What a question gives to what is made from it: first values of a practice (settings.PRACTICE_SOURCES), and
links to other things (settings.QUESTION_LINKS)."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cityclusters.core.ids import sent_id
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader
from cityclusters.questions.models import ConsolidatedReply, Question

Link = tuple[str, str]


def for_practice(public_id: str, person: Person) -> dict[str, Any] | None:
    """First values of a practice made from a question: its title, themes and place, and from its published
    reply the text. None for a question that she may not read."""
    rows = Question.objects.visible_to(person).shown().select_related("place")
    question = rows.filter(public_id=sent_id(public_id)).first()
    if question is None:
        return None
    reply = ConsolidatedReply.objects.published().filter(question=question).first()
    own = question.author_id == person.pk
    return {
        "title": reply.title if reply else question.title,
        "done": reply.text if reply else "",
        "result": "",
        "language": reply.language if reply else question.language,
        "place": question.place if own else person.place,
        "themes": list(question.themes.all()),
        "made_from": {
            "from": f"question:{question.public_id}",
            "words": _("From the question: %(title)s") % {"title": question.title},
            "url": question.get_absolute_url(),
        },
    }


def links(question: Question, reader: Reader) -> list[Link]:
    """What upper apps can make of the question for this reader: (address, words)."""
    found: list[Link] = []
    for path in settings.QUESTION_LINKS:
        offer = cast("Callable[[Question, Reader], list[Link]]", import_string(path))
        found += offer(question, reader)
    return found
