"""Organisations tell that they use a booklet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.booklets import use
from cityclusters.booklets.forms.use import UseForm
from cityclusters.booklets.views.common import visible
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.people.readers import focal_organisations


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: PersonRequest, public_id: str) -> HttpResponse:
    """ "Tell us that you use it": for those who may speak for an organisation."""
    booklet = visible(request, public_id)
    form = UseForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            use.declare(booklet, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Thank you. Your organisation stands on the page of the booklet now.")
            )
            return redirect(booklet)
    own = focal_organisations(request.user)
    context = {
        "booklet": booklet,
        "form": form,
        "may_speak": bool(own),
        "own": booklet.uses.filter(withdrawn_at=None, organisation__in=own).select_related("organisation"),
    }
    return render(request, "booklets/use.html", context)


@login_required
@require_POST
def withdraw(request: PersonRequest, public_id: str, use_id: str) -> HttpResponse:
    """Takes a declared use back."""
    booklet = visible(request, public_id)
    rows = booklet.uses.filter(organisation__in=focal_organisations(request.user))
    found = rows.filter(public_id=sent_id(use_id)).first()
    if found is None:
        raise Http404
    use.withdraw(found, request.user)
    messages.success(request, _("It is taken back and no longer counts."))
    return redirect("booklets:use", booklet.public_id)
