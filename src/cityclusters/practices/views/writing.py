"""Writing a practice: the short form, and everything else section by section."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.practices.views.common import own


@login_required
@require_safe
def create(request: PersonRequest) -> HttpResponse:
    """A new practice in three minutes."""
    return render(request, "practices/new.html", {})


@login_required
@require_safe
def overview(request: PersonRequest, public_id: str) -> HttpResponse:
    """What is filled, what is missing."""
    return render(request, "practices/edit.html", {"practice": own(request, public_id)})
