"""My work: everything that waits for the reader, whichever app it comes from."""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.core.waiting import WaitingItem
from cityclusters.journal import rules
from cityclusters.journal.models import Draft
from cityclusters.people.models import Person

URGENCY = ("red", "yellow", "green")
DRAFTS = 20


class Group(NamedTuple):
    """What is equally urgent."""

    light: str
    items: list[WaitingItem]


def waiting_for(person: Person) -> list[Group]:
    """Everything that waits for her: the red first, each by its day, those without a day last."""
    found: list[WaitingItem] = []
    for path in settings.WAITING:
        found += cast("Callable[[Person], list[WaitingItem]]", import_string(path))(person)
    found.sort(key=lambda item: (item.due is None, item.due or 0, item.kind, item.title))
    groups = [Group(light, [item for item in found if item.light == light]) for light in URGENCY]
    return [group for group in groups if group.items]


@login_required
@require_safe
def my_work(request: PersonRequest) -> HttpResponse:
    """What waits, unfinished forms to go on with, and, where nothing does, what to do next."""
    person = request.user
    context: dict[str, Any] = {
        "groups": waiting_for(person),
        "drafts": Draft.objects.filter(person=person).order_by("-saved_at")[:DRAFTS],
        "runs_programme": rules.runs_programme(person),
        "runs_platform": rules.runs_platform(person),
    }
    return render(request, "pages/my_work.html", context)
