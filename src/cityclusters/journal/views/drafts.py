"""Keeping an unfinished form, and throwing it away."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityclusters.core.http import PersonRequest
from cityclusters.core.views import safe_next
from cityclusters.journal import drafts

FORM_KEY = re.compile(r"[A-Za-z0-9:._-]{1,120}")


def _page(request: PersonRequest) -> str:
    """The page on which the form stands: named by the form, else the page that the request came from."""
    named = request.POST.get("draft_url", "")
    if named.startswith("/") and url_has_allowed_host_and_scheme(named, allowed_hosts=None):
        return named
    here = f"{request.scheme}://{request.get_host()}"
    referer = request.headers.get("Referer", "")
    return referer.removeprefix(here) if referer.startswith(f"{here}/") else ""


@login_required
@require_POST
def draft(request: PersonRequest, form_key: str) -> HttpResponse:
    """Keeps what was typed: answers 'saved' to a script, and goes back to the form without one."""
    if not FORM_KEY.fullmatch(form_key):
        raise Http404
    scripted = "text/html" not in request.headers.get("Accept", "")  # a browser that opens a page asks for it
    page, title = _page(request), request.POST.get("draft_title", "")
    try:
        drafts.save(request.user, form_key, request.POST, title=title, url=page)
    except drafts.DraftRefused:
        problem = _("This is too much to keep as a draft. Please send the form, or shorten it.")
        if scripted:
            return JsonResponse({"saved": False, "problem": problem}, status=413)
        messages.error(request, problem)
        return redirect(page or safe_next(request, "/my-work/"))
    if scripted:
        return JsonResponse({"saved": True})
    messages.success(request, _("Your draft is saved. You can go on whenever you like."))
    return redirect(page or safe_next(request, "/my-work/"))


@login_required
@require_POST
def drop_draft(request: PersonRequest, form_key: str) -> HttpResponse:
    """Throws a draft away."""
    drafts.drop(request.user, form_key)
    messages.success(request, _("The draft is thrown away."))
    return redirect(safe_next(request, "/my-work/"))
