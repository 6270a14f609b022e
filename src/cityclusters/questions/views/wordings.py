"""The wordings that a post had before, and removing one of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.questions import rules, wordings
from cityclusters.questions.forms.care import ReasonForm
from cityclusters.questions.views.common import one_post, posted


@require_safe
def history(request: Request, kind: str, public_id: str) -> HttpResponse:
    """The wordings that a post had before; of a post that was taken away nobody else finds them."""
    post = one_post(request, kind, public_id)
    rows, may_remove = post.earlier.all()[:50], rules.may_remove_wording(request.user, post)
    context = {"post": post, "question": post.question, "rows": rows, "may_remove": may_remove}
    return render(request, "questions/history.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PersonRequest, kind: str, public_id: str, key: int) -> HttpResponse:
    """Removes one earlier wording, with a reason that stands in its place."""
    post = one_post(request, kind, public_id)
    if not rules.may_remove_wording(request.user, post):
        raise Http404
    row = get_object_or_404(post.earlier.filter(removed_at=None), pk=key)
    form = ReasonForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        try:
            wordings.remove(row, request.user, form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("These words are deleted."))
            return redirect("questions:post-history", kind, public_id)
    context = {"post": post, "question": post.question, "row": row, "form": form, "kind": kind}
    return render(request, "questions/wording.html", context)
