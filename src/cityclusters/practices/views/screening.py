"""What those who judge a practice do before the decision: screen it, ask reviewers, ask the author."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.journal.once import one_act
from cityclusters.people.models import Person
from cityclusters.practices.forms.judging import (
    AskReviewersForm,
    EndReviewForm,
    QuestionForm,
    ScreeningForm,
)
from cityclusters.practices.judging import deciding, dialogue, reviewers, reviewing, submission
from cityclusters.practices.models import Practice, Review
from cityclusters.practices.models.choices import State
from cityclusters.practices.views.judging import managed

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@FORM_PAGE
def screen(request: PersonRequest, public_id: str) -> HttpResponse:
    """The text with four checks; then on to the reviews, back to the author, or rejected."""
    practice = managed(request, public_id)
    before = reviewing.before(practice)
    form = ScreeningForm(request.POST if request.method == "POST" else None, reviewed_before=bool(before))
    if request.method == "POST" and form.is_valid():
        return _screened(request, practice, form, before)
    return _screen(request, practice, form, before)


def _screen(
    request: PersonRequest,
    practice: Practice,
    form: ScreeningForm,
    before: list[Person],
    question_form: QuestionForm | None = None,
) -> HttpResponse:
    shown = submission.read(practice)
    context = {
        "practice": practice,
        "shown": shown,
        "hints": submission.hints(practice, shown),
        "form": form,
        "before": before,
        "waits": practice.state == State.SUBMITTED,
        "threads": dialogue.threads(practice),
        "question_form": question_form or QuestionForm(),
    }
    return render(request, "practices/screen.html", context)


def _screened(
    request: PersonRequest, practice: Practice, form: ScreeningForm, before: list[Person]
) -> HttpResponse:
    outcome = form.cleaned_data["outcome"]
    try:
        deciding.screen(practice, request.user, outcome, form.cleaned_data["reasons"], form.checks)
        if outcome == State.SCREENED and form.cleaned_data.get("again"):
            reviewing.ask(practice, request.user, before, reviewing.first_due())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done. The author gets a letter."))
    if practice.state in (State.SCREENED, State.IN_REVIEW):
        return redirect("practices:reviewers", practice.public_id)
    return redirect("practices:screen", practice.public_id)


@login_required
@FORM_PAGE
def ask_reviewers(request: PersonRequest, public_id: str) -> HttpResponse:
    """Who reviews it now, and who can be asked; a POST asks those who are ticked."""
    practice = managed(request, public_id)
    words = request.GET.get("q", "")[:100].replace("\x00", "")
    found = reviewers.candidates(practice, words)
    fit = {one.person.public_id: one for one in found if not one.problem}
    data = request.POST if request.method == "POST" else None
    form = AskReviewersForm(data, people=list(fit), initial={"due": reviewing.first_due()})
    if request.method == "POST" and form.is_valid():
        chosen = [fit[key].person for key in form.cleaned_data["people"]]
        try:
            reviewing.ask(practice, request.user, chosen, form.cleaned_data["due"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked. They get a letter and answer there."))
            return redirect("practices:reviewers", practice.public_id)
    shown: dict[str, Any] = {"form": form, "found": found, "fit": list(fit.values()), "words": words}
    return render(request, "practices/reviewers.html", _to_ask(practice, **shown))


def _to_ask(
    practice: Practice, form: AskReviewersForm, found: list[reviewers.Candidate], words: str, **shown: Any
) -> dict[str, Any]:
    """What the page shows; who can't be asked only where somebody was searched for."""
    return {
        "practice": practice,
        "rounds": _rounds(practice),
        "asks": practice.state in (State.SCREENED, State.IN_REVIEW),
        "form": form,
        "chosen": form["people"].value() or [],
        "others": [one for one in found if one.problem] if words else [],
        "words": words,
        **shown,
    }


def _rounds(practice: Practice) -> list[tuple[int, list[Review]]]:
    """The reviews by round, the present one first."""
    rows = practice.reviews.select_related("reviewer", "organisation").order_by("-round", "pk")
    rounds: dict[int, list[Review]] = {}
    for row in rows:
        rounds.setdefault(row.round, []).append(row)
    return list(rounds.items())


@login_required
@require_POST
def end_review(request: PersonRequest, public_id: str, review: str) -> HttpResponse:
    """Takes the request to a reviewer back."""
    practice = managed(request, public_id)
    found = practice.reviews.filter(public_id=sent_id(review)).select_related("reviewer").first()
    if found is None:
        raise Http404
    form = EndReviewForm(request.POST)
    if not form.is_valid():
        rest = _to_ask(practice, **_nobody_chosen(practice))
        context = {**rest, "ending": form, "ending_key": found.public_id}
        return render(request, "practices/reviewers.html", context)
    with saying(request, _("Taken back. The reviewer gets a letter.")):
        reviewing.take_back(found, request.user, form.cleaned_data["reason"])
    return redirect("practices:reviewers", practice.public_id)


def _nobody_chosen(practice: Practice) -> dict[str, Any]:
    found = reviewers.candidates(practice)
    fit = [one for one in found if not one.problem]
    form = AskReviewersForm(
        people=[one.person.public_id for one in fit], initial={"due": reviewing.first_due()}
    )
    return {"form": form, "found": found, "fit": fit, "words": ""}


@login_required
@require_POST
@one_act
def ask_author(request: PersonRequest, public_id: str) -> HttpResponse:
    """A question of those who judge it to the author."""
    practice = managed(request, public_id)
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            dialogue.ask(practice, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The author gets your question as a letter."))
            return redirect("practices:screen", practice.public_id)
    before = reviewing.before(practice)
    return _screen(request, practice, ScreeningForm(reviewed_before=bool(before)), before, form)
