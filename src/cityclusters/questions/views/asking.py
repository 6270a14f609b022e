"""Asking, answering, "ours too", thanking, following."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.private_data import PRIVATE, holds_private_data
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.questions import asking, following, gathering, page, rules, sources
from cityclusters.questions.forms.posts import AnswerForm, AskForm, OursTooForm
from cityclusters.questions.models import Answer, Question
from cityclusters.questions.similar import similar
from cityclusters.questions.views.common import one_post, posted, readable
from cityclusters.spaces.models import Space

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
HELD = gettext_lazy("A steward reads the first post of everybody before others see it. You get a letter.")


def _asked(request: PersonRequest, space: Space, form: AskForm) -> Question | None:
    """Asks; None where that is refused, with the reason in the form."""
    typed = form.cleaned_data
    try:
        return asking.ask(
            request.user, space, form.written, themes=typed["themes"], standing=form.standing,
            visibility=typed["visibility"],
        )  # fmt: skip
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return None


@login_required
@FORM_PAGE
@one_act
def ask(request: PersonRequest, slug: str) -> HttpResponse:
    """Asks in a space, of which the asker becomes a member by it. Similar questions are shown before."""
    space = get_object_or_404(Space.objects.prefetch_related("themes"), slug=slug)
    draft = f"question-{space.slug}"
    form = AskForm(*posted(request), space=space, person=request.user)
    alike: list[Question] = []
    if request.method == "POST" and form.is_valid():
        alike = similar(form.cleaned_data["title"], request.user) if "seen" not in request.POST else []
        if not alike and (question := _asked(request, space, form)) is not None:
            drafts.drop(request.user, draft)
            _point_out(request, question.title, question.text)
            words = _("Your question is published. You get a letter for each answer.")
            messages.success(request, words if question.is_shown else str(HELD))
            return redirect(question)
    typed = {} if form.is_bound else drafts.typed_before(form, drafts.load(request.user, draft))
    form.initial.update(typed)
    context = {"space": space, "form": form, "draft": draft, "restored": bool(typed), "similar": alike}
    context["lost_files"] = bool(request.FILES)
    return render(request, "questions/ask.html", context | _place_in(request, space))


def _point_out(request: PersonRequest, *texts: str) -> None:
    """Says so where a text names addresses or numbers of people (rule SA8)."""
    if holds_private_data(*texts):
        messages.warning(request, str(PRIVATE))


def _place_in(request: PersonRequest, space: Space) -> dict[str, Any]:
    """What the reader is in the space."""
    return {
        "is_member": space.membership_of(request.user) is not None,
        "banned": space.is_banned(request.user),
        "newcomer": rules.is_newcomer(request.user),
    }


@login_required
@FORM_PAGE
@one_act
def answer(request: PersonRequest, public_id: str) -> HttpResponse:
    """Writes an answer."""
    question = readable(request, public_id)
    draft = f"answer-{question.public_id}"
    form = AnswerForm(*posted(request), person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = asking.answer(request.user, question, form.written, standing=form.standing)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.drop(request.user, draft)
            _point_out(request, made.text)
            words = _("Thank you. All who follow the question get your answer.")
            messages.success(request, words if made.is_shown else str(HELD))
            return redirect(made)
    typed = {} if form.is_bound else drafts.typed_before(form, drafts.load(request.user, draft))
    form.initial.update(typed)
    may = rules.may_answer(request.user, question)
    context = {"question": question, "form": form, "draft": draft, "restored": bool(typed), "may": may}
    context["lost_files"] = bool(request.FILES)
    return render(request, "questions/answer.html", context)


@login_required
@FORM_PAGE
def ours_too(request: PersonRequest, public_id: str) -> HttpResponse:
    """Says that another city has the same question."""
    question = readable(request, public_id)
    mine = question.ours_too.filter(person=request.user).first()
    initial = {"note": mine.note, "meet": mine.meet} if mine else {}
    newcomer = rules.is_newcomer(request.user)
    form = OursTooForm(posted(request)[0], person=request.user, newcomer=newcomer, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            gathering.join(
                request.user, question, form.standing, note=typed.get("note", ""), meet=typed["meet"],
                language=request.user.language,
            )  # fmt: skip
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted: this is your question too. You get the answers by letter."))
            return redirect(f"{question.get_absolute_url()}#ours-too")
    return render(request, "questions/ours_too.html", {"question": question, "form": form, "mine": mine})


@login_required
@require_POST
def not_ours(request: PersonRequest, public_id: str) -> HttpResponse:
    """Takes "ours too" back."""
    question = readable(request, public_id)
    if gathering.leave(request.user, question):
        messages.success(request, _("Taken back: this is not your question."))
    return redirect(question)


@login_required
@require_POST
def follow(request: PersonRequest, public_id: str) -> HttpResponse:
    """Letters for each answer, or no more."""
    question = readable(request, public_id)
    if request.POST.get("follow") == "no":
        following.stop(question, request.user)
        messages.success(request, _("You get no more letters about this question."))
    else:
        following.follow(question, request.user)
        messages.success(request, _("You get a letter for each answer."))
    return redirect(question)


@login_required
@require_POST
def thank(request: PersonRequest, public_id: str) -> HttpResponse:
    """Says that an answer was useful, or takes it back."""
    post = one_post(request, "answer", public_id)
    if isinstance(post, Answer):
        asking.thank(request.user, post, useful=request.POST.get("useful") != "no")
    return redirect(post)


@login_required
@require_safe
def meeting(request: PersonRequest, public_id: str) -> HttpResponse:
    """Those who share the question and want to meet, for themselves and for the stewards (seed item D5)."""
    question = readable(request, public_id)
    people = page.people_to_meet(question, request.user)
    context = {"question": question, "people": people, "may": rules.may_meet(request.user, question)}
    context["links"] = sources.links(question, request.user) if people else []
    return render(request, "questions/meeting.html", context)
