"""What the page of a space shows of calls that are open on its themes, and of guides."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.practices.models import Call, Guide
from cityclusters.spaces.models import Space

CALLS, GUIDES = 4, 6


def open_calls() -> "QuerySet[Call]":
    """Those that may take something still, the one that closes first at the top. A call whose last day is
    over in UTC may be open in its own zone: `takes_entries` has the last word."""
    yesterday = timezone.now().date() - timedelta(days=1)
    rows = Call.objects.filter(state=Call.State.OPEN, closes_on__gte=yesterday)
    return rows.select_related("organisation").order_by("closes_on", "pk")


def of_space(request: Request, space: Space) -> Section | None:
    """Open calls on the themes of the space, and its newest guides. Two queries."""
    themes = [theme.pk for theme in space.themes.all()]
    if not themes:
        return None
    about = Call.themes.through.objects.filter(theme__in=themes).values("call")
    calls = [call for call in open_calls().filter(pk__in=about)[:CALLS] if call.takes_entries()]
    listed = Guide.themes.through.objects.filter(theme__in=themes).values("guide")
    guides = Guide.objects.filter(removed_at=None, failing_since=None, pk__in=listed)
    context = {
        "calls": calls,
        "guides": list(guides.order_by("-added_at", "-pk")[:GUIDES]),
        "theme": themes[0] if len(themes) == 1 else "",
    }
    return Section("practices/_asked_here.html", context) if calls or context["guides"] else None
