"""The list of rounds, and how the matching decides: for everybody."""

from dataclasses import fields

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.core.paging import paged
from cityclusters.people.readers import is_officer
from cityclusters.support.finder.data import Weights
from cityclusters.support.models import Round
from cityclusters.support.rounds.forms import RulesForm
from cityclusters.support.rounds.problem import DEFAULT_RULES
from cityclusters.support.words import part_name, points


@require_safe
def listing(request: Request) -> HttpResponse:
    """Officers see all rounds, everybody those that are published."""
    page = paged(request, Round.objects.visible_to(request.user))
    return render(request, "support/rounds_list.html", {"page": page, "is_officer": is_officer(request.user)})


@require_safe
def how(request: Request) -> HttpResponse:
    """The rule in plain words, with the weights that are in use."""
    weights = Weights()
    parts = [(field.name, points(getattr(weights, field.name))) for field in fields(Weights)]
    rows = [
        {"label": part_name(name), "values": [{"value": most, "text": str(most)}]}
        for name, most in sorted(parts, key=lambda part: -part[1])
    ]
    context = {"rows": rows, "heads": [_("Points at most")], "usual": RulesForm.values_of(DEFAULT_RULES)}
    return render(request, "support/rounds_how.html", context)
