"""The page of a practice, and of one of its versions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.practices.views.common import visible


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    """What is published now; for its writers before that, the working copy."""
    practice = visible(request, public_id)
    return render(request, "practices/detail.html", {"practice": practice})


@require_safe
def version(request: Request, public_id: str, number: int) -> HttpResponse:
    """Exactly this version."""
    practice = visible(request, public_id)
    return render(request, "practices/detail.html", {"practice": practice})
