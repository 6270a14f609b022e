"""The list of questions, one question, the files that came with it, one's own posts."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cityclusters.core import files as sending
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.questions import bylines, page
from cityclusters.questions.forms.lists import FilterForm
from cityclusters.questions.models import Answer, File, Question
from cityclusters.questions.views.common import one_post, reached
from cityclusters.spaces.models import Space


@require_safe
def listing(request: Request) -> HttpResponseBase:
    """Questions that the reader may read, filtered, newest first."""
    form = FilterForm(request.GET)
    shown = paged(request, form.chosen(Question.objects.visible_to(request.user).shown()))
    shown.object_list = list(shown.object_list)
    bylines.sign(shown.object_list, request.user)
    space = Space.objects.filter(slug=form.asked.get("space", "")).first()
    context = {"form": form, "page": shown, "filtered": bool(form.asked), "space": space}
    return render(request, "questions/list.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponseBase:
    """The question with its answers; of one that was taken away, the reason."""
    question = reached(request, public_id)
    if not question.readable:  # type: ignore[attr-defined]
        decision = next(iter(question.in_force), None)  # type: ignore[attr-defined]
        return render(request, "questions/stub.html", {"question": question, "decision": decision})
    return render(request, "questions/detail.html", page.build(request, question, request.user))


@require_safe
def file(request: Request, public_id: str, part: str) -> HttpResponseBase:
    """A picture or a PDF of a post that the reader may read. Documents are never shown inside a page."""
    row = get_object_or_404(File.objects.select_related("question", "answer"), public_id=sent_id(public_id))
    if row.answer is not None:
        one_post(request, "answer", row.answer.public_id)
    elif row.question is not None:
        one_post(request, "question", row.question.public_id)
    stored = row.light if part == "light" else row.stored
    if part not in ("light", "whole") or not stored:
        raise Http404
    return sending.send(request, stored, inline=row.kind == File.Kind.PICTURE)


@login_required
@require_safe
def mine(request: PersonRequest) -> HttpResponseBase:
    """One's own questions and answers, whatever became of them, newest first."""
    questions = Question.objects.filter(author=request.user).select_related("space")
    answers = Answer.objects.filter(author=request.user).select_related("question__space")
    context = {
        "questions": questions.prefetch_related(page.IN_FORCE).order_by("-asked_at", "-pk")[:100],
        "page": paged(request, answers.prefetch_related(page.IN_FORCE).order_by("-at", "-pk")),
    }
    return render(request, "questions/mine.html", context)
