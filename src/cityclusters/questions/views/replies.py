"""The library of replies, one reply with its editions, and writing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.journal import drafts
from cityclusters.questions import reply_page, replying
from cityclusters.questions.forms.lists import ReplyFilterForm
from cityclusters.questions.forms.reply import ReplyForm, act_on, sections_of
from cityclusters.questions.models import Answer, ConsolidatedReply, Question
from cityclusters.questions.views.common import kept, readable

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
State = ConsolidatedReply.State
STALE = gettext_lazy(
    "Somebody else saved this reply in the meantime. Below is your text; saving it again puts "
    "it in the place of theirs."
)


@require_safe
def library(request: Request) -> HttpResponse:
    """The published replies that the reader may read."""
    form = ReplyFilterForm(request.GET)
    mine = Question.objects.visible_to(request.user).shown()
    rows = form.chosen(ConsolidatedReply.objects.published().filter(question__in=mine))
    context = {"form": form, "page": paged(request, rows), "filtered": bool(form.asked)}
    return render(request, "questions/replies.html", context)


@require_safe
def reply(request: Request, public_id: str) -> HttpResponse:
    """The reply; with ?edition= an earlier one."""
    question = readable(request, public_id)
    wanted = request.GET.get("edition", "")[:4]
    rows = question.replies.exclude(state=State.DRAFT)
    found = rows.filter(number=int(wanted)).first() if wanted.isdecimal() else None
    found = found or rows.filter(state=State.PUBLISHED).first()
    if found is None:
        raise Http404
    return render(request, "questions/reply.html", reply_page.build(found, question, request.user))


def _draft(request: PersonRequest, public_id: str) -> tuple[Question, ConsolidatedReply]:
    question = kept(request, public_id)
    if (found := replying.draft_of(question)) is None:
        raise Http404
    found.question = question
    return question, found


def _save(request: PersonRequest, work: "reply_page.Work", form: ReplyForm) -> bool:
    """Saves what was typed with what the pressed button asks for; whether it was saved."""
    data: QueryDict = request.POST
    sections = sections_of(data, work.answers.values())
    work.sections = act_on(sections, data, work.answers, data.get("language", ""))
    if not form.is_valid():
        return False
    try:
        replying.save(work.reply, request.user, form.written(work.sections), form.cleaned_data["revision"])
    except replying.Stale:
        form.add_error(None, str(STALE))
        work.is_stale = True
        return False
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    drafts.drop(request.user, work.draft)
    return True


@login_required
@FORM_PAGE
def write(request: PersonRequest, public_id: str) -> HttpResponse:
    """The answers beside the outline; every button saves what is typed."""
    question = kept(request, public_id)
    found = replying.draft_of(question)
    if found is None:
        return _begin(request, question)
    work = reply_page.Work(question, found)
    if request.method == "POST":
        form = ReplyForm(request.POST, reply=found)
        if _save(request, work, form):
            act = request.POST.get("act", "")
            page = "reply-preview" if act == "preview" else "reply-write"
            return redirect(f"questions:{page}", question.public_id)
    else:
        form = work.first(drafts.load(request.user, work.draft))
    return render(request, "questions/reply_write.html", work.context(form))


def _begin(request: PersonRequest, question: Question) -> HttpResponse:
    """Before there is a draft: what is there to start from, and the button that starts it."""
    if request.method == "POST":
        try:
            replying.begin(question, request.user)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("questions:reply-write", question.public_id)
    published = question.replies.filter(state=State.PUBLISHED).first()
    shown = Answer.objects.shown().filter(question=question).count()
    context = {"question": question, "published": published, "number": shown}
    return render(request, "questions/reply_begin.html", context)


@login_required
@require_safe
def preview(request: PersonRequest, public_id: str) -> HttpResponse:
    """The draft as readers will see it, and the button that publishes it."""
    question, found = _draft(request, public_id)
    context: dict[str, Any] = reply_page.build(found, question, request.user, by=request.user)
    return render(request, "questions/reply.html", context | {"preview": True})


@login_required
@require_POST
def publish(request: PersonRequest, public_id: str) -> HttpResponse:
    """Publishes the draft; pressed twice it is published once."""
    question = kept(request, public_id)
    if (found := replying.draft_of(question)) is None:
        return redirect("questions:reply", question.public_id)
    try:
        replying.publish(found, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("questions:reply-write", question.public_id)
    messages.success(request, _("Published. Everybody who contributed gets it by letter."))
    return redirect("questions:reply", question.public_id)


@login_required
@require_POST
def drop(request: PersonRequest, public_id: str) -> HttpResponse:
    """Throws the draft away; a published edition stays."""
    question, found = _draft(request, public_id)
    with saying(request, _("The draft is thrown away.")):
        replying.drop(found, request.user)
    return redirect(question)
