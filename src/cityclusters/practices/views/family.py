"""The family of a practice, as a tree and on the map."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.practices.adoption import family, family_map
from cityclusters.practices.adoption.numbers import Numbers, numbers_of
from cityclusters.practices.views.common import visible


@require_safe
def tree(request: Request, public_id: str) -> HttpResponse:
    """What it grew from, who adapted it, what became of that, and where."""
    practice = visible(request, public_id)
    found = family.family_of(practice)
    context = {
        "practice": practice,
        "family": found,
        "numbers": numbers_of([practice.pk]).get(practice.pk, Numbers()),
        "drawn": family_map.drawn(found),
        "countries": family_map.by_country(found),
    }
    return render(request, "practices/family.html", context)
