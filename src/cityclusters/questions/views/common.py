"""Fetching what the reader may see; the same 404 for what she may not."""

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.questions import page, rules
from cityclusters.questions.models import Answer, OursToo, Question
from cityclusters.questions.models.choices import State
from cityclusters.questions.rules import AnyText

Sent = tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]


def posted(request: HttpRequest) -> Sent:
    """What a form is given: the fields and files of a POST, even an empty one, else nothing."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def reached(request: Request, public_id: str) -> Question:
    """The question if the reader may open its page, be it only to read why it was taken away."""
    if (found := page.fetch(request.user, public_id)) is None:
        raise Http404
    return found


def readable(request: Request, public_id: str) -> Question:
    """The question if she may read its words."""
    found = reached(request, public_id)
    if not found.readable:  # type: ignore[attr-defined]
        raise Http404
    return found


def kept(request: PersonRequest, public_id: str) -> Question:
    """The question for those who keep its space; for others it does not exist."""
    found = readable(request, public_id)
    if not rules.keeps(request.user, found.space):
        raise Http404
    return found


def one_post(request: Request, kind: str, public_id: str) -> Question | Answer:
    """A question or an answer that the reader may read: what is shown, her own, and all for those who keep
    the space."""
    if kind == "question":
        return readable(request, public_id)
    if kind != "answer":
        raise Http404
    rows = Answer.objects.select_related("question__space", "organisation__place__country", "author")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    readable(request, found.question.public_id)
    own = request.user.is_authenticated and found.author_id == request.user.pk
    if found.state != State.VISIBLE and not own and not rules.keeps(request.user, found.question.space):
        raise Http404
    return found


def one_text(request: Request, kind: str, public_id: str) -> AnyText:
    """The same, also for a note that stands with "ours too"."""
    if kind != "note":
        return one_post(request, kind, public_id)
    rows = OursToo.objects.select_related("question__space", "organisation__place__country", "person")
    found = rows.exclude(note="").filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    readable(request, found.question.public_id)
    own = request.user.is_authenticated and found.person_id == request.user.pk
    if not found.is_shown and not own and not rules.keeps(request.user, found.question.space):
        raise Http404
    return found
