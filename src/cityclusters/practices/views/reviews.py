"""The reviewer's page: say yes or no, read, ask, score, hand in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.practices.forms.judging import AnswerForm, ConflictForm, QuestionForm, ReviewForm
from cityclusters.practices.judging import criteria, dialogue, reviewing, submission
from cityclusters.practices.judging.reviewers import round_of
from cityclusters.practices.models import Review
from cityclusters.practices.models.choices import State
from cityclusters.practices.views.judging import own_review


def draft_key(review: Review) -> str:
    """Under which name her unfinished review is kept."""
    return f"review-{review.public_id}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: PersonRequest, public_id: str) -> HttpResponse:
    """The practice with the reviewer's form below it; a POST hands the review in."""
    found = own_review(request, public_id)
    questions = criteria.questions(found.practice)
    if request.method != "POST":
        return _page(request, found, form=_first(request, found, questions))
    form = ReviewForm(request.POST, questions=questions)
    if form.is_valid():
        try:
            reviewing.hand_in(found, form.scores, **form.texts)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.drop(request.user, draft_key(found))
            messages.success(request, _("Thank you. Your review is handed in."))
            return redirect(found)
    return _page(request, found, form=form)


def _first(request: PersonRequest, found: Review, questions: list[criteria.Question]) -> ReviewForm:
    """The form as she left it: handed in, or unfinished."""
    empty = ReviewForm(questions=questions)
    typed = drafts.typed_before(empty, drafts.load(request.user, draft_key(found)))
    return ReviewForm(initial=ReviewForm.values_of(found) | typed, questions=questions)


def _again(request: PersonRequest, found: Review, **refused: Any) -> HttpResponse:
    """The page with a small form that was not taken, filled in, and her review as she left it."""
    return _page(request, found, form=_first(request, found, criteria.questions(found.practice)), **refused)


def _page(request: PersonRequest, found: Review, **forms: Any) -> HttpResponse:
    practice = found.practice
    live = practice.state == State.IN_REVIEW and found.round == round_of(practice)
    context: dict[str, Any] = {
        "review": found,
        "practice": practice,
        "live": live and found.state in Review.LIVE,
        "answers": live and found.state == Review.State.ASKED,
        "writes": live and found.state in (Review.State.ACCEPTED, Review.State.DONE),
        "shown": submission.read(practice) if found.state in Review.LIVE else None,
        "threads": dialogue.threads(practice, found),
        "earlier": _earlier(found),
        "draft": draft_key(found),
        "answer_form": AnswerForm(),
        "question_form": QuestionForm(),
        "conflict_form": ConflictForm(),
        **forms,
    }
    return render(request, "practices/review.html", context)


def _earlier(found: Review) -> Review | None:
    """What she wrote in the round before."""
    rows = found.practice.reviews.filter(reviewer=found.reviewer, round__lt=found.round, state="done")
    return rows.order_by("-round").first()


def _act(request: PersonRequest, found: Review, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(found)


@login_required
@require_POST
def answer(request: PersonRequest, public_id: str) -> HttpResponse:
    """Yes without a conflict, no, or a conflict."""
    found = own_review(request, public_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _again(request, found, answer_form=form)
    words = form.cleaned_data["words"]
    if form.cleaned_data["answer"] == "accept":
        return _act(request, found, lambda: reviewing.accept(found), _("Thank you. Here is what to look at."))
    if form.cleaned_data["answer"] == "conflict":
        said = _("Thank you for saying so. Somebody else will be asked.")
        return _act(request, found, lambda: reviewing.declare_conflict(found, words), said)
    said = _("Thank you for answering. Somebody else will be asked.")
    return _act(request, found, lambda: reviewing.decline(found, words), said)


@login_required
@require_POST
def conflict(request: PersonRequest, public_id: str) -> HttpResponse:
    """A conflict that came to light later."""
    found = own_review(request, public_id)
    form = ConflictForm(request.POST)
    if not form.is_valid():
        return _again(request, found, conflict_form=form)
    words = form.cleaned_data["words"]
    said = _("Thank you for saying so. Somebody else will be asked.")
    return _act(request, found, lambda: reviewing.declare_conflict(found, words), said)


@login_required
@require_POST
@one_act
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """A question to the author, who does not learn who asks."""
    found = own_review(request, public_id)
    if found.state not in Review.LIVE:
        raise Http404
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _again(request, found, question_form=form)
    try:
        dialogue.ask(found.practice, request.user, review=found, **form.cleaned_data)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return _again(request, found, question_form=form)
    messages.success(request, _("The author gets your question as a letter, without your name."))
    return redirect(found)
