"""Ending the letters from a link in one of them: a page that asks, and one press of a mail program's button.

No session, no form of ours: the token in the address says whose letters they are, and can't be guessed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cityclusters.digests import choosing, stopping


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, because programs open links too; POST ends them."""
    person = stopping.person_of(token)
    if person is None:
        raise Http404
    row = choosing.refuse(person, None) if request.method == "POST" else choosing.of(person)
    return render(request, "digests/stop.html", {"subscription": row})
