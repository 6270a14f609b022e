"""My account: what is kept about the reader, at a glance."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.people.models import RoleGrant


@require_safe
@login_required
def me(request: PersonRequest) -> HttpResponse:
    """The account at a glance; changing it is the upper apps' (settings.ACCOUNT_MENU)."""
    person = request.user
    posts = person.mandates.filter(state__in=["asked", "confirmed"]).select_related("organisation")
    context = {
        "person": person,
        "language_name": dict(settings.LANGUAGES).get(person.language, ""),
        "posts": posts.order_by("state", "-asked_at"),
        "roles": [RoleGrant.Role(role).label for role in sorted(person.roles)],
    }
    return render(request, "people/me.html", context)
