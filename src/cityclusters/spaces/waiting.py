"""Appeals of people who were sent away from a space, on "My work" of those who decide."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.core.waiting import WaitingItem
from cityclusters.people.models import Person
from cityclusters.spaces import rules
from cityclusters.spaces.models import Membership

SHOWN = 20


def items(person: Person) -> list[WaitingItem]:
    """One query, and two for each appeal: there are few."""
    if not rules.may_curate(person):
        return []
    rows = Membership.objects.banned().filter(appeal=Membership.Appeal.ASKED)
    rows = rows.select_related("space", "person").order_by("appealed_at", "pk")[:SHOWN]
    return [
        WaitingItem(
            _("Appeal"),
            pick(row.space.names).text,
            reverse("spaces:ban-appeal", args=[row.space.slug, row.person.public_id]),
            None,
            "yellow",
        )
        for row in rows
        if rules.may_decide_appeal(person, row)
    ]
