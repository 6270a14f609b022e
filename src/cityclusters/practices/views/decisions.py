"""The decision of those who judge a practice, and the author's page: what was said, asked and decided."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.journal.once import one_act
from cityclusters.practices.forms.judging import DecisionForm, ReplyForm
from cityclusters.practices.judging import deciding, dialogue, reviewers, submission
from cityclusters.practices.models import Practice, Review
from cityclusters.practices.models.choices import State
from cityclusters.practices.views.common import own
from cityclusters.practices.views.judging import managed


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PersonRequest, public_id: str) -> HttpResponse:
    """The reviews side by side, and the decision with its reasons."""
    practice = managed(request, public_id)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"level": practice.level})
    if request.method == "POST" and form.is_valid():
        try:
            deciding.decide(practice, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided. The author and the reviewers get letters."))
            return redirect("practices:decide", practice.public_id)
    return render(request, "practices/decide.html", {**_before_decision(request, practice), "form": form})


def _before_decision(request: PersonRequest, practice: Practice) -> dict[str, Any]:
    in_review = practice.state == State.IN_REVIEW
    number = reviewers.round_of(practice) - (0 if in_review else 1)
    here = practice.reviews.filter(round=number).select_related("reviewer", "organisation").order_by("pk")
    rows = list(here)
    done = [row for row in rows if row.state == Review.State.DONE]
    return {
        "practice": practice,
        "in_review": in_review,
        "round": number,
        "reviews": rows,
        "done": done,
        "scores": deciding.averages(practice, done),
        "independent": reviewers.independent(practice, rows),
        "may_decide": deciding.may_decide(request.user, practice),
        "decisions": practice.decisions.select_related("by"),
        "threads": dialogue.threads(practice),
        "shown": submission.read(practice),
        "wanted": reviewers.WANTED,
    }


@login_required
@require_safe
def answers(request: PersonRequest, public_id: str) -> HttpResponse:
    """What the author reads: where it stands, what was decided and why, questions; no reviewer's name."""
    return _answers(request, own(request, public_id))


def _answers(request: PersonRequest, practice: Practice, **refused: Any) -> HttpResponse:
    """The page; `refused_key` and `form` where an answer to that question was not taken."""
    texts = practice.reviews.filter(state=Review.State.DONE, round__lt=reviewers.round_of(practice))
    by_round: dict[int, list[str]] = {}
    for number, text in texts.order_by("round", "pk").values_list("round", "to_author"):
        by_round.setdefault(number, []).append(text)
    context = {
        "practice": practice,
        "changes": practice.state_changes.all(),
        "decisions": [(row, by_round.get(row.round, [])) for row in practice.decisions.all()],
        "threads": dialogue.threads(practice),
        "answers": practice.state in dialogue.WHILE,
        "form": ReplyForm(),
        **refused,
    }
    return render(request, "practices/answers.html", context)


@login_required
@require_POST
@one_act
def reply(request: PersonRequest, public_id: str, key: int) -> HttpResponse:
    """The author answers a question."""
    practice = own(request, public_id)
    question = practice.messages.filter(pk=key, from_author=False).select_related("review", "author").first()
    if question is None:
        raise Http404
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            dialogue.answer(question, request.user, form.cleaned_data["text"])
        except NotPossible as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Your answer is sent."))
            return redirect("practices:answers", practice.public_id)
    return _answers(request, practice, refused_key=question.pk, form=form)
