"""What the page of a space shows of calls that are open on its themes, and of guides."""

from django.utils import timezone

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.practices.models import Call, Guide
from cityclusters.spaces.models import Space

CALLS, GUIDES = 4, 6


def of_space(request: Request, space: Space) -> Section | None:
    """Open calls, the one that closes first at the top, and the newest guides. Three queries."""
    themes = [theme.pk for theme in space.themes.all()]
    if not themes:
        return None
    day = timezone.now().date()  # a call whose last day is over somewhere may be open elsewhere
    opened = Call.objects.filter(state=Call.State.OPEN, closes_on__gte=day, themes__in=themes)
    calls = opened.select_related("organisation").distinct().order_by("closes_on", "pk")[:CALLS]
    guides = Guide.objects.filter(removed_at=None, failing_since=None, themes__in=themes).distinct()
    context = {"calls": list(calls), "guides": list(guides.order_by("-added_at", "-pk")[:GUIDES])}
    return Section("practices/_asked_here.html", context) if any(context.values()) else None
