"""The card: where somebody finds help near her (rule HU9). No form, no question, nothing kept.

Whoever writes down what somebody needs, and hears of violence, gives her this page and writes nothing."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import open_and_leaves_nothing
from cityclusters.core.sections import sections_of
from cityclusters.groups.models import CounsellingDoor, Group


@open_and_leaves_nothing
@require_safe
def card(request: Request) -> HttpResponse:
    """For everybody: the services of each country."""
    return render(
        request, "groups/card.html", {"sections": sections_of(settings.CARD_SECTIONS, request, None)}
    )


@open_and_leaves_nothing
@require_safe
def card_of(request: Request, public_id: str) -> HttpResponse:
    """For a group: how to reach its counsellors, and the services near it."""
    rows = Group.objects.visible_to(request.user).select_related("place__country")
    group = get_object_or_404(rows, public_id=sent_id(public_id))
    counsels = group.has(Group.Part.COUNSELLING) and group.is_active
    context = {
        "group": group,
        "door": CounsellingDoor.objects.filter(group=group).first() if counsels else None,
        "sections": sections_of(settings.CARD_SECTIONS, request, group.place),
    }
    return render(request, "groups/card.html", context)
