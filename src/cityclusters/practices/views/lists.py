"""The list of practices, and several side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.practices.models import Practice


@require_safe
def listing(request: Request) -> HttpResponse:
    """What is published."""
    return render(request, "practices/list.html", {"rows": Practice.objects.published()[:24]})


@require_safe
def compare(request: Request) -> HttpResponse:
    """Two to four practices side by side."""
    return render(request, "practices/list.html", {"rows": Practice.objects.published()[:24]})
