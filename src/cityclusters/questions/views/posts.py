"""One post: changing it, its earlier words, reporting it, deciding about it, appealing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.questions import asking, moderation, rules
from cityclusters.questions.forms.care import AppealDecisionForm, AppealForm, MeasureForm, ReportForm
from cityclusters.questions.forms.posts import EditForm, LanguageForm, SortForm
from cityclusters.questions.models import WITH_POST, Answer, Decision, Question, Report
from cityclusters.questions.rules import AnyText
from cityclusters.questions.views.common import one_post, one_text, posted

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@FORM_PAGE
def edit(request: PersonRequest, kind: str, public_id: str) -> HttpResponse:
    """Changes the words of one's own post, within the time for it."""
    post = one_post(request, kind, public_id)
    if not rules.may_edit(request.user, post):
        raise PermissionDenied
    form = EditForm(posted(request)[0], post=post)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            asking.edit(request.user, post, text=typed["text"], title=typed.get("title", ""))
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Changed. The earlier words stay readable."))
            return redirect(post)
    return render(request, "questions/edit.html", {"post": post, "form": form, "question": post.question})


@login_required
@FORM_PAGE
def sort(request: PersonRequest, kind: str, public_id: str) -> HttpResponse:
    """Corrects the language, and of a question its themes, marker and readers."""
    post = one_post(request, kind, public_id)
    if not rules.may_sort(request.user, post):
        raise PermissionDenied
    form: SortForm | LanguageForm
    if isinstance(post, Question):
        form = SortForm(posted(request)[0], question=post)
    else:
        form = LanguageForm(posted(request)[0], initial={"language": post.language})
    if request.method == "POST" and form.is_valid() and _sorted(request, post, form):
        messages.success(request, _("Saved."))
        return redirect(post)
    return render(request, "questions/sort.html", {"post": post, "form": form, "question": post.question})


def _sorted(request: PersonRequest, post: Question | Answer, form: SortForm | LanguageForm) -> bool:
    """Saves it; False where that is refused, with the reason in the form."""
    try:
        if isinstance(post, Question):
            asking.sort(request.user, post, **form.cleaned_data)
        else:
            asking.set_language(request.user, post, form.cleaned_data["language"])
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@login_required
@FORM_PAGE
def report(request: PersonRequest, kind: str, public_id: str) -> HttpResponse:
    """Says that a post should not stand there."""
    post = one_text(request, kind, public_id)
    form = ReportForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            moderation.report(post, request.user, typed["reason"], typed["words"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. A steward of another organisation will look at it."))
            return redirect(post.question)
    return render(request, "questions/report.html", {"post": post, "form": form, "question": post.question})


@login_required
@require_POST
def withdraw(request: PersonRequest, kind: str, public_id: str) -> HttpResponse:
    """Takes one's own post back."""
    post = one_post(request, kind, public_id)
    with saying(request, _("You have taken it back. Its words and files are deleted.")):
        moderation.withdraw(post, request.user)
    return redirect("questions:mine")


@login_required
@require_POST
def release(request: PersonRequest, kind: str, public_id: str) -> HttpResponse:
    """Publishes a post that waited."""
    post = one_post(request, kind, public_id)
    _decides(request, post)
    with saying(request, _("Published. Its author gets a letter.")):
        moderation.release(post, request.user)
    return redirect("questions:desk")


def _decides(request: PersonRequest, post: AnyText) -> None:
    """For somebody who may not decide about the post (rule SP3) the page does not exist."""
    if not rules.may_decide(request.user, post):
        raise Http404


def _measure(request: PersonRequest, post: AnyText, measure: str, reason: str) -> None:
    if measure == "keep":
        moderation.keep(post, request.user, reason)
    elif measure == "show":
        moderation.show_again(post, request.user, reason)
    else:
        moderation.take_away(post, request.user, measure, reason)


@login_required
@FORM_PAGE
def measure(request: PersonRequest, kind: str, public_id: str) -> HttpResponse:
    """Decides about a post: not published, hidden, removed, shown again, or left after a report."""
    post = one_text(request, kind, public_id)
    _decides(request, post)
    reports = post.reports.filter(state=Report.State.OPEN)
    form = MeasureForm(posted(request)[0], state=post.state, reported=reports.exists())
    if request.method == "POST" and form.is_valid():
        try:
            _measure(request, post, form.cleaned_data["measure"], form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done. Whom it concerns gets a letter with the reason."))
            return redirect("questions:desk")
    context = {"post": post, "form": form, "reports": reports, "question": post.question}
    return render(request, "questions/measure.html", context)


def _decision(request: PersonRequest, public_id: str) -> Decision:
    """A decision for the author of its post, and for those who may decide about it; for others none."""
    rows = Decision.objects.select_related(*WITH_POST)
    found = get_object_or_404(rows, public_id=sent_id(public_id))
    if found.post.author_id != request.user.pk and not rules.may_decide(request.user, found.post):
        raise Http404
    return found


@login_required
@FORM_PAGE
def decision(request: PersonRequest, public_id: str) -> HttpResponse:
    """Why a post was taken away; its author appeals, another person than the first decides (rule SP2)."""
    found = _decision(request, public_id)
    appeals, decides = rules.may_appeal(request.user, found), rules.may_decide_appeal(request.user, found)
    form = (AppealForm if appeals else AppealDecisionForm)(posted(request)[0])
    if request.method == "POST" and not (appeals or decides):
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            _appeal(request, found, form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done. Whom it concerns gets a letter with the reason."))
            return redirect(found)
    context = {"decision": found, "post": found.post, "question": found.post.question, "form": form}
    return render(request, "questions/decision.html", context | {"appeals": appeals, "decides": decides})


def _appeal(request: PersonRequest, found: Decision, typed: dict[str, str]) -> None:
    if "words" in typed:
        moderation.appeal(found, request.user, typed["words"])
    else:
        moderation.decide_appeal(
            found, request.user, lift=typed["outcome"] == "lifted", reason=typed["reason"]
        )
