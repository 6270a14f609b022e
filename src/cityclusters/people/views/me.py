"""My account: what is kept about the reader, and where she changes it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.http import PersonRequest


@require_safe
@login_required
def me(request: PersonRequest) -> HttpResponse:
    """The account at a glance."""
    return render(request, "people/me.html", {"person": request.user})
