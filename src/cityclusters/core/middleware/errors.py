"""The one error boundary: input that no page expects is refused as bad, never answered with a fault."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


def bad_input(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers 400 for NUL characters and broken UTF-8 in an address, 405 for unused methods."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponse(status=405, headers={"Allow": ", ".join(sorted(METHODS))})
        query = request.META.get("QUERY_STRING", "")
        broken = "\x00" in request.path or "\ufffd" in request.path or "%00" in query
        if broken or len(query) > 8000:
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware
