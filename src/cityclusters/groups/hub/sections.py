"""A hub on the page of its group: courses that can be joined, the enquiry, one's own page."""

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.exchanges.models import Exchange
from cityclusters.groups.hub.rules import has_hub
from cityclusters.groups.models import Group

SHOWN = 4


def of_group(request: Request, group: Group) -> Section | None:
    """One query for the courses, one for what the reader may see of them."""
    if not has_hub(group) or not group.is_active:
        return None
    rows = group.courses.filter(
        exchange__state__in=("planned", "open", "running"),
        exchange__in=Exchange.objects.visible_to(request.user),
    )
    context = {
        "group": group,
        "courses": rows.select_related("exchange")[:SHOWN] if group.has("courses") else [],
        "books": group.has("booking"),
    }
    return Section("groups/_hub_section.html", context)
