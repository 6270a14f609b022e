"""The list of groups, and a group's page."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.core.paging import paged
from cityclusters.core.sections import sections_of
from cityclusters.groups.models import Group
from cityclusters.groups.reaching import in_group, page


@require_safe
def listed(request: Request) -> HttpResponse:
    """Groups that the reader may see."""
    rows = Group.objects.visible_to(request.user).active().select_related("place__country", "organisation")
    return render(request, "groups/list.html", {"page": paged(request, rows)})


@require_safe
@in_group()
def group(request: Request, group: Group) -> HttpResponse:
    """One group with what its rooms tell of it."""
    context = {"sections": sections_of(settings.GROUP_SECTIONS, request, group)}
    return page(request, group, "groups/group.html", context)
