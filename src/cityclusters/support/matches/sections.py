"""The partnerships of an organisation, on its page."""

from django.db.models import Q

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.people.models import Organisation
from cityclusters.support.models import Agreement

SHOWN = 12


def of_organisation(request: Request, organisation: Organisation) -> Section | None:
    """The agreements that it has signed, or supports as a third partner, newest first."""
    partner = Q(need_side=organisation) | Q(host_side=organisation) | Q(supporter=organisation)
    rows = Agreement.objects.public().filter(partner)
    found = list(
        rows.select_related("need_side", "host_side", "supporter").order_by("-signed_on", "-pk")[:SHOWN]
    )
    return Section("support/_partnerships.html", {"agreements": found}) if found else None
